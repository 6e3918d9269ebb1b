"""The coach's page, ratings below the thread, the day's goal, and advice that is taken."""

from __future__ import annotations

import random
import tomllib
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from textual.widgets import OptionList, Static

from shopdesk import bootstrap
from shopdesk.bootstrap import Parts, Profile
from shopdesk.bootstrap.configuring import settings_texts
from shopdesk.desk.bus import Bus
from shopdesk.desk.thread import DeskThread
from shopdesk.domain.clock.schedule import LiveSchedule
from shopdesk.domain.clock.wait import Outcome
from shopdesk.domain.figures.facts import Scale
from shopdesk.domain.figures.goals import Goals
from shopdesk.domain.figures.survey import Survey
from shopdesk.ui.app import ShopdeskApp
from shopdesk.ui.screens.conversation import ConversationScreen
from shopdesk.ui.screens.figures import FiguresScreen
from shopdesk.ui.screens.menu import MenuScreen
from shopdesk.ui.widgets.figure_coach import Coach
from shopdesk.ui.widgets.masthead import Masthead
from shopdesk.ui.wiring import Wiring
from tests.shop import NINE, SHOP, FrozenClock, Mail, SmallShop, make_desk, settings, small_shop
from tests.ui.conftest import Programs, Screen, make_screen, watching
from tests.ui.steps import press, until
from tests.ui.test_flows import SIZE
from tests.ui.test_settings_screen import CONFIG

WEEK = timedelta(days=6)


def two_forgotten(shop: SmallShop) -> None:
    """Jane and Bo wrote three days ago."""
    shop.desk.records.watching_since(SHOP, NINE)
    for who in ("jane", "bo"):
        shop.receive(Mail(f"{who}@example.com", f"From {who}", id=f"{who}@x"))
    shop.clock.pass_by(days=3)


@pytest.fixture
def forgetful(tmp_path: Path) -> Iterator[Screen]:
    """A shop whose clock stands three days later."""
    made = make_screen(tmp_path, two_forgotten)
    made.clock.at = NINE + timedelta(days=3)
    yield made
    made.app.wiring.desk.stop()


async def coach(screen: Screen) -> Coach:
    """Its page, by keys."""
    page = screen.app.screen.query_one(Coach)
    assert screen.app.screen.query_one("#pages").current == "coach"  # type: ignore[attr-defined]
    return page


async def test_the_coach_lists_what_it_speaks_of(forgetful: Screen) -> None:
    """Enter on a tip lists its conversations, enter on one of these opens it."""
    async with forgetful.app.run_test(size=SIZE) as pilot:
        await press(pilot, "d")
        await until(pilot, lambda: isinstance(forgetful.app.screen, FiguresScreen), "the figures")
        await press(pilot, "shift+tab")
        page = await coach(forgetful)
        said = "\n".join(str(option.prompt) for option in page.options)
        assert "2 customers wait for days. The oldest mail is 3d 0h old." in said
        assert "Never answered: 2" in said
        assert "From bo" in said
        await press(pilot, "enter")
        await until(pilot, lambda: isinstance(forgetful.app.screen, MenuScreen), "the list")
        assert forgetful.app.screen.query_one(OptionList).option_count == 2
        await press(pilot, "2")
        await until(
            pilot, lambda: isinstance(forgetful.app.screen, ConversationScreen), "the thread"
        )


async def test_enter_on_who_waits_opens_it(forgetful: Screen) -> None:
    async with forgetful.app.run_test(size=SIZE) as pilot:
        await press(pilot, "d")
        await until(pilot, lambda: isinstance(forgetful.app.screen, FiguresScreen), "the figures")
        await press(pilot, "shift+tab", "down", "enter")
        await until(
            pilot, lambda: isinstance(forgetful.app.screen, ConversationScreen), "the thread"
        )


def rated(shop: SmallShop) -> None:
    """Jane was asked and answered, and then wrote again."""
    shop.receive(Mail(id="one@x"))
    records = shop.desk.records
    number = records.add_survey(
        Survey(0, 1, "jane@example.com", Scale.CSAT, "s@x", shop.clock.now())
    )
    records.add_survey(Survey(0, 1, "jane@example.com", Scale.NPS, "n@x", shop.clock.now()))
    records.rate(number, 5, "[b]lovely[/b]\n\x1b[31mthanks", shop.clock.now())


async def test_ratings_stand_below_the_thread(tmp_path: Path) -> None:
    """With the comment, in which nothing is markup or moves the cursor; unanswered ones do not."""
    screen = make_screen(tmp_path, rated)
    async with screen.app.run_test(size=SIZE) as pilot:
        await press(pilot, "enter")
        await until(pilot, lambda: isinstance(screen.app.screen, ConversationScreen), "the thread")
        line = screen.app.screen.query_one("#ratings", Static)
        await until(pilot, lambda: line.display, "the rating")
        said = str(line.content)
        assert said.startswith("rated 5 (CSAT): [b]lovely[/b] ")
        assert "\x1b" not in said
        assert "\n" not in said
    screen.app.wiring.desk.stop()


def one_in_time(shop: SmallShop) -> None:
    """Nine of ten were answered in time."""
    for nth in range(10):
        shop.receive(Mail(f"c{nth}@example.com", id=f"{nth}@x"), minutes_ago=30)
    records = shop.desk.records
    for nth, alarm in enumerate(shop.desk.look.board(NINE).alarms):
        at = alarm.due + timedelta(minutes=-1 if nth else 1)
        records.end_wait(
            alarm.wait,
            Outcome.ANSWERED,
            at=at,
            business=at - alarm.started,
            in_target=bool(nth),
            by=None,
        )


@pytest.mark.parametrize(("goal", "said"), [(90, "90 % of 90 met"), (91, "90 % of 91 not met")])
async def test_the_masthead_says_how_the_goal_stands(tmp_path: Path, goal: int, said: str) -> None:
    screen = make_screen(tmp_path, one_in_time, settings(goals=Goals(goal)))
    async with screen.app.run_test(size=SIZE) as pilot:
        masthead = screen.app.screen.query_one(Masthead)
        await until(pilot, lambda: said in str(masthead.render()), "the goal")
    screen.app.wiring.desk.stop()


def evenings(shop: SmallShop) -> None:
    """Forty customers wrote at seven in the evening; who is at the desk at nine answers then."""
    chance = random.Random(1)  # noqa: S311 - the same each time
    evening, records = NINE + timedelta(hours=10), shop.desk.records
    for nth in range(40):
        shop.clock.at = evening + timedelta(days=nth % 5, minutes=chance.randrange(50))
        shop.receive(Mail(f"c{nth}@example.com", id=f"{nth}@x"))
    for nth in range(20):
        shop.clock.at = NINE + timedelta(days=nth % 5)
        shop.receive(Mail(f"m{nth}@example.com", id=f"m{nth}@x"))
    for alarm in shop.desk.look.board(NINE + WEEK).alarms:
        late = alarm.email.startswith("c")
        took = timedelta(hours=14) if late else timedelta(minutes=1)
        records.end_wait(
            alarm.wait,
            Outcome.ANSWERED,
            at=alarm.started + took,
            business=took,
            in_target=not late,
            by=None,
        )


async def test_advice_becomes_desk_hours_in_the_file_and_on_the_board(tmp_path: Path) -> None:
    """`y` on the page of the week; every day of the week has the hour then, once."""
    profile = Profile(tmp_path)
    profile.config.write_text(CONFIG + '\n[desk_hours]\nfri = ["08:00-09:00"]\n', "utf-8")
    chosen = bootstrap.settings_of(profile)
    with small_shop(tmp_path, chosen) as filling:
        evenings(filling)
    bus, clock, live = Bus(), FrozenClock(NINE + WEEK), LiveSchedule(bootstrap.schedule_of(chosen))
    desk = DeskThread(lambda: make_desk(tmp_path, chosen, bus, live))
    desk.start()
    made = Parts(profile, chosen, live, clock, bus, desk)
    wiring = Wiring(
        chosen, live, clock, desk, bus, None, lambda _: "", Programs(), settings_texts(made)
    )
    app = ShopdeskApp(wiring)
    app.states[SHOP] = watching()
    async with app.run_test(size=SIZE) as pilot:
        await press(pilot, "d")
        await until(pilot, lambda: isinstance(app.screen, FiguresScreen), "the figures")
        figures = app.screen
        assert isinstance(figures, FiguresScreen)
        assert figures.report.advice is not None
        assert figures.report.advice.opens == 19
        for _press in range(2):
            await press(pilot, "y")
            await until(pilot, lambda: "19:00-20:00" in profile.config.read_text(), "the file")
            hours = tomllib.loads(profile.config.read_text())["desk_hours"]
            assert hours["fri"] == ["08:00-09:00", "19:00-20:00"]
            assert all(hours[day] == ["19:00-20:00"] for day in ("mon", "wed", "sat", "sun"))
        await press(pilot, "escape")
        clock.at = NINE + WEEK + timedelta(hours=10, minutes=5)

        def head() -> str:
            return str(app.screen.query_one(Masthead).render())

        await until(pilot, lambda: "desk hour to 20:00" in head(), "the desk hour on the board")
    desk.stop()

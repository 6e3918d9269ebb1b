""" "Be quiet" on the board, and what the board tells of the owner's presence."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path

import pytest
from textual import events
from textual.pilot import Pilot
from textual.widgets import Static

from shopdesk.desk.events import DesktopMissed, Rang
from shopdesk.domain.alarm.board import Note
from shopdesk.domain.alarm.ring_plan import Presence, Way
from shopdesk.domain.clock.severity import Severity
from shopdesk.ui.screens.menu import MenuScreen
from shopdesk.ui.widgets.masthead import Masthead
from tests.shop import NINE
from tests.ui.conftest import Screen, down, furnish, make_screen
from tests.ui.steps import press, until
from tests.ui.test_flows import SIZE, status

NOTE = Note("Jane Roe", "3:41 left: Where is my order?", Severity.HOT)


def masthead(screen: Screen) -> str:
    """The first line."""
    return str(screen.app.screen.query_one(Masthead).render()).splitlines()[0]


async def quiet(screen: Screen, pilot: Pilot[None], *keys: str) -> None:
    """Open the menu and answer it."""
    await press(pilot, keys[0])
    await until(pilot, lambda: isinstance(screen.app.screen, MenuScreen), "the menu")
    await press(pilot, *keys[1:])
    await until(pilot, lambda: not isinstance(screen.app.screen, MenuScreen), "the board")


@pytest.mark.parametrize("key", ["b", "f10", "и"])
async def test_an_hours_quiet_is_kept_shown_and_ended_by_the_same_key(
    screen: Screen, key: str
) -> None:
    def kept() -> object:
        return screen.app.wiring.desk.call(lambda d: d.records.quiet_until())

    async with screen.app.run_test(size=SIZE) as pilot:
        await quiet(screen, pilot, key, "1")
        await until(pilot, lambda: "quiet to 10:00" in masthead(screen), "the masthead")
        assert kept() == NINE + timedelta(hours=1)
        assert "watching" in masthead(screen)
        assert "Nothing rings before 10:00" in status(screen)
        await quiet(screen, pilot, key, "1")
        await until(pilot, lambda: "quiet" not in masthead(screen), "the end")
        assert kept() is None
        assert "rings again" in status(screen)


async def test_until_tomorrow_and_a_change_of_mind(screen: Screen) -> None:
    async with screen.app.run_test(size=SIZE) as pilot:
        await quiet(screen, pilot, "b", "2")
        await until(pilot, lambda: "quiet to Sun 09:00" in masthead(screen), "the masthead")
        await quiet(screen, pilot, "b", "escape")
        assert "quiet to Sun 09:00" in masthead(screen)


async def test_the_menu_says_how_it_is(screen: Screen) -> None:
    async with screen.app.run_test(size=SIZE) as pilot:
        await quiet(screen, pilot, "b", "1")
        await until(pilot, lambda: "quiet" in masthead(screen), "the masthead")
        await press(pilot, "b")
        await until(pilot, lambda: isinstance(screen.app.screen, MenuScreen), "the menu")
        question = str(screen.app.screen.query_one("#question", Static).render())
        assert question == "It is quiet to 10:00. The clocks run on."


async def test_quiet_ends_by_itself_and_never_hides_blindness(screen: Screen) -> None:
    async with screen.app.run_test(size=SIZE) as pilot:
        await quiet(screen, pilot, "b", "1")
        await until(pilot, lambda: "quiet to" in masthead(screen), "the masthead")
        screen.bus.say(down())
        await until(pilot, lambda: "NOT WATCHING since 08:57" in masthead(screen), "the alarm")
        assert "quiet" not in masthead(screen)
        screen.app.states.clear()
        screen.clock.pass_by(hours=1)
        await until(pilot, lambda: "10:00" in masthead(screen), "an hour")
        assert "quiet" not in masthead(screen)


@dataclass
class Engine:
    """Hears of the owner."""

    heard: list[Presence] = field(default_factory=list)

    def start(self) -> None:
        """Nothing goes on by itself."""

    def stop(self) -> None:
        """Nothing did."""

    def check_now(self) -> None:
        """Nothing to check."""

    def attended(self, presence: Presence) -> None:
        """Noted."""
        self.heard.append(presence)


async def test_focus_and_keys_tell_where_the_owner_is(tmp_path: Path) -> None:
    screen, engine = make_screen(tmp_path, furnish), Engine()
    screen.app.wiring = replace(screen.app.wiring, engine=engine)
    try:
        async with screen.app.run_test(size=SIZE) as pilot:
            assert engine.heard[0] == Presence(None, NINE)
            screen.app.post_message(events.AppFocus())
            await until(pilot, lambda: engine.heard[-1] == Presence(True, NINE), "the focus")
            screen.app.post_message(events.AppBlur())
            await until(pilot, lambda: engine.heard[-1] == Presence(False, NINE), "the blur")
            screen.clock.pass_by(minutes=5)
            await press(pilot, "down")
            assert engine.heard[-1].touched == NINE + timedelta(minutes=5)
    finally:
        screen.app.wiring.desk.stop()


@pytest.mark.parametrize(
    ("ways", "bells"), [({Way.BELL, Way.DESKTOP}, 1), ({Way.DESKTOP}, 0), ({Way.PHONE}, 0)]
)
async def test_the_bell_rings_where_the_plan_says_so(
    screen: Screen, monkeypatch: pytest.MonkeyPatch, ways: set[Way], bells: int
) -> None:
    rung: list[int] = []
    written: list[str] = []
    monkeypatch.setattr(screen.app, "bell", lambda: rung.append(1))
    monkeypatch.setattr(screen.app, "notify_by_terminal", written.append)
    async with screen.app.run_test(size=SIZE) as pilot:
        screen.bus.say(Rang(NOTE, frozenset(ways)))
        screen.bus.say(DesktopMissed(NOTE))
        await until(pilot, lambda: written == ["<Jane Roe>"], "the terminal's own note")
        assert len(rung) == bells

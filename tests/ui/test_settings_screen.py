"""The settings on the screen: changed in place, checked with every key, gone by at once."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, Static, TextArea

from shopdesk import bootstrap
from shopdesk.bootstrap import Parts, Profile
from shopdesk.bootstrap.configuring import settings_texts
from shopdesk.desk.bus import Bus
from shopdesk.desk.thread import DeskThread
from shopdesk.domain.alarm.board import Alarm
from shopdesk.domain.clock.schedule import LiveSchedule
from shopdesk.ui.app import ShopdeskApp
from shopdesk.ui.screens.board import BoardScreen
from shopdesk.ui.screens.settings import SettingsScreen
from shopdesk.ui.widgets.status import Status
from shopdesk.ui.wiring import Wiring
from tests.shop import NINE, SHOP, FrozenClock, Mail, make_desk, small_shop
from tests.ui.conftest import Programs, watching

MINUTE = timedelta(minutes=1)
CONFIG = f"""\
# Lan's own words
[shop]
name = "Lan's Shoes"
owner = "Lan"
zone = "Asia/Ho_Chi_Minh"

[[mailbox]]
address = "{SHOP}"
password_env = "SHOPDESK_TEST_PASSWORD"
imap = {{ host = "imap.lans-shoes.example" }}
smtp = {{ host = "smtp.lans-shoes.example" }}
"""


@dataclass
class Shop:
    """A program over a profile with a settings file."""

    app: ShopdeskApp
    made: Parts

    @property
    def alarm(self) -> Alarm:
        """The only one."""
        (only,) = self.made.desk.call(lambda d: d.records.alarms(backlog=False))
        return only

    @property
    def text(self) -> str:
        """What the file says."""
        return self.made.profile.config.read_text("utf-8")

    @property
    def said(self) -> str:
        """The sentence below the lines."""
        return str(self.app.screen.query_one("#setting-said", Static).content)

    @property
    def status(self) -> str:
        """The status line."""
        return str(self.app.screen.query_one(Status).content)

    def field(self, key: str) -> Input:
        """The line of a setting."""
        return self.app.screen.query_one(f"#set-{key.replace('.', '-')}", Input)


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[Shop]:
    """One customer waits for a delivery since three minutes; it is nine on a Saturday."""
    profile = Profile(tmp_path)
    profile.config.write_text(CONFIG, "utf-8")
    chosen = bootstrap.settings_of(profile)
    with small_shop(tmp_path, chosen) as filling:
        filling.receive(Mail(), minutes_ago=3)
    bus, clock, live = Bus(), FrozenClock(), LiveSchedule(bootstrap.schedule_of(chosen))
    desk = DeskThread(lambda: make_desk(tmp_path, chosen, bus, live))
    desk.start()
    made = Parts(profile, chosen, live, clock, bus, desk)
    texts = settings_texts(made)
    app = ShopdeskApp(
        Wiring(chosen, live, clock, desk, bus, None, lambda note: "", Programs(), texts)
    )
    app.states[SHOP] = watching()
    yield Shop(app, made)
    desk.stop()


async def opened(pilot: Pilot[None], key: str = "comma") -> None:
    """The settings are on the screen."""
    await pilot.pause()
    await pilot.press(key)
    await settled(pilot)
    assert isinstance(pilot.app.screen, SettingsScreen)


async def settled(pilot: Pilot[None]) -> None:
    """Until nothing is under way."""
    await pilot.pause()
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()


async def typed(pilot: Pilot[None], field: Input, text: str) -> None:
    """The line says this instead, letter by letter."""
    field.focus()
    await pilot.press("ctrl+u", "ctrl+k", *text)
    await settled(pilot)


@pytest.mark.parametrize("key", ["comma", "f11", "б"])
async def test_a_key_of_any_layout_opens_it(shop: Shop, key: str) -> None:
    async with shop.app.run_test(size=(80, 24)) as pilot:
        await opened(pilot, key)
        assert shop.field("targets.delivery").value == "15 min"
        assert shop.field("targets.channel.chat").value == "5 min"
        assert shop.field("hours.mon").value == ""
        assert shop.field("shop.language").value == "en"


async def test_a_new_target_counts_at_once(shop: Shop) -> None:
    async with shop.app.run_test(size=(80, 24)) as pilot:
        await opened(pilot)
        await typed(pilot, shop.field("targets.delivery"), "4 min")
        await pilot.press("ctrl+s")
        await settled(pilot)
        assert isinstance(shop.app.screen, BoardScreen)
        assert "Kept. 1 mail is due at another time." in shop.status
        assert shop.alarm.due == NINE + 1 * MINUTE
        assert shop.app.board is not None
        assert shop.app.board.alarms[0].due == shop.alarm.due
        assert 'delivery = "4 min"' in shop.text
        assert shop.text.startswith("# Lan's own words\n")
        assert shop.app.settings.targets.shortest == 4 * MINUTE


async def test_new_hours_count_at_once_for_what_waits_and_for_what_comes(shop: Shop) -> None:
    async with shop.app.run_test(size=(80, 24)) as pilot:
        await opened(pilot)
        await typed(pilot, shop.field("hours.sat"), "10:00-12:00, 13:00-19:00")
        await pilot.press("f9")
        await settled(pilot)
        # it came while the shop, as it is now, was closed: an hour from the opening
        assert shop.alarm.due == NINE + 120 * MINUTE
        assert "opens Sat 10:00" in str(shop.app.screen.query_one("#masthead", Static).content)
        assert 'sat = ["10:00-12:00", "13:00-19:00"]' in shop.text
        assert not shop.made.schedule.is_open(NINE)


async def test_desk_hours_are_on_the_board(shop: Shop) -> None:
    async with shop.app.run_test(size=(80, 24)) as pilot:
        await opened(pilot)
        await typed(pilot, shop.field("desk_hours.sat"), "08:30-09:30")
        await pilot.press("ctrl+s")
        await settled(pilot)
        assert "desk hour to 09:30" in str(shop.app.screen.query_one("#masthead", Static).content)


async def test_no_hours_at_all_is_day_and_night_again(shop: Shop) -> None:
    with shop.made.profile.config.open("a", encoding="utf-8") as file:
        file.write('\n[hours]\nsat = ["10:00-19:00"]\n')
    async with shop.app.run_test(size=(80, 24)) as pilot:
        await opened(pilot)
        await typed(pilot, shop.field("hours.sat"), "")
        assert "closed; or such as" in shop.said
        await pilot.press("ctrl+s")
        await settled(pilot)
        assert "[hours]" not in shop.text
        assert shop.made.schedule.is_open(NINE)


@pytest.mark.parametrize(
    ("key", "text", "sentence"),
    [
        ("targets.order", "0 s", 'order: found "0 s"; allowed is a time span'),
        ("targets.order", "soon", 'order: found "soon"'),
        ("hours.mon", "19:00-09:00", 'Monday: found "19:00-09:00"'),
        ("hours.mon", "09:00-12:00, 11:00-19:00", "overlap"),
        ("hours.holidays", "XX", 'holidays of: found "XX"'),
        ("hours.closed", "2026-02-30", 'closed on: found "2026-02-30"'),
        ("shop.language", "de", 'language: found "de"; allowed is "en", "vi", "ru"'),
        ("desk.undo", "2 h", 'time to undo: found "2 h"'),
    ],
)
async def test_a_mistake_is_said_at_once_and_not_kept(
    shop: Shop, key: str, text: str, sentence: str
) -> None:
    async with shop.app.run_test(size=(80, 24)) as pilot:
        await opened(pilot)
        if key in ("hours.holidays", "hours.closed"):
            await typed(pilot, shop.field("hours.tue"), "09:00-12:00")
        await typed(pilot, shop.field(key), text)
        assert sentence in shop.said
        shop.field("targets.pre_sale").focus()
        await pilot.press("ctrl+s")
        await settled(pilot)
        assert isinstance(shop.app.screen, SettingsScreen)
        assert shop.app.focused is shop.field(key)
        assert shop.text == CONFIG


async def test_escape_keeps_nothing(shop: Shop) -> None:
    async with shop.app.run_test(size=(80, 24)) as pilot:
        await opened(pilot)
        await typed(pilot, shop.field("targets.order"), "1 min")
        await pilot.press("escape")
        await settled(pilot)
        assert isinstance(shop.app.screen, BoardScreen)
        assert shop.text == CONFIG
        assert list(shop.made.profile.folder.glob("config*")) == [shop.made.profile.config]


async def test_what_counts_later_is_said(shop: Shop) -> None:
    async with shop.app.run_test(size=(80, 24)) as pilot:
        await opened(pilot)
        await typed(pilot, shop.field("desk.undo"), "30 s")
        area = shop.app.screen.query_one("#set-shop-signature", TextArea)
        area.focus()
        await pilot.press(*"Lan", "enter", *"Shoes")
        await settled(pilot)
        await pilot.press("ctrl+s")
        await settled(pilot)
        assert "From the next start: time to undo, signature." in shop.status
        later = bootstrap.settings_of(shop.made.profile)
        assert (later.undo, later.shop.signature) == (timedelta(seconds=30), "Lan\nShoes")


async def test_the_arrows_go_from_line_to_line_and_f4_brings_one_back(shop: Shop) -> None:
    async with shop.app.run_test(size=(80, 24)) as pilot:
        await opened(pilot)
        assert shop.app.focused is shop.field("targets.pre_sale")
        await pilot.press("down", "tab", "enter", "up")
        assert shop.app.focused is shop.field("targets.delivery")
        await pilot.press("9")
        assert shop.field("targets.delivery").value != "15 min"
        await pilot.press("f4")
        assert shop.field("targets.delivery").value == "15 min"


async def test_nothing_changed_is_said(shop: Shop) -> None:
    async with shop.app.run_test(size=(80, 24)) as pilot:
        await opened(pilot)
        await pilot.press("ctrl+s")
        await settled(pilot)
        assert "Nothing was changed." in shop.status
        assert shop.text == CONFIG


async def test_a_file_that_somebody_broke_meanwhile_is_told(shop: Shop) -> None:
    async with shop.app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        shop.made.profile.config.write_text("[shop\n", "utf-8")
        await pilot.press("comma")
        await settled(pilot)
        assert isinstance(shop.app.screen, BoardScreen)
        assert "this is not TOML" in shop.status


SNAPSHOT_SIZES = [(80, 24), (120, 36)]


@pytest.mark.parametrize("size", SNAPSHOT_SIZES, ids=["80x24", "120x36"])
def test_screen(shop: Shop, size: tuple[int, int], snap_compare: Callable[..., bool]) -> None:
    async def look(pilot: Pilot[None]) -> None:
        await opened(pilot)
        for field in pilot.app.screen.query(Input):
            field.cursor_blink = False
        await typed(pilot, shop.field("targets.order"), "10 min")
        await typed(pilot, shop.field("hours.mon"), "19:00-09:00")

    before: Callable[[Pilot[None]], Awaitable[None]] = look
    assert snap_compare(shop.app, terminal_size=size, run_before=before)

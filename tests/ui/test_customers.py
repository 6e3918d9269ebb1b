"""Guests on the screen: the line below the alarms, the strip, the card, notes, calls, files."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import OptionList, Static, TextArea

from shopdesk.adapters.orders import ExportFiles
from shopdesk.adapters.records import SqliteRecords
from shopdesk.desk.guests.orders import OrderImport
from shopdesk.domain.guests.tier import TierRules
from shopdesk.domain.shop.settings import Settings
from shopdesk.ui.app import ShopdeskApp
from shopdesk.ui.screens.conversation import ConversationScreen
from shopdesk.ui.screens.customer import CustomerScreen
from shopdesk.ui.screens.note import NoteScreen
from shopdesk.ui.screens.orders_import import OrdersImportScreen
from shopdesk.ui.widgets.alarm_list import AlarmList
from tests.adapters.orders import exports
from tests.desk.orders import take
from tests.shop import NINE, Mail, SmallShop, settings
from tests.ui.conftest import Screen, make_screen
from tests.ui.steps import until

DEADLINE_S = 10.0
JANE = "Jane Roe <jane@example.com>"


def chosen() -> Settings:
    """Whoever bought once is a VIP."""
    return settings(tiers=TierRules(vip=1))


def furnish(shop: SmallShop) -> None:
    """Jane has bought, Eve has not; both write."""
    hostile = exports.JANES[0] | {"Lineitem name": "[red]Boots[/] \x1b[31m"}
    take(shop, exports.shopify([hostile]))
    shop.receive(Mail(sender=JANE, subject="Where is my order #1042?", id="1@x.example"))
    shop.receive(Mail(sender="Eve <eve@x.example>", subject="Hi", id="2@x.example"), minutes_ago=1)
    jane = shop.desk.records.customer_at("jane@example.com")
    assert jane is not None
    shop.desk.customers.note(jane, "asked for [b]vegan[/b] laces", NINE)


@pytest.fixture
def screen(tmp_path: Path) -> Iterator[Screen]:
    made = make_screen(tmp_path, furnish, chosen())
    yield made
    made.app.wiring.desk.stop()


def text(app: ShopdeskApp, selector: str) -> str:
    return str(app.screen.query_one(selector, Static).render())


async def at_jane(pilot: Pilot[None], app: ShopdeskApp) -> None:
    alarms = app.screen.query_one(AlarmList)
    while alarms.pointed is None or alarms.pointed.email != "jane@example.com":
        await pilot.press("down" if alarms.pointed else "home")
        await pilot.pause()


async def test_the_board_tells_who_is_under_the_cursor(screen: Screen) -> None:
    async with screen.app.run_test(size=(80, 24)) as pilot:
        await at_jane(pilot, screen.app)
        await until(pilot, lambda: "order" in text(screen.app, "#who"))
        assert text(screen.app, "#who") == (
            " Jane Roe · VIP · 1 order · £117.00 · “asked for [b]vegan[/b] laces” · delivery"
        )
        lines = [
            "".join(
                segment.text for segment in screen.app.screen.query_one(AlarmList).render_line(y)
            )
            for y in range(2)
        ]
        assert any("Jane Roe ★" in line for line in lines)
        assert not any("Eve ★" in line for line in lines)


async def test_the_conversation_shows_the_order_it_is_about(screen: Screen) -> None:
    async with screen.app.run_test(size=(80, 24)) as pilot:
        await at_jane(pilot, screen.app)
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(screen.app.screen, ConversationScreen))
        await until(pilot, lambda: screen.app.screen.query_one("#strip").display)
        strip = text(screen.app, "#strip")
        assert "★ VIP · 1 order · £117.00" in strip
        assert "#1042 · shipped · 2026-05-11 · £117.00" in strip
        assert "[red]Boots[/]" in strip
        assert "\x1b" not in strip


@pytest.mark.parametrize("key", ["v", "м", "ctrl+e"])
async def test_the_card(screen: Screen, key: str) -> None:
    async with screen.app.run_test(size=(80, 24)) as pilot:
        await at_jane(pilot, screen.app)
        await pilot.press(key)
        await until(pilot, lambda: isinstance(screen.app.screen, CustomerScreen))
        assert "Jane Roe ★ · VIP · 1 order · £117.00" in text(screen.app, "#guest")
        assert "jane@example.com" in text(screen.app, "#guest")
        assert "“asked for [b]vegan[/b] laces”" in text(screen.app, "#story")
        assert "#1042 · shipped" in text(screen.app, "#bought")
        assert screen.app.screen.query_one("#past", OptionList).option_count == 1
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(screen.app.screen, ConversationScreen))


async def test_a_note_is_written_and_taken_back(screen: Screen) -> None:
    async with screen.app.run_test(size=(80, 24)) as pilot:
        await at_jane(pilot, screen.app)
        await pilot.press("n")
        await until(pilot, lambda: isinstance(screen.app.screen, NoteScreen))
        # as fast as a terminal may send it
        await pilot.press(*"wedding on June 3".replace(" ", "_"), "ctrl+s")
        await until(pilot, lambda: "wedding_on_June_3" in text(screen.app, "#who"))
        await pilot.press("u")
        await until(pilot, lambda: "vegan" in text(screen.app, "#who"))


async def test_a_call_becomes_an_alarm(screen: Screen) -> None:
    async with screen.app.run_test(size=(80, 24)) as pilot:
        await at_jane(pilot, screen.app)
        await pilot.press("N", "1")
        await until(pilot, lambda: isinstance(screen.app.screen, NoteScreen))
        screen.app.screen.query_one(TextArea).text = "She called about the laces."
        await pilot.press("ctrl+s", "2")
        board = screen.app
        await until(pilot, lambda: board.board is not None and len(board.board.alarms) == 3)


async def test_two_customers_become_one(screen: Screen) -> None:
    async with screen.app.run_test(size=(80, 24)) as pilot:
        await at_jane(pilot, screen.app)
        await pilot.press("v")
        await until(pilot, lambda: isinstance(screen.app.screen, CustomerScreen))
        await pilot.press("M", *"eve", "enter", "1")
        await until(
            pilot,
            lambda: (
                isinstance(screen.app.screen, CustomerScreen)
                and "eve@x.example" in text(screen.app, "#guest")
            ),
        )
        assert screen.app.screen.query_one("#past", OptionList).option_count == 2
        await pilot.press("escape", "u")
        await until(pilot, lambda: "Taken back" in text(screen.app, "#status"))


def importing(screen: Screen) -> None:
    """Let the screen take files into the records."""

    @contextmanager
    def opened() -> Iterator[OrderImport]:
        records = SqliteRecords(screen.folder / "records.sqlite")
        files = ExportFiles(chosen().shop.zone, "GBP", records.mapping)
        try:
            yield OrderImport(records, files, chosen().orders)
        finally:
            records.close()

    object.__setattr__(screen.app.wiring, "imports", opened)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "own.csv"
    path.write_text("Order No,Mail,Order Total\n7,eve@x.example,£5\n8,eve@x.example,-1\n", "utf-8")
    return path


async def opened(pilot: Pilot[None], app: ShopdeskApp, file: Path) -> None:
    await pilot.press("O")
    await until(pilot, lambda: bool(app.screen.query("#path")))
    app.screen.query_one("#path").value = str(file)  # type: ignore[attr-defined]
    await pilot.press("enter")
    await until(pilot, lambda: isinstance(app.screen, OrdersImportScreen))
    await until(pilot, lambda: "number" in text(app, "#reading"))


async def test_a_file_is_looked_at_then_taken_in(screen: Screen, file: Path) -> None:
    importing(screen)
    async with screen.app.run_test(size=(80, 24)) as pilot:
        await opened(pilot, screen.app, file)
        assert "Order Total   £5 | -1" in text(screen.app, "#reading")
        await pilot.press("t")
        await until(pilot, lambda: "1 order · £5.00" in text(screen.app, "#reading"))
        assert "line 3 refused: the total “-1” is negative" in text(screen.app, "#reading")
        assert "dry run" in text(screen.app, "#status")
        await pilot.press("enter")
        await until(pilot, lambda: "Taken in" in text(screen.app, "#status"))
        await pilot.press("escape")
        board = screen.app
        await until(pilot, lambda: board.board is not None and len(board.board.guests) == 2)


async def test_a_column_is_named_and_remembered(screen: Screen, file: Path) -> None:
    importing(screen)
    async with screen.app.run_test(size=(80, 24)) as pilot:
        await opened(pilot, screen.app, file)
        email = text(screen.app, "#reading").splitlines()
        assert any(line.startswith("email") and "Mail" in line for line in email)
        await pilot.press("m", "4", "2")
        await until(
            pilot,
            lambda: any(
                line.startswith("name") and "Mail" in line
                for line in text(screen.app, "#reading").splitlines()
            ),
        )
        await pilot.press("enter")
        await until(pilot, lambda: "Taken in" in text(screen.app, "#status"))
    records = SqliteRecords(screen.folder / "records.sqlite")
    known = records.mapping(("order no", "mail", "order total"))
    records.close()
    assert known is not None
    assert known[1] == {"name": "Mail"}


async def test_a_file_that_is_none(screen: Screen, tmp_path: Path) -> None:
    importing(screen)
    bad = tmp_path / "bad.csv"
    bad.write_text("hello\nworld\n", "utf-8")
    async with screen.app.run_test(size=(80, 24)) as pilot:
        await pilot.press("O")
        await until(pilot, lambda: bool(screen.app.screen.query("#path")))
        screen.app.screen.query_one("#path").value = str(bad)  # type: ignore[attr-defined]
        await pilot.press("enter")
        await until(pilot, lambda: "no heading of orders" in text(screen.app, "#status"))

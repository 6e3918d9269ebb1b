"""Snooze, "I'm on it", sending with something to come back to, products: by keys."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, OptionList, Static, TextArea

from shopdesk.domain.alarm.reminder import NOTHING_AFTER, After, ReminderKind
from shopdesk.domain.answer.outbox import Stage
from shopdesk.ports.mail import Receipt
from shopdesk.ui.screens.board import BoardScreen
from shopdesk.ui.screens.composer import ComposerScreen
from shopdesk.ui.screens.conversation import ConversationScreen
from shopdesk.ui.screens.menu import MenuScreen
from shopdesk.ui.screens.when import WhenScreen
from shopdesk.ui.widgets.alarm_list import AlarmList
from shopdesk.ui.widgets.alarm_rows import heading_of
from tests.shop import NINE, Mail, SmallShop
from tests.ui.conftest import Screen, make_screen
from tests.ui.steps import press, settled, until
from tests.ui.test_flows import SIZE, composer_of, dispatches, status
from tests.ui.test_snapshots import Compare

HOUR = timedelta(hours=1)


def names(screen: Screen) -> list[str]:
    """Whose alarms the board lists, and its headings."""
    (board,) = (s for s in screen.app.screen_stack if isinstance(s, BoardScreen))
    rows = board.query_one(AlarmList)._rows
    return [row.alarm.name if row.alarm else heading_of(row) for row in rows]


def line(screen: Screen, name: str) -> str:
    """The board's line of a customer."""
    alarms = screen.app.screen.query_one(AlarmList)
    return alarms.render_line(names(screen).index(name)).text


async def test_two_keys_hide_an_alarm_for_an_hour(screen: Screen) -> None:
    async with screen.app.run_test(size=SIZE) as pilot:
        await press(pilot, "down", "z")
        await until(pilot, lambda: isinstance(screen.app.screen, WhenScreen), "the question")
        await press(pilot, "enter")
        await until(pilot, lambda: "Jane Roe" not in names(screen), "it to be hidden")
        assert "1 asleep, next back 10:00 · Z shows them" in names(screen)
        assert "sleeps until 10:00" in status(screen)
        screen.clock.pass_by(hours=1)
        await until(pilot, lambda: "Jane Roe" in names(screen), "it to come back by itself")
        assert not any("asleep" in name for name in names(screen))


async def test_any_time_can_be_typed_and_is_told_before_enter(screen: Screen) -> None:
    async with screen.app.run_test(size=SIZE) as pilot:
        await press(pilot, "down", "f9", *"thu 12:00")
        await until(pilot, lambda: isinstance(screen.app.screen, WhenScreen), "the question")
        told = screen.app.screen.query_one("#example", Static)
        await until(pilot, lambda: "Thu 12:00" in str(told.render()), "what it means")
        await press(pilot, "enter")
        await until(pilot, lambda: "Jane Roe" not in names(screen), "it to be hidden")
        assert "1 asleep, next back Thu 12:00 · Z shows them" in names(screen)


async def test_nonsense_is_not_taken_for_a_time(screen: Screen) -> None:
    async with screen.app.run_test(size=SIZE) as pilot:
        await press(pilot, "down", "z", *"soon", "enter")
        assert isinstance(screen.app.screen, WhenScreen)
        assert screen.app.screen.query_one("#example").has_class("-wrong")
        await press(pilot, "escape")
        assert "Jane Roe" in names(screen)


async def test_undo_brings_a_snoozed_alarm_back(screen: Screen) -> None:
    async with screen.app.run_test(size=SIZE) as pilot:
        await press(pilot, "down", "z", "enter")
        await until(pilot, lambda: "Jane Roe" not in names(screen), "it to be hidden")
        await press(pilot, "u")
        await until(pilot, lambda: "Jane Roe" in names(screen), "it to be back")


async def test_what_is_hidden_is_listed_and_woken(screen: Screen) -> None:
    async with screen.app.run_test(size=SIZE) as pilot:
        await press(pilot, "down", "z", "down", "enter")
        await until(pilot, lambda: "Jane Roe" not in names(screen), "it to be hidden")
        await press(pilot, "Z")
        await until(pilot, lambda: isinstance(screen.app.screen, MenuScreen), "the list")
        option = screen.app.screen.query_one(OptionList).get_option_at_index(0)
        assert "12:00 · asleep · Jane Roe" in str(option.prompt)
        await press(pilot, "enter")
        await until(pilot, lambda: "Jane Roe" in names(screen), "it to be woken")


@pytest.mark.parametrize("key", ["space", "z"])
async def test_both_work_in_the_conversation(screen: Screen, key: str) -> None:
    async with screen.app.run_test(size=SIZE) as pilot:
        await press(pilot, "down", "enter")
        await until(pilot, lambda: isinstance(screen.app.screen, ConversationScreen), "it")
        await press(pilot, key)
        if key == "z":
            await press(pilot, "enter")
            await until(pilot, lambda: isinstance(screen.app.screen, BoardScreen), "the board")
            assert "Jane Roe" not in names(screen)
        else:
            guest = screen.app.screen.query_one("#guest", Static)
            await until(pilot, lambda: "✓ on it" in str(guest.render()), "the mark")


async def test_on_it_is_marked_on_the_line_and_taken_back(screen: Screen) -> None:
    async with screen.app.run_test(size=SIZE) as pilot:
        await press(pilot, "down", "space")
        await until(pilot, lambda: "✓ on it Where" in line(screen, "Jane Roe"), "the mark")
        assert "You are on it: Jane Roe" in status(screen)
        await press(pilot, "u")
        await until(pilot, lambda: "✓ on it" not in line(screen, "Jane Roe"), "it to go")


async def test_a_kept_draft_is_marked_on_the_line(screen: Screen) -> None:
    async with screen.app.run_test(size=SIZE) as pilot:
        await composer_of(screen, pilot, "down", "r")
        await press(pilot, *"Dear", "escape")
        await until(pilot, lambda: isinstance(screen.app.screen, BoardScreen), "the board")
        await until(pilot, lambda: "✎ draft Where" in line(screen, "Jane Roe"), "the mark")


def queued(screen: Screen) -> After:
    """What happens after the reply in the outbox."""
    (one,) = screen.app.wiring.desk.call(lambda d: d.records.dispatches(Stage.QUEUED))
    return one.after


@pytest.mark.parametrize(
    ("keys", "after"),
    [
        (["1"], After(close=True)),
        (["2", "enter"], After(remind=timedelta(days=2))),
        (["2", *"3", "enter"], After(remind=timedelta(days=3))),
        (["2", "down", "enter"], After(remind=timedelta(days=4))),
    ],
)
async def test_send_and(screen: Screen, keys: list[str], after: After) -> None:
    async with screen.app.run_test(size=SIZE) as pilot:
        await composer_of(screen, pilot, "down", "1")
        await press(pilot, "ctrl+n", *keys)
        await until(pilot, lambda: dispatches(screen, Stage.QUEUED) == 1, "the reply")
        assert queued(screen) == after
        await press(pilot, "u")
        await until(pilot, lambda: isinstance(screen.app.screen, ComposerScreen), "the text")
        composer = screen.app.screen
        assert isinstance(composer, ComposerScreen)
        assert composer.draft.after == NOTHING_AFTER


async def test_a_promise_stands_below_the_text_until_it_is_sent(screen: Screen) -> None:
    async with screen.app.run_test(size=SIZE) as pilot:
        composer = await composer_of(screen, pilot, "down", "1")
        await press(pilot, "f12", "3", *"thu 12:00", "enter")
        extras = composer.query_one("#extras", Static)
        await until(pilot, lambda: "PROMISE for Thu 12:00" in str(extras.render()), "the hint")
        assert dispatches(screen, *Stage) == 0
        assert composer.query_one(TextArea).has_focus
        await press(pilot, "ctrl+s")
        await until(pilot, lambda: dispatches(screen, Stage.QUEUED) == 1, "the reply")
        assert queued(screen) == After(promise=NINE + timedelta(days=5, hours=3))


async def test_a_reply_that_leaves_later_says_when_on_its_line(screen: Screen) -> None:
    async with screen.app.run_test(size=SIZE) as pilot:
        await composer_of(screen, pilot, "down", "1")
        await press(pilot, "ctrl+n", "4", *"tomorrow 9:00", "enter")
        await until(pilot, lambda: dispatches(screen, Stage.QUEUED) == 1, "the reply")
        await until(pilot, lambda: "at Sun 09:00" in line(screen, "Jane Roe"), "the time")
        assert "It leaves at Sun 09:00" in status(screen)
        screen.clock.pass_by(hours=1)
        await until(pilot, lambda: status(screen).strip() == "", "the words to go")


def promised(shop: SmallShop) -> None:
    """Jane was promised an answer for one o'clock; Bo is to answer us."""
    shop.receive(Mail(), Mail(sender="Bo <bo@example.com>", subject="Laces"), minutes_ago=2)
    for number, after in ((1, After(promise=NINE + 4 * HOUR)), (2, After(remind=2 * HOUR))):
        blank = shop.desk.compose.draft(number)
        draft = replace(blank, body="We will see.", after=after)
        dispatch = shop.desk.compose.queue(draft, NINE)
        assert shop.desk.outbox.sending(dispatch)
        shop.desk.outbox.accepted(dispatch, Receipt("250 ok"), NINE)


async def test_what_was_promised_comes_back_with_a_word_of_its_own(tmp_path: Path) -> None:
    screen = make_screen(tmp_path, promised)
    async with screen.app.run_test(size=SIZE) as pilot:
        heading = "1 promise, 1 reminder, next back 11:00 · Z shows them"
        await until(pilot, lambda: names(screen) == [heading], "both to be hidden")
        screen.clock.pass_by(hours=3, minutes=30)
        await until(pilot, lambda: names(screen) == ["Jane Roe", "Bo"], "both to be back")
        assert "promise   30:00" in line(screen, "Jane Roe")
        assert "no answer yet" in line(screen, "Bo")
        screen.clock.pass_by(hours=1)
        await until(pilot, lambda: "PROMISE  +30:00" in line(screen, "Jane Roe"), "it to burn")
        who = screen.app.screen.query_one("#who", Static)
        assert "promised for 13:00" in str(who.render())
        await press(pilot, "x", "2")
        await until(pilot, lambda: names(screen) == ["Bo"], "the dismissal")
        await press(pilot, "u")
        await until(pilot, lambda: names(screen) == ["Jane Roe", "Bo"], "it to be taken back")
        kinds = screen.app.wiring.desk.call(lambda d: [r.kind for r in d.records.reminders(1)])
        assert kinds == [ReminderKind.PROMISE]
    screen.app.wiring.desk.stop()


PRODUCTS = """\
sku,name,price,url
BR-38,Brown brogues,95.50,https://lans-shoes.example/brogues
LC-1,Waxed laces,4,
"""


async def product(pilot: Pilot[None], screen: Screen, *words: str) -> None:
    """Find one and take it."""
    await press(pilot, "ctrl+r")
    await until(pilot, lambda: bool(screen.app.screen.query("#wanted")), "the search")
    await press(pilot, *words)
    listed = screen.app.screen.query_one("#found", OptionList)
    await until(pilot, lambda: listed.option_count == 1, "one to be left")
    await press(pilot, "enter")


async def test_a_product_goes_into_the_text(screen: Screen) -> None:
    (screen.folder / "products.csv").write_text(PRODUCTS, "utf-8")
    async with screen.app.run_test(size=SIZE) as pilot:
        composer = await composer_of(screen, pilot, "down", "r")
        await product(pilot, screen, *"brog")
        body = composer.query_one(TextArea)
        await until(pilot, lambda: "Brown brogues · " in body.text, "the product")
        assert "95" in body.text
        assert "\nhttps://lans-shoes.example/brogues" in body.text


async def test_a_product_fills_the_blanks_that_ask_for_one(screen: Screen) -> None:
    (screen.folder / "products.csv").write_text(PRODUCTS, "utf-8")
    async with screen.app.run_test(size=SIZE) as pilot:
        composer = await composer_of(screen, pilot, "down", "r")
        body = composer.query_one(TextArea)
        body.text = "The {{ product.name | upcase }} ({{ product.sku }}), {{ other.thing }}"
        await product(pilot, screen, *"lac")
        await until(pilot, lambda: "WAXED LACES (LC-1), {{ other.thing }}" in body.text, "it")


async def test_a_shop_without_a_list_is_told_where_it_belongs(screen: Screen) -> None:
    async with screen.app.run_test(size=SIZE) as pilot:
        await composer_of(screen, pilot, "down", "r")
        await press(pilot, "f2")
        await until(pilot, lambda: bool(screen.app.screen.query("#wanted")), "the search")
        told = screen.app.screen.query_one("#sample-text", Static)
        await until(pilot, lambda: "products.csv" in str(told.render()), "the reason")
        assert screen.app.screen.query_one(Input).has_focus


@pytest.mark.parametrize("size", [(80, 24), (120, 36)], ids=["80x24", "120x36"])
def test_screen(tmp_path: Path, snap_compare: Compare, size: tuple[int, int]) -> None:
    """A promise, a missing answer, one the owner is on, one asleep, a draft, a later reply."""

    def fill(shop: SmallShop) -> None:
        promised(shop)
        for n, name in enumerate(("Ann Lee", "Cy Doe", "Di Fox", "Ed Ray")):
            shop.receive(Mail(sender=f"{name} <c{n}@example.com>", subject=f"Question {n}"))
        shop.desk.stilling.acknowledge(3, NINE)
        shop.desk.stilling.snooze(4, NINE + 99 * HOUR, NINE)
        drafted = replace(shop.desk.compose.draft(5), body="Dear Di")
        shop.desk.compose.keep(drafted)
        later = replace(shop.desk.compose.draft(6), body="Dear Ed, yes.")
        shop.desk.compose.queue(later, NINE, NINE + 24 * HOUR)

    screen = make_screen(tmp_path, fill)
    screen.clock.at = NINE + 3.5 * HOUR

    async def settle(pilot: Pilot[None]) -> None:
        await settled(pilot)
        await press(pilot, "z")

    assert snap_compare(screen.app, press=[], terminal_size=size, run_before=settle)
    screen.app.wiring.desk.stop()

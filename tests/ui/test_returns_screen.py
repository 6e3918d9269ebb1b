"""Returns on the screen: begun in three keys, followed by digits, settled once."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import OptionList, Static, TextArea

from shopdesk.desk.desk import Desk
from shopdesk.desk.moves.returning import Asked
from shopdesk.domain.answer.outbox import Stage
from shopdesk.domain.money import Money
from shopdesk.domain.moves.returns import ReturnLine, ReturnOutcome, ReturnStage
from shopdesk.ui.screens.ask import AskScreen
from shopdesk.ui.screens.board import BoardScreen
from shopdesk.ui.screens.composer import ComposerScreen
from shopdesk.ui.screens.conversation import ConversationScreen
from shopdesk.ui.screens.return_form import ReturnFormScreen
from shopdesk.ui.screens.returns import ReturnsScreen
from shopdesk.ui.widgets.alarm_list import AlarmList
from shopdesk.ui.widgets.alarm_rows import heading_of
from tests.adapters.orders import exports
from tests.desk.orders import take
from tests.shop import NINE, Mail, SmallShop
from tests.ui.conftest import Screen, make_screen
from tests.ui.steps import press, until
from tests.ui.test_flows import status

SIZE = (80, 24)
JANE = "jane@example.com"
BACK = Mail(
    subject="Sending #1042 back",
    body="Hello, I changed my mind and want to send it back.",
    id="a@example.com",
)


def with_order(shop: SmallShop) -> None:
    """Jane's order, and her wish."""
    take(shop, exports.shopify(exports.JANES))
    shop.receive(BACK, minutes_ago=3)


@pytest.fixture
def screen(tmp_path: Path) -> Iterator[Screen]:
    """One customer who sends something back."""
    made = make_screen(tmp_path, with_order)
    yield made
    made.app.wiring.desk.stop()


async def form(screen: Screen, pilot: Pilot[None]) -> None:
    """Open the conversation and the form."""
    await press(pilot, "enter")
    await until(pilot, lambda: isinstance(screen.app.screen, ConversationScreen), "the mail")
    await press(pilot, "R")
    await until(pilot, lambda: isinstance(screen.app.screen, ReturnFormScreen), "the form")


def rows(screen: Screen) -> list[str]:
    """What the list in front says."""
    shown = screen.app.screen.query_one(OptionList)
    return [str(shown.get_option_at_index(n).prompt) for n in range(shown.option_count)]


async def test_all_is_chosen_already(screen: Screen) -> None:
    async with screen.app.run_test(size=SIZE) as pilot:
        await form(screen, pilot)
        assert rows(screen) == [
            "[x] 1 × Brown brogues - 42  95.00 GBP",
            '[x] 5 × Vegan laces, "long"  17.50 GBP',
            "Why: Changed mind",
            "Gets: refund 112.50 GBP",
        ]
        await press(pilot, "enter")
        await until(pilot, lambda: isinstance(screen.app.screen, ComposerScreen), "the composer")
        body = screen.app.screen.query_one(TextArea).text
        assert "R26-0001" in body
        assert "£112.50" in body
        said = str(screen.app.screen.query_one("#deeds", Static).render())
        assert "return R26-0001, refund 112.50 GBP" in said


async def test_a_part_of_it_for_credit(screen: Screen) -> None:
    async with screen.app.run_test(size=SIZE) as pilot:
        await form(screen, pilot)
        await press(pilot, "space", "down", "right", "right", "down", "down", "right", "right")
        assert rows(screen) == [
            "[ ] 1 × Brown brogues - 42  95.00 GBP",
            '[x] 3 × Vegan laces, "long"  10.50 GBP',
            "Why: Changed mind",
            "Gets: store credit 11.55 GBP",
        ]
        await press(pilot, "enter")
        await until(pilot, lambda: isinstance(screen.app.screen, ComposerScreen), "the composer")
        assert "£11.55 of store credit" in screen.app.screen.query_one(TextArea).text


async def test_a_reason_and_an_amount_of_ones_own(screen: Screen) -> None:
    async with screen.app.run_test(size=SIZE) as pilot:
        await form(screen, pilot)
        await press(pilot, "down", "down", "e")
        await until(pilot, lambda: isinstance(screen.app.screen, AskScreen), "the question")
        await press(pilot, *"squeaks", "enter")
        await until(pilot, lambda: isinstance(screen.app.screen, ReturnFormScreen), "the form")
        await press(pilot, "down", "f2")
        await until(pilot, lambda: isinstance(screen.app.screen, AskScreen), "the question")
        await press(pilot, *"100", "enter")
        await until(pilot, lambda: isinstance(screen.app.screen, ReturnFormScreen), "the form")
        assert rows(screen)[2:] == ["Why: squeaks", "Gets: refund 100.00 GBP"]


async def test_without_an_order_it_goes_on(tmp_path: Path) -> None:
    screen = make_screen(tmp_path, lambda shop: shop.receive(BACK))
    try:
        async with screen.app.run_test(size=SIZE) as pilot:
            await form(screen, pilot)
            assert rows(screen) == ["Why: Changed mind", "Gets: refund"]
            await press(pilot, "enter")
            await until(
                pilot, lambda: isinstance(screen.app.screen, ComposerScreen), "the composer"
            )
            assert "R26-0001" in screen.app.screen.query_one(TextArea).text
    finally:
        screen.app.wiring.desk.stop()


async def test_a_return_in_the_outbox_taken_back_is_none(screen: Screen) -> None:
    async with screen.app.run_test(size=SIZE) as pilot:
        await form(screen, pilot)
        await press(pilot, "enter")
        await until(pilot, lambda: isinstance(screen.app.screen, ComposerScreen), "the composer")
        body = screen.app.screen.query_one(TextArea)
        body.text = body.text.replace("{{ return.address }}", "12 Example Street")
        await press(pilot, "ctrl+s")
        await until(pilot, lambda: isinstance(screen.app.screen, BoardScreen), "the board")
        await press(pilot, "u")
        await until(pilot, lambda: isinstance(screen.app.screen, ComposerScreen), "the composer")
        desk = screen.app.wiring.desk
        assert desk.call(lambda d: d.records.dispatches(Stage.QUEUED)) == ()
        assert desk.call(lambda d: d.returning.all()) == ()


def begin(desk: Desk) -> None:
    """A return for store credit."""
    (alarm,) = desk.records.alarms(backlog=False)
    shoes = ReturnLine("S1", "[bold]Brogues[/]", 1, Money(Decimal("60.00"), "GBP"))
    desk.returning.begin(
        Asked(alarm.conversation, (shoes,), "too small", ReturnOutcome.CREDIT), NINE
    )


async def test_followed_by_digits_and_settled_once(screen: Screen) -> None:
    desk = screen.app.wiring.desk
    async with screen.app.run_test(size=SIZE) as pilot:
        desk.call(begin)
        await press(pilot, "R")
        await until(pilot, lambda: isinstance(screen.app.screen, ReturnsScreen), "the returns")
        assert "R26-0001" in rows(screen)[0]
        about = str(screen.app.screen.query_one("#return-about", Static).render())
        assert "[bold]Brogues[/]" in about
        await press(pilot, "2")
        await until(pilot, lambda: "received" in rows(screen)[0], "received")
        await press(pilot, "1")
        await until(pilot, lambda: "does not go back" in status(screen), "the refusal")
        # somebody else settles it meanwhile
        await_settled = desk.call(
            lambda d: d.returning.advance("R26-0001", ReturnStage.SETTLED, NINE)
        )
        assert await_settled.stage is ReturnStage.SETTLED
        await press(pilot, "3")
        await until(pilot, lambda: "twice" in status(screen), "the refusal")
        assert len(desk.call(lambda d: d.records.credit(JANE))) == 1


async def test_the_board_says_what_lies_still(screen: Screen) -> None:
    desk = screen.app.wiring.desk
    desk.call(begin)
    screen.clock.at += timedelta(days=15)
    async with screen.app.run_test(size=SIZE) as pilot:

        def lines() -> str:
            board = screen.app.screen.query_one(AlarmList)
            return "\n".join(heading_of(row) for row in board._rows)

        await until(pilot, lambda: "1 return lies still · R shows them" in lines(), "the line")
        await press(pilot, "R")
        await until(pilot, lambda: isinstance(screen.app.screen, ReturnsScreen), "the returns")
        assert "lies still for 15 days" in rows(screen)[0]

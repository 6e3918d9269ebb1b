"""The playbook on the screen: a few keys from a complaint to an answer with all that goes along."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from textual.widgets import Static, TextArea

from shopdesk.domain.answer.outbox import Stage
from shopdesk.domain.moves.playbook import Action
from shopdesk.ui.screens.ask import AskScreen
from shopdesk.ui.screens.board import BoardScreen
from shopdesk.ui.screens.composer import ComposerScreen
from shopdesk.ui.screens.menu import MenuScreen
from shopdesk.ui.screens.playbook import PlaybookScreen
from tests.adapters.orders import exports
from tests.desk.orders import take
from tests.shop import Mail, SmallShop
from tests.ui.conftest import Screen, make_screen
from tests.ui.steps import press, until

SIZE = (80, 24)


def furnish(shop: SmallShop) -> None:
    """Jane's order, and the damaged shoe."""
    take(shop, exports.shopify(exports.JANES))
    body = "Hello, the left shoe arrived damaged: the heel is broken."
    shop.receive(Mail(subject="My order #1042", body=body, id="a@example.com"), minutes_ago=3)


@pytest.fixture
def screen(tmp_path: Path) -> Iterator[Screen]:
    """One complaint."""
    made = make_screen(tmp_path, furnish)
    yield made
    made.app.wiring.desk.stop()


def deeds(screen: Screen) -> str:
    """What the composer says will be done."""
    return str(screen.app.screen.query_one("#deeds", Static).render())


def text(screen: Screen) -> str:
    """What is written."""
    return screen.app.screen.query_one(TextArea).text


@pytest.mark.parametrize("key", ["i", "ш", "ctrl+b"])
async def test_three_keys_answer_with_the_action(screen: Screen, key: str) -> None:
    async with screen.app.run_test(size=SIZE) as pilot:
        await press(pilot, key)
        await until(pilot, lambda: isinstance(screen.app.screen, PlaybookScreen), "the playbook")
        said = str(screen.app.screen.query_one("#sample-text", Static).render())
        assert "store credit 23.40 GBP" in said
        assert "How we prevent it" in said
        await press(pilot, "enter")
        await until(pilot, lambda: isinstance(screen.app.screen, ComposerScreen), "the composer")
        assert deeds(screen).startswith(" On sending: credit 23.40 GBP · incident “Damaged")
        assert "follow-up in 3 days" in deeds(screen)
        assert "£23.40" in text(screen)
        await press(pilot, "ctrl+s")
        await until(pilot, lambda: isinstance(screen.app.screen, BoardScreen), "the board")
        (queued,) = screen.app.wiring.desk.call(lambda d: d.records.dispatches(Stage.QUEUED))
        assert queued.after.play.problem == "damaged-in-transit"
        assert screen.app.wiring.desk.call(lambda d: d.records.incidents()) == ()


async def compose(screen: Screen, pilot: object) -> None:
    """As far as the composer."""
    await press(pilot, "i")  # type: ignore[arg-type]
    await until(pilot, lambda: isinstance(screen.app.screen, PlaybookScreen), "the playbook")  # type: ignore[arg-type]
    await press(pilot, "enter")  # type: ignore[arg-type]
    await until(pilot, lambda: isinstance(screen.app.screen, ComposerScreen), "the composer")  # type: ignore[arg-type]


async def test_another_amount(screen: Screen) -> None:
    async with screen.app.run_test(size=SIZE) as pilot:
        await compose(screen, pilot)
        await press(pilot, "f6")
        await until(pilot, lambda: isinstance(screen.app.screen, MenuScreen), "the menu")
        await press(pilot, "1")
        await until(pilot, lambda: isinstance(screen.app.screen, AskScreen), "the question")
        await press(pilot, *"30", "enter")
        await until(pilot, lambda: isinstance(screen.app.screen, ComposerScreen), "the composer")
        await until(pilot, lambda: "credit 30.00 GBP" in deeds(screen), "the new amount")
        assert "£30.00" in text(screen)
        assert "£23.40" not in text(screen)


async def test_the_credit_is_dropped(screen: Screen) -> None:
    async with screen.app.run_test(size=SIZE) as pilot:
        await compose(screen, pilot)
        await press(pilot, "f6", "2")
        await until(pilot, lambda: isinstance(screen.app.screen, ComposerScreen), "the composer")
        await until(pilot, lambda: "credit" not in deeds(screen), "no credit")
        assert "incident" in deeds(screen)
        assert "£" not in text(screen)


async def test_undo_brings_text_and_action_back(screen: Screen) -> None:
    async with screen.app.run_test(size=SIZE) as pilot:
        await compose(screen, pilot)
        await press(pilot, "ctrl+s")
        await until(pilot, lambda: isinstance(screen.app.screen, BoardScreen), "the board")
        await press(pilot, "u")
        await until(pilot, lambda: isinstance(screen.app.screen, ComposerScreen), "the composer")
        assert "credit 23.40 GBP" in deeds(screen)
        await press(pilot, "ctrl+s")
        await until(pilot, lambda: isinstance(screen.app.screen, BoardScreen), "the board")
        (queued,) = screen.app.wiring.desk.call(lambda d: d.records.dispatches(Stage.QUEUED))
        assert queued.after.play.action is Action.CREDIT

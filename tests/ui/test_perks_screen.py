"""Perks, how a complaint ended, the wow log and the incidents, on the screen."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import OptionList, Static, TextArea

from shopdesk.domain.money import Money
from shopdesk.domain.moves.generous import Generosity
from shopdesk.domain.moves.perks import SurpriseRules
from shopdesk.domain.moves.playbook import Incident
from shopdesk.ui.screens.ask import AskScreen
from shopdesk.ui.screens.composer import ComposerScreen
from shopdesk.ui.screens.conversation import ConversationScreen
from shopdesk.ui.screens.dismissal import DismissalScreen
from shopdesk.ui.screens.incidents import IncidentsScreen
from shopdesk.ui.screens.menu import MenuScreen
from tests.adapters.orders import exports
from tests.desk.orders import take
from tests.desk.test_perks import FIVE, LATELY
from tests.shop import NINE, Mail, SmallShop, settings
from tests.ui.conftest import Screen, make_screen
from tests.ui.steps import press, until
from tests.ui.test_flows import status

SIZE = (80, 24)


def furnish(shop: SmallShop) -> None:
    """Jane with a large order, Bo with a complaint, and what went wrong before."""
    take(shop, exports.shopify(LATELY))
    shop.receive(Mail(subject="A question", id="a@x"), minutes_ago=3)
    angry = "My shoes arrived damaged. I am angry!"
    shop.receive(Mail("Bo <bo@example.com>", "Broken", angry, "b@x"), minutes_ago=1)
    shop.desk.records.add_coupons("thanks", ["AAA"], FIVE, None)
    for days in (1, 2, 3):
        shop.desk.records.add_incident(
            Incident(
                id=0,
                problem="late",
                conversation=1,
                contact="jane@example.com",
                order="",
                product="[b]Brogues[/b]",
                carrier="",
                cause="",
                cost=FIVE,
                at=NINE - timedelta(days=days),
            )
        )


@pytest.fixture
def screen(tmp_path: Path) -> Iterator[Screen]:
    """Coupons come from a pool; an order above 100 pounds is a surprise."""
    rules = SurpriseRules(above=(Money(Decimal(100), "GBP"),))
    chosen = settings(generosity=Generosity(coupon_pool="thanks", surprises=rules))
    chosen = replace(chosen, shop=replace(chosen.shop, currency="GBP"))
    made = make_screen(tmp_path, furnish, chosen)
    yield made
    made.app.wiring.desk.stop()


async def open_mail(screen: Screen, pilot: Pilot[None], name: str) -> None:
    """Point at a customer and open the conversation."""
    board = screen.app.screen
    for _row in range(3):
        pointed = next(iter(board.query("AlarmList"))).pointed  # type: ignore[attr-defined]
        if pointed is not None and name in pointed.name:
            break
        await press(pilot, "down")
    await press(pilot, "enter")
    await until(pilot, lambda: isinstance(screen.app.screen, ConversationScreen), "the mail")


def in_front(screen: Screen, id: str) -> str:
    """What a line of the screen in front says."""
    return str(screen.app.screen.query_one(id, Static).render())


async def test_one_key_says_yes_to_a_surprise(screen: Screen) -> None:
    async with screen.app.run_test(size=SIZE) as pilot:
        await open_mail(screen, pilot, "Jane")
        await until(
            pilot, lambda: "large order" in in_front(screen, "#surprise"), "the rule that fired"
        )
        await press(pilot, "y")
        await until(pilot, lambda: isinstance(screen.app.screen, ComposerScreen), "the composer")
        assert "AAA" in screen.app.screen.query_one(TextArea).text
        assert "coupon AAA (5.00 GBP)" in in_front(screen, "#deeds")


async def test_a_code_in_the_text_is_not_dropped(screen: Screen) -> None:
    async with screen.app.run_test(size=SIZE) as pilot:
        await open_mail(screen, pilot, "Jane")
        await press(pilot, "p", "1")
        await until(pilot, lambda: isinstance(screen.app.screen, ComposerScreen), "the composer")
        await press(pilot, "f6")
        await until(pilot, lambda: isinstance(screen.app.screen, MenuScreen), "the menu")
        await press(pilot, "2")
        await until(pilot, lambda: "Take AAA out" in status(screen), "the refusal")
        screen.app.screen.query_one(TextArea).text = "Only thanks."
        await press(pilot, "f6", "2")
        await until(pilot, lambda: not screen.app.screen.query_one("#deeds").display, "nothing")
        assert screen.app.wiring.desk.call(lambda d: d.perks.pools()) == {"thanks": 1}


async def test_how_a_complaint_ended(screen: Screen) -> None:
    async with screen.app.run_test(size=SIZE) as pilot:
        await open_mail(screen, pilot, "Bo")
        conversation = screen.app.screen.conversation  # type: ignore[attr-defined]
        await press(pilot, "x")
        await until(pilot, lambda: isinstance(screen.app.screen, DismissalScreen), "the reasons")
        assert "A complaint ends with an answer" in in_front(screen, "#question")
        await press(pilot, "escape", "h")
        await until(pilot, lambda: isinstance(screen.app.screen, MenuScreen), "the question")
        await press(pilot, "1")
        known = screen.app.wiring.desk.call(lambda d: d.recovering.known(conversation))
        assert known is True


async def test_into_the_wow_log(screen: Screen) -> None:
    async with screen.app.run_test(size=SIZE) as pilot:
        await open_mail(screen, pilot, "Jane")
        await press(pilot, "W")
        await until(pilot, lambda: isinstance(screen.app.screen, AskScreen), "what")
        await press(pilot, *"drove", "enter")
        await until(pilot, lambda: "cost" in in_front(screen, "#question"), "how much")
        await press(pilot, "0", "enter")
        await until(pilot, lambda: "wow log" in status(screen), "the note")
        (wow,) = screen.app.wiring.desk.call(lambda d: d.records.wows())
        assert (wow.what, wow.contact) == ("drove", "jane@example.com")


async def test_incidents_and_a_step_against_them(screen: Screen) -> None:
    async with screen.app.run_test(size=SIZE) as pilot:
        await press(pilot, "I")
        await until(pilot, lambda: isinstance(screen.app.screen, IncidentsScreen), "incidents")
        shown = screen.app.screen.query_one(OptionList)
        assert "asks for a step" in str(shown.get_option_at_index(0).prompt)
        await until(
            pilot, lambda: "[b]Brogues[/b] 3" in in_front(screen, "#incident-about"), "the product"
        )
        assert "The same mistake twice" in in_front(screen, "#incident-about")
        await press(pilot, "p")
        await until(pilot, lambda: isinstance(screen.app.screen, AskScreen), "the step")
        await press(pilot, *"box", "enter")
        await until(pilot, lambda: "By when" in in_front(screen, "#question"), "the date")
        await press(pilot, *"7 d", "enter")
        await until(pilot, lambda: isinstance(screen.app.screen, IncidentsScreen), "incidents")
        await until(pilot, lambda: "box" in in_front(screen, "#incident-about"), "the step")
        await press(pilot, "d")
        await until(pilot, lambda: "Done on" in in_front(screen, "#incident-about"), "done")

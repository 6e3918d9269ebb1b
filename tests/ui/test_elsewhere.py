"""What other programs and machines did, on the status line; and undone where it can be."""

from __future__ import annotations

from textual.pilot import Pilot

from shopdesk.desk.events import AutoReplied, CustomerWrote
from shopdesk.domain.mail.conversation import Category
from shopdesk.ui.widgets.status import Status
from tests.shop import NINE, SHOP
from tests.ui.conftest import Screen
from tests.ui.steps import settled


def status(pilot: Pilot[None]) -> str:
    """The status line."""
    return str(pilot.app.screen.query_one(Status).content)


async def test_an_alarm_that_a_flag_ended_comes_back_with_u(screen: Screen) -> None:
    async with screen.app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        desk = screen.app.wiring.desk
        waiting = desk.call(lambda d: d.flagged.places(SHOP))
        before = desk.call(lambda d: d.records.alarms(backlog=False))
        anton = next(a for a in before if a.name == "Антон Петров")
        messages = [m for m, _p in waiting if m in anton_messages(screen, anton.conversation)]
        desk.call(lambda d: d.flagged.take(messages, NINE))
        await settled(pilot)
        assert "Антон Петров was answered from another program" in status(pilot)
        assert len(desk.call(lambda d: d.records.alarms(backlog=False))) == len(before) - 1
        await pilot.press("u")
        await settled(pilot)
        assert "Антон Петров is back." in status(pilot)
        assert set(desk.call(lambda d: d.records.alarms(backlog=False))) == set(before)


def anton_messages(screen: Screen, conversation: int) -> set[int]:
    """The numbers of the messages in it."""
    found = screen.app.wiring.desk.call(lambda d: d.records.messages(conversation))
    return {message.id for message in found}


async def test_thanks_are_shown(screen: Screen) -> None:
    async with screen.app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        thanks = CustomerWrote(
            mailbox=SHOP,
            conversation=1,
            name="Jane [b]Roe[/]",
            email="jane@example.com",
            subject="Re: it",
            category=Category.OTHER,
            received=NINE,
            due=None,
            backlog=False,
            thanks="Thank you so much!",
        )
        screen.bus.say(thanks)
        await settled(pilot)
        assert "♥ Jane [b]Roe[/] says: Thank you so much!" in status(pilot)


async def test_a_note_by_machine_is_told(screen: Screen) -> None:
    async with screen.app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        screen.bus.say(AutoReplied(SHOP, 1, "Jane Roe"))
        await settled(pilot)
        assert "Jane Roe was told that the shop is closed. The clock runs on." in status(pilot)

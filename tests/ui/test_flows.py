"""What the keys do, on frozen time."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, Static, TextArea

from shopdesk.desk.events import Bus, CustomerWrote
from shopdesk.domain.conversation import Category, Reason
from shopdesk.domain.outbox import Stage
from shopdesk.ui.screens.board import BoardScreen
from shopdesk.ui.screens.composer import ComposerScreen
from shopdesk.ui.screens.conversation import ConversationScreen
from shopdesk.ui.widgets.alarm_list import AlarmList
from shopdesk.ui.widgets.status import Status
from tests.shop import NINE, SHOP, Mail, SmallShop, desk_thread
from tests.ui.conftest import Screen, make_screen

SIZE = (80, 24)


async def until(pilot: Pilot[None], so: Callable[[], bool], what: str) -> None:
    """Wait for the screen to get there."""
    end = time.monotonic() + 10
    while not so():
        await pilot.pause()
        assert time.monotonic() < end, f"not within 10 s: {what}"
        await asyncio.sleep(0.01)


async def press(pilot: Pilot[None], *keys: str) -> None:
    """Keys one by one, each taken in before the next."""
    for key in keys:
        await pilot.press(key)
        await pilot.pause()


def status(screen: Screen) -> str:
    """The status line of the screen in front."""
    return str(screen.app.screen.query_one(Status).render())


def dispatches(screen: Screen, *stages: Stage) -> int:
    """How many replies are at one of the stages."""
    return len(screen.app.wiring.desk.call(lambda d: d.records.dispatches(*stages)))


async def test_one_look_send_is_three_keys(screen: Screen) -> None:
    async with screen.app.run_test(size=SIZE) as pilot:
        await press(pilot, "down", "1")
        await until(pilot, lambda: isinstance(screen.app.screen, ComposerScreen), "the composer")
        assert screen.app.screen.query_one(TextArea).text.startswith("Hi Jane,")
        await press(pilot, "ctrl+s")
        await until(pilot, lambda: isinstance(screen.app.screen, BoardScreen), "the board")
        assert dispatches(screen, Stage.QUEUED) == 1
        await until(pilot, lambda: "Sending to jane@example.com" in status(screen), "the countdown")
        assert "10 s" in status(screen)


async def test_after_an_answer_the_cursor_is_on_the_hottest(screen: Screen) -> None:
    async with screen.app.run_test(size=SIZE) as pilot:
        await press(pilot, "down", "down", "1", "ctrl+s")
        await until(pilot, lambda: isinstance(screen.app.screen, BoardScreen), "the board")
        pointed = screen.app.screen.query_one(AlarmList).pointed
        assert pointed is not None
        assert pointed.name == "Антон Петров"


async def test_a_blank_is_named_and_selected_and_nothing_is_sent(screen: Screen) -> None:
    async with screen.app.run_test(size=SIZE) as pilot:
        await press(pilot, "down", "r")
        await until(pilot, lambda: isinstance(screen.app.screen, ComposerScreen), "the composer")
        body = screen.app.screen.query_one(TextArea)
        body.text = "It comes on {{ order.new_date }}."
        await press(pilot, "ctrl+s")
        assert isinstance(screen.app.screen, ComposerScreen)
        assert "{{ order.new_date }}" in status(screen)
        assert dispatches(screen, *Stage) == 0


async def test_leaving_the_composer_keeps_the_draft(screen: Screen) -> None:
    async with screen.app.run_test(size=SIZE) as pilot:
        await press(pilot, "down", "r")
        await until(pilot, lambda: isinstance(screen.app.screen, ComposerScreen), "the composer")
        await press(pilot, *"Dear", "escape")
        await until(pilot, lambda: isinstance(screen.app.screen, BoardScreen), "the board")
        await press(pilot, "r")
        await until(pilot, lambda: isinstance(screen.app.screen, ComposerScreen), "the composer")
        assert screen.app.screen.query_one(TextArea).text.startswith("Dear")


async def test_letters_in_the_composer_are_text(screen: Screen) -> None:
    async with screen.app.run_test(size=SIZE) as pilot:
        await press(pilot, "r")
        await until(pilot, lambda: isinstance(screen.app.screen, ComposerScreen), "the composer")
        await press(pilot, "q", "x", "u", "1")
        assert screen.app.screen.query_one(TextArea).text.startswith("qxu1")


async def test_undo_takes_a_reply_back_with_its_words(screen: Screen) -> None:
    async with screen.app.run_test(size=SIZE) as pilot:
        await press(pilot, "down", "1", "ctrl+s")
        await until(pilot, lambda: isinstance(screen.app.screen, BoardScreen), "the board")
        await press(pilot, "u")
        await until(pilot, lambda: isinstance(screen.app.screen, ComposerScreen), "the composer")
        assert screen.app.screen.query_one(TextArea).text.startswith("Hi Jane,")
        assert dispatches(screen, Stage.QUEUED) == 0


@pytest.mark.parametrize(("digit", "reason"), zip("123", Reason, strict=True))
async def test_dismiss_and_take_back(screen: Screen, digit: str, reason: Reason) -> None:
    async with screen.app.run_test(size=SIZE) as pilot:
        alarms = screen.app.screen.query_one(AlarmList)
        before = alarms.pointed
        assert before is not None
        await press(pilot, "x", digit)
        await until(pilot, lambda: alarms.pointed != before, "the alarm to go")
        stand = screen.app.wiring.desk.call(lambda d: d.records.conversation(before.conversation))
        assert stand.reason is reason
        await press(pilot, "u")
        await until(pilot, lambda: "is back" in status(screen), "the alarm to be back")


async def test_a_message_that_comes_while_writing_is_announced(screen: Screen) -> None:
    async with screen.app.run_test(size=SIZE) as pilot:
        await press(pilot, "down", "r")
        await until(pilot, lambda: isinstance(screen.app.screen, ComposerScreen), "the composer")
        composer = screen.app.screen
        assert isinstance(composer, ComposerScreen)
        wrote = CustomerWrote(
            SHOP,
            composer.draft.conversation,
            "Jane Roe",
            "jane@example.com",
            "Re: order",
            Category.DELIVERY,
            NINE,
            NINE,
            backlog=False,
        )
        screen.bus.say(wrote)
        guest = composer.query_one("#guest", Static)
        await until(pilot, lambda: "1 new message" in str(guest.render()), "the notice")


async def test_countdowns_follow_the_wall_clock(screen: Screen) -> None:
    async with screen.app.run_test(size=SIZE) as pilot:
        alarms = screen.app.screen.query_one(AlarmList)
        screen.clock.pass_by(hours=2)
        await until(
            pilot,
            lambda: "+1:59:12" in "".join(alarms.render_line(1).text),
            "two hours of sleep to show",
        )


async def test_hostile_names_are_shown_as_they_are(tmp_path: Path) -> None:

    hostile = "[@click=app.exit]Bo[/] \x1b]52;c;aGk=\x07\u202e"

    def fill(shop: SmallShop) -> None:
        shop.receive(
            Mail(sender="Bo <bo@example.com>", subject="[/red] {{ shop.name }}", body=hostile)
        )

    screen = make_screen(tmp_path, fill)
    async with screen.app.run_test(size=SIZE) as pilot:
        await press(pilot, "enter")
        await until(
            pilot, lambda: isinstance(screen.app.screen, ConversationScreen), "the conversation"
        )
        await pilot.pause()
        painted = screen.app.export_screenshot()
        assert "[@click=app.exit]Bo[/]" in painted.replace("&#160;", " ")
        assert "[/red]" in painted
        assert "\x1b" not in painted
        assert "\u202e" not in painted
    screen.app.wiring.desk.stop()


async def test_the_subject_can_be_edited(screen: Screen) -> None:
    async with screen.app.run_test(size=SIZE) as pilot:
        await press(pilot, "down", "1")
        await until(pilot, lambda: isinstance(screen.app.screen, ComposerScreen), "the composer")
        screen.app.screen.query_one("#subject", Input).value = "About your brogues"
        await press(pilot, "ctrl+s")
        (dispatch,) = screen.app.wiring.desk.call(lambda d: d.records.dispatches(Stage.QUEUED))
        assert b"Subject: About your brogues\r\n" in dispatch.raw


async def test_two_boards_see_each_others_changes(screen: Screen) -> None:
    """Another process writes; the board notices within its two seconds."""

    other = desk_thread(screen.folder, screen.app.wiring.settings, Bus())
    other.start()
    async with screen.app.run_test(size=SIZE) as pilot:
        alarms = screen.app.screen.query_one(AlarmList)
        first = alarms.pointed
        assert first is not None
        at = NINE + timedelta(seconds=1)
        other.call(lambda d: d.dismiss.dismiss(first.conversation, Reason.SPAM, at))
        await until(pilot, lambda: alarms.pointed != first, "the other's dismissal")
    other.stop()

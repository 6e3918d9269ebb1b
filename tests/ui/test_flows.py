"""What the keys do, on frozen time."""

from __future__ import annotations

from datetime import timedelta
from email import message_from_bytes
from email.policy import default
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, Static, TextArea

from shopdesk.desk.bus import Bus
from shopdesk.desk.events import CustomerWrote
from shopdesk.domain.answer.outbox import Stage
from shopdesk.domain.mail.conversation import Category, Reason
from shopdesk.ui.screens.board import BoardScreen
from shopdesk.ui.screens.composer import ComposerScreen
from shopdesk.ui.screens.conversation import ConversationScreen
from shopdesk.ui.widgets.alarm_list import AlarmList
from shopdesk.ui.widgets.letter import Letter
from shopdesk.ui.widgets.status import Status
from tests.shop import NINE, SHOP, Mail, SmallShop, desk_thread
from tests.ui.conftest import Screen, make_screen
from tests.ui.steps import press, until

SIZE = (80, 24)


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


async def composer_of(screen: Screen, pilot: Pilot[None], *keys: str) -> ComposerScreen:
    """The composer after some keys on the board."""
    await press(pilot, *keys)
    await until(pilot, lambda: isinstance(screen.app.screen, ComposerScreen), "the composer")
    await pilot.pause()
    found = screen.app.screen
    assert isinstance(found, ComposerScreen)
    return found


async def test_a_snippet_is_typed_by_its_name(screen: Screen) -> None:
    async with screen.app.run_test(size=SIZE) as pilot:
        composer = await composer_of(screen, pilot, "down", "r")
        await press(pilot, *"So: ;hello", "space")
        body = composer.query_one(TextArea)
        await until(pilot, lambda: "Hi Jane" in body.text, "the snippet")
        assert body.text.startswith("So: Hi Jane")
        assert ";hello" not in body.text


async def test_a_second_template_goes_in_at_the_cursor(screen: Screen) -> None:
    async with screen.app.run_test(size=SIZE) as pilot:
        composer = await composer_of(screen, pilot, "down", "r")
        await press(pilot, *"Mine. ", "ctrl+t", *"lost", "enter")
        body = composer.query_one(TextArea)
        await until(pilot, lambda: "lost on the way" in body.text, "the template")
        assert body.text.startswith("Mine. Hi Jane")
        assert body.text.count("Lan's Shoes") == 1


async def test_the_editor_gets_the_text_and_gives_it_back(screen: Screen) -> None:
    async with screen.app.run_test(size=SIZE) as pilot:
        composer = await composer_of(screen, pilot, "down", "1")
        composer._put("quiet")
        assert composer.draft.body == "quiet"


async def test_a_file_goes_along(screen: Screen) -> None:
    photo = screen.folder / "invoice ё.pdf"
    photo.write_bytes(b"%PDF")
    async with screen.app.run_test(size=SIZE) as pilot:
        composer = await composer_of(screen, pilot, "down", "1")
        await press(pilot, "ctrl+o")
        await until(pilot, lambda: screen.app.screen.query("#path") is not None, "the picker")
        screen.app.screen.query_one("#path", Input).value = str(photo)
        await press(pilot, "enter")
        await until(pilot, lambda: composer.draft.files == (str(photo),), "the file")
        await press(pilot, "ctrl+s")
        await until(pilot, lambda: dispatches(screen, Stage.QUEUED) == 1, "the reply")
        (sent,) = screen.app.wiring.desk.call(lambda d: d.records.dispatches(Stage.QUEUED))
        mail = message_from_bytes(sent.raw, policy=default)
        (part,) = mail.iter_attachments()
        assert (part.get_filename(), part.get_content()) == ("invoice ё.pdf", b"%PDF")


async def test_a_file_that_went_away_stops_the_send(screen: Screen) -> None:
    async with screen.app.run_test(size=SIZE) as pilot:
        composer = await composer_of(screen, pilot, "down", "1")
        composer._attached(str(screen.folder / "gone.pdf"))
        await press(pilot, "ctrl+s")
        await until(pilot, lambda: "gone.pdf" in status(screen), "the reason")
        assert dispatches(screen, *Stage) == 0


async def test_whom_it_goes_to_can_be_edited(screen: Screen) -> None:
    async with screen.app.run_test(size=SIZE) as pilot:
        composer = await composer_of(screen, pilot, "down", "1")
        composer.query_one("#to", Input).value = "Jane <jane@example.com>, nonsense"
        await press(pilot, "ctrl+s")
        await until(pilot, lambda: "nonsense" in status(screen), "the reason")
        composer.query_one("#to", Input).value = "jane@example.com"
        composer.query_one("#cc", Input).value = "mum@example.org"
        await press(pilot, "ctrl+s")
        await until(pilot, lambda: dispatches(screen, Stage.QUEUED) == 1, "the reply")
        (sent,) = screen.app.wiring.desk.call(lambda d: d.records.dispatches(Stage.QUEUED))
        assert sent.recipients == ("jane@example.com", "mum@example.org")
        assert b"Cc: mum@example.org\r\n" in sent.raw


@pytest.mark.parametrize(
    ("key", "to", "subject"),
    [("w", "", "Fwd: Where is my order #1042?"), ("m", "jane@example.com", "")],
)
async def test_forwards_and_new_mails_answer_nothing(
    screen: Screen, key: str, to: str, subject: str
) -> None:
    async with screen.app.run_test(size=SIZE) as pilot:
        composer = await composer_of(screen, pilot, "down", "enter", key)
        assert composer.query_one("#to", Input).value == to
        assert composer.draft.subject == subject
        assert composer.draft.answers == ()


async def test_the_quote_can_be_left_out(screen: Screen) -> None:
    async with screen.app.run_test(size=SIZE) as pilot:
        composer = await composer_of(screen, pilot, "down", "1")
        assert "They are for Saturday" in composer.draft.quote
        await press(pilot, "ctrl+b")
        assert composer.draft.quote == ""
        await press(pilot, "ctrl+b")
        assert "They are for Saturday" in composer.draft.quote


async def test_a_signature_alone_is_no_answer(screen: Screen) -> None:
    async with screen.app.run_test(size=SIZE) as pilot:
        await composer_of(screen, pilot, "down", "r")
        await press(pilot, "ctrl+s")
        await until(pilot, lambda: "The reply is empty" in status(screen), "the refusal")
        assert dispatches(screen, *Stage) == 0


async def test_a_template_never_replaces_a_kept_draft(screen: Screen) -> None:
    async with screen.app.run_test(size=SIZE) as pilot:
        await composer_of(screen, pilot, "down", "r")
        await press(pilot, *"mine", "escape")
        await until(pilot, lambda: isinstance(screen.app.screen, BoardScreen), "the board")
        composer = await composer_of(screen, pilot, "1")
        assert composer.draft.body.startswith("mine")
        await press(pilot, "ctrl+t", "enter")
        await until(pilot, lambda: "Hi Jane" in composer.draft.body, "the template")
        assert "mine" in composer.draft.body


async def test_a_look_at_a_template_leaves_no_draft(screen: Screen) -> None:
    async with screen.app.run_test(size=SIZE) as pilot:
        composer = await composer_of(screen, pilot, "down", "1")
        number = composer.draft.conversation
        await press(pilot, "escape")
        await until(pilot, lambda: isinstance(screen.app.screen, BoardScreen), "the board")
        assert screen.app.wiring.desk.call(lambda d: d.records.draft(number)) is None


async def test_a_book_is_not_painted_whole(tmp_path: Path) -> None:
    def fill(shop: SmallShop) -> None:
        shop.receive(Mail(body="word " * 400_000))

    screen = make_screen(tmp_path, fill)
    async with screen.app.run_test(size=SIZE) as pilot:
        await press(pilot, "enter")
        await until(
            pilot, lambda: isinstance(screen.app.screen, ConversationScreen), "the conversation"
        )
        letter = screen.app.screen.query_one(Letter)
        await until(pilot, lambda: "more characters" in str(letter.render()), "the rest to be told")
        assert len(str(letter.render())) < 70_000
    screen.app.wiring.desk.stop()


async def test_a_reply_leaves_when_the_owner_says(screen: Screen) -> None:
    async with screen.app.run_test(size=SIZE) as pilot:
        await composer_of(screen, pilot, "down", "1")
        await press(pilot, "ctrl+l", *"soon", "enter")
        assert dispatches(screen, *Stage) == 0
        screen.app.screen.query_one("#typed", Input).value = "tomorrow 9:00"
        await press(pilot, "enter")
        await until(pilot, lambda: dispatches(screen, Stage.QUEUED) == 1, "the reply to wait")
        (waiting,) = screen.app.wiring.desk.call(lambda d: d.records.dispatches(Stage.QUEUED))
        assert waiting.due == NINE + timedelta(days=1)
        await press(pilot, "u")
        await until(pilot, lambda: dispatches(screen, Stage.QUEUED) == 0, "it to be taken back")

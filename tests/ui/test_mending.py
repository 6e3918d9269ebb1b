"""Corrections, files, merges and splits by keys, and the look before a reply leaves."""

from __future__ import annotations

from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path

from textual.pilot import Pilot
from textual.widgets import OptionList, TextArea

from shopdesk.domain.answer.outbox import Stage
from shopdesk.domain.mail.conversation import Category
from shopdesk.ui.screens.board import BoardScreen
from shopdesk.ui.screens.conversation import ConversationScreen
from shopdesk.ui.screens.menu import MenuScreen
from shopdesk.ui.widgets.alarm_list import AlarmList
from tests.shop import SHOP, Mail, SmallShop
from tests.ui.conftest import Programs, Screen, make_screen
from tests.ui.steps import press, until
from tests.ui.test_flows import SIZE, composer_of, dispatches, status


async def test_a_category_is_corrected_and_taken_back(screen: Screen) -> None:
    async with screen.app.run_test(size=SIZE) as pilot:
        alarms = screen.app.screen.query_one(AlarmList)
        await press(pilot, "down")
        before = alarms.pointed
        assert before is not None
        await press(pilot, "c", "1")
        await until(pilot, lambda: "Now pre-sale" in status(screen), "the correction")

        def category() -> Category:
            return screen.app.wiring.desk.call(
                lambda d: d.records.conversation(before.conversation).category
            )

        assert category() is Category.PRE_SALE
        await press(pilot, "u")
        await until(pilot, lambda: category() is before.category, "the old category")


async def test_a_customer_taken_for_a_machine_is_found_and_let_in(tmp_path: Path) -> None:
    def fill(shop: SmallShop) -> None:
        shop.receive(Mail(headers={"Precedence": "bulk"}))

    screen = make_screen(tmp_path, fill)
    async with screen.app.run_test(size=SIZE) as pilot:
        alarms = screen.app.screen.query_one(AlarmList)
        assert alarms.pointed is None
        await press(pilot, "l")
        await until(pilot, lambda: bool(screen.app.screen.query("#filed")), "the list")
        await press(pilot, "enter")
        await until(pilot, lambda: alarms.pointed is not None, "the alarm")
        await press(pilot, "u")
        await until(pilot, lambda: alarms.pointed is None, "the alarm to go again")
    screen.app.wiring.desk.stop()


def with_a_photo() -> bytes:
    """A customer's mail with a picture and an HTML part."""
    mail = EmailMessage(policy=SMTP)
    mail["From"] = "Jane Roe <jane@example.com>"
    mail["To"] = SHOP
    mail["Subject"] = "The left shoe is damaged"
    mail.set_content("See the photo. What now?")
    mail.add_alternative("<p>See the <b>photo</b><img src='http://track.example/x'></p>", "html")
    mail.add_attachment(b"\xff\xd8photo", maintype="image", subtype="jpeg", filename="shoe.jpg")
    return mail.as_bytes()


async def test_files_are_opened_saved_and_the_page_is_safe(tmp_path: Path) -> None:
    screen = make_screen(tmp_path, lambda shop: shop.receive(with_a_photo()))
    programs = screen.app.wiring.outside
    assert isinstance(programs, Programs)
    async with screen.app.run_test(size=SIZE) as pilot:
        await press(pilot, "enter")
        await until(
            pilot, lambda: isinstance(screen.app.screen, ConversationScreen), "the conversation"
        )
        await press(pilot, "s", "1")
        await until(pilot, lambda: programs.shown == [Path("shoe.jpg")], "the picture")
        assert programs.saved == {"shoe.jpg": b"\xff\xd8photo"}
        await press(pilot, "s", "3")
        await until(pilot, lambda: len(programs.pages) == 1, "the page")
        assert "photo" in programs.pages[0]
        assert "track.example" not in programs.pages[0]
    screen.app.wiring.desk.stop()


async def in_conversation(screen: Screen, pilot: Pilot[None]) -> None:
    """Open the alarm under the cursor."""
    await press(pilot, "down", "enter")
    await until(
        pilot, lambda: isinstance(screen.app.screen, ConversationScreen), "the conversation"
    )
    await pilot.pause()


async def test_two_conversations_become_one_and_two_again(screen: Screen) -> None:
    async with screen.app.run_test(size=SIZE) as pilot:
        alarms = screen.app.screen.query_one(AlarmList)

        def lines() -> int:
            board = screen.app.board
            return len(board.alarms) if board else 0

        assert alarms is not None
        before = lines()
        await in_conversation(screen, pilot)
        await press(pilot, "M", "1")
        await until(pilot, lambda: lines() == before - 1, "the merge")
        await press(pilot, "u")
        await until(pilot, lambda: lines() == before, "the merge taken back")


async def test_a_last_look_before_it_leaves(screen: Screen) -> None:
    async with screen.app.run_test(size=SIZE) as pilot:
        composer = await composer_of(screen, pilot, "down", "r")
        body = composer.query_one(TextArea)
        body.text = "Hi Jane,\n\nthe invoice you asked for is attached to this mail.\n\nLan"
        await press(pilot, "ctrl+s")
        await until(pilot, lambda: isinstance(screen.app.screen, MenuScreen), "the question")
        assert "no file goes with it" in str(screen.app.screen.query_one("#question").render())
        await press(pilot, "1")
        await until(pilot, lambda: screen.app.screen is composer, "the composer")
        assert dispatches(screen, *Stage) == 0
        await press(pilot, "ctrl+s")
        await until(pilot, lambda: isinstance(screen.app.screen, MenuScreen), "the question")
        assert screen.app.screen.query_one(OptionList).option_count == 2
        await press(pilot, "2")
        await until(pilot, lambda: isinstance(screen.app.screen, BoardScreen), "the board")
        assert dispatches(screen, Stage.QUEUED) == 1

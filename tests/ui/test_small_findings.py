"""What strangers stumbled over."""

from __future__ import annotations

from pathlib import Path

import pytest

from shopdesk.domain.shop.mailbox_words import named
from shopdesk.ui.screens.board import BoardScreen
from shopdesk.ui.widgets.status import Status
from tests.shop import Mail, SmallShop
from tests.ui.conftest import Screen, furnish, make_screen


@pytest.mark.parametrize("key", ["M", "S", "f", "Ь", "ф"])
async def test_a_key_of_the_conversation_says_where_it_works(screen: Screen, key: str) -> None:
    async with screen.app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press(key)
        await pilot.pause()
        assert isinstance(screen.app.screen, BoardScreen)
        assert "works in a conversation" in str(screen.app.screen.query_one(Status).render())


async def test_automatic_mail_is_one_line_each(tmp_path: Path) -> None:
    def letters(shop: SmallShop) -> None:
        furnish(shop)
        for n in range(2):
            news = Mail(
                sender="News <news@example.org>",
                subject=f"{n} " + "the longest subject that anybody ever wrote " * 5,
                id=f"news{n}@example.org",
                headers={"List-Unsubscribe": "<https://example.org/u>", "Precedence": "bulk"},
            )
            shop.receive(news, minutes_ago=1)

    made = make_screen(tmp_path, letters)
    async with made.app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press("l")
        await pilot.pause()
        listed = made.app.screen.query_one("#filed")
        assert listed.virtual_size.height == 2
    made.app.wiring.desk.stop()


@pytest.mark.parametrize("width", [40, 60, 80, 120])
async def test_the_head_of_a_conversation_cuts_no_word(screen: Screen, width: int) -> None:
    async with screen.app.run_test(size=(width, 24)) as pilot:
        await pilot.pause()
        await pilot.press("down", "enter")
        await pilot.pause()
        head = str(screen.app.screen.query_one("#guest").render()).split("\n")[0]
        assert len(head) <= width
        for word in head.split(" · ")[2:]:
            assert word in {"#1042", "1 conversation", "since 2026-11-21"}


@pytest.mark.parametrize(
    ("problem", "said"),
    [
        ("mailbox[0].imap: is missing", "imap of the first [[mailbox]]: is missing"),
        ("mailbox[3].imap.port: x", "imap.port of [[mailbox]] number 4: x"),
        (
            "mailbox[1]: a@b is an address of mailbox[0] already.",
            "the second [[mailbox]]: a@b is an address of the first [[mailbox]] already.",
        ),
        ("shop.name: is missing", "shop.name: is missing"),
    ],
)
def test_a_mailbox_is_named_by_words(problem: str, said: str) -> None:
    assert named(problem) == said

"""Looking for something on the screen."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, OptionList, Static

from shopdesk.adapters.cache import SqliteCache
from shopdesk.bootstrap import Profile, search
from shopdesk.domain.mail.conversation import Place
from shopdesk.domain.mail.message import Address, Message
from shopdesk.ports.cache import OlderMail
from shopdesk.ui.app import ShopdeskApp
from shopdesk.ui.screens.board import BoardScreen
from shopdesk.ui.screens.conversation import ConversationScreen
from shopdesk.ui.screens.mail import MailScreen
from shopdesk.ui.screens.search import SearchScreen
from tests.shop import NINE, SHOP
from tests.ui.conftest import Screen, furnish, make_screen
from tests.ui.steps import until

HOSTILE = "Old [@click=app.quit]boots[/] \x1b]0;x\x07 \u202eevil"


@pytest.fixture
def screen(tmp_path: Path) -> Iterator[Screen]:
    """Six customers, and a mail of long ago."""
    made = make_screen(tmp_path, furnish)
    message = Message(
        "",
        (),
        Address("", "old@x.example"),
        None,
        (),
        HOSTILE,
        None,
        "It was long ago.",
        "",
        (),
        (),
    )
    cache = SqliteCache(tmp_path / "cache.sqlite")
    cache.add([OlderMail(Place(SHOP, "INBOX", 1, 1), NINE.replace(year=2020), message)])
    cache.close()
    wiring = replace(made.app.wiring, search=partial(search, Profile(tmp_path)))
    made.app = ShopdeskApp(wiring)
    yield made
    made.app.wiring.desk.stop()


async def look_for(pilot: Pilot[None], app: ShopdeskApp, typed: str) -> list[str]:
    """Type it and wait until the answer is to the whole of it."""
    await until(
        pilot, lambda: isinstance(app.screen, SearchScreen) and app.screen.composed, "search"
    )
    app.screen.query_one(Input).value = ""
    await pilot.press(*(("space" if letter == " " else letter) for letter in typed))
    return await shown(pilot, app)


async def shown(pilot: Pilot[None], app: ShopdeskApp) -> list[str]:
    """The lines of the answer."""
    await pilot.pause()
    await app.workers.wait_for_complete()
    hits = app.screen.query_one(OptionList)
    return [str(hits.get_option_at_index(n).prompt) for n in range(hits.option_count)]


async def test_results_come_while_the_words_are_typed(screen: Screen) -> None:
    async with screen.app.run_test(size=(80, 24)) as pilot:
        await pilot.press("slash")
        found = await look_for(pilot, screen.app, "gia")
        assert any("Nguyễn Thị Minh" in line and "Giày này còn size 38" in line for line in found)
        assert "found" in str(screen.app.screen.query_one("#about", Static).render())
        assert await look_for(pilot, screen.app, "zebra") == []


async def test_enter_opens_the_conversation_and_escape_comes_back(screen: Screen) -> None:
    async with screen.app.run_test(size=(80, 24)) as pilot:
        await pilot.press("slash")
        await look_for(pilot, screen.app, "brogues")
        await pilot.press("enter")
        await until(
            pilot, lambda: isinstance(screen.app.screen, ConversationScreen), "ConversationScreen"
        )
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(screen.app.screen, SearchScreen), "SearchScreen")
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(screen.app.screen, BoardScreen), "BoardScreen")


async def test_older_mail_is_shown_and_its_words_are_harmless(screen: Screen) -> None:
    async with screen.app.run_test(size=(80, 24)) as pilot:
        await pilot.press("slash")
        (line,) = await look_for(pilot, screen.app, "boots")
        assert "[@click=app.quit]boots[/]" in line
        assert "\x1b" not in line
        assert "\u202e" not in line
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(screen.app.screen, MailScreen), "MailScreen")
        head = str(screen.app.screen.query_one("#guest", Static).render())
        assert "[@click=app.quit]" in head
        assert "\x1b" not in head
        await pilot.press("q")
        await until(pilot, lambda: isinstance(screen.app.screen, SearchScreen), "SearchScreen")


async def test_arrows_move_while_letters_go_on(screen: Screen) -> None:
    async with screen.app.run_test(size=(80, 24)) as pilot:
        await pilot.press("slash")
        found = await look_for(pilot, screen.app, "example")
        assert len(found) > 2
        hits = screen.app.screen.query_one(OptionList)
        await pilot.press("down", "down", "up")
        assert hits.highlighted == 1
        await pilot.press("pagedown", "pagedown", "down")
        assert hits.highlighted == len(found) - 1
        assert screen.app.screen.query_one(Input).has_focus


async def test_a_russian_layout_finds_the_key(screen: Screen) -> None:
    async with screen.app.run_test(size=(80, 24)) as pilot:
        await pilot.press("full_stop")
        await until(pilot, lambda: isinstance(screen.app.screen, SearchScreen), "SearchScreen")


async def test_an_answer_to_nothing_is_empty(screen: Screen) -> None:
    async with screen.app.run_test(size=(80, 24)) as pilot:
        await pilot.press("slash")
        assert await look_for(pilot, screen.app, "brogues")
        screen.app.screen.query_one(Input).value = ""
        assert await shown(pilot, screen.app) == []
        await pilot.press("enter")
        assert isinstance(screen.app.screen, SearchScreen)

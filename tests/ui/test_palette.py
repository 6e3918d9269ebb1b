"""The command palette and the help, made from the commands."""

from __future__ import annotations

from dataclasses import replace

import pytest
from textual.pilot import Pilot
from textual.widgets import OptionList

from shopdesk.domain.errors import RecordsError
from shopdesk.ui.commands.places import PLACES
from shopdesk.ui.screens.composer import ComposerScreen
from shopdesk.ui.screens.help import HelpScreen
from shopdesk.ui.widgets.status import Status
from tests.ui.conftest import Screen
from tests.ui.steps import until


async def offered(pilot: Pilot[None], typed: str) -> list[str]:
    """What the palette shows for what is typed."""
    await pilot.press("ctrl+p", *typed)
    hits = pilot.app.screen.query_one("CommandList", OptionList)

    def prompts() -> list[str]:
        return [str(option.prompt) for option in hits.options]

    while not prompts():
        await pilot.pause()
    return prompts()


async def test_it_offers_the_commands_of_the_screen_with_their_sentences(screen: Screen) -> None:
    async with screen.app.run_test(size=(100, 40)) as pilot:
        await pilot.pause()
        board = await offered(pilot, "snooze")
        assert board[0].startswith("snooze  z F9")
        assert "Hide the alarm until a time" in board[0]


async def test_a_screen_offers_its_own_only(screen: Screen) -> None:
    async with screen.app.run_test(size=(100, 40)) as pilot:
        await pilot.pause()
        await pilot.press("r")
        await pilot.pause()
        assert isinstance(screen.app.screen, ComposerScreen)
        found = await offered(pilot, "quote")
        assert found[0].startswith("quote  ^b F10")


async def test_what_is_chosen_is_done(screen: Screen) -> None:
    async with screen.app.run_test(size=(100, 40)) as pilot:
        await pilot.pause()
        await offered(pilot, "from scratch")
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(screen.app.screen, ComposerScreen))


async def test_a_theme_is_kept(screen: Screen) -> None:
    kept: list[str] = []
    screen.app.wiring = replace(screen.app.wiring, keep_theme=kept.append)
    async with screen.app.run_test(size=(100, 40)) as pilot:
        await pilot.pause()
        await offered(pilot, "high-contrast")
        await pilot.press("enter")
        await until(pilot, lambda: bool(kept))
        assert kept == ["high-contrast"]
        assert screen.app.theme == "high-contrast"
        await until(pilot, lambda: "high-contrast is kept" in said(screen))


async def test_a_theme_that_cannot_be_kept_is_said(screen: Screen) -> None:
    def refuse(name: str) -> None:
        raise RecordsError(f"no room for {name}")

    screen.app.wiring = replace(screen.app.wiring, keep_theme=refuse)
    async with screen.app.run_test(size=(100, 40)) as pilot:
        await pilot.pause()
        await offered(pilot, "light")
        await pilot.press("enter")
        await until(pilot, lambda: "no room for" in said(screen))


@pytest.mark.parametrize(
    ("keys", "first"), [([], "On the board"), (["enter"], "In a conversation")]
)
async def test_help_begins_with_the_screen_it_was_called_from(
    screen: Screen, keys: list[str], first: str
) -> None:
    async with screen.app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press(*keys, "f1")
        await until(pilot, lambda: isinstance(screen.app.screen, HelpScreen))
        titles = [str(title.render()) for title in screen.app.screen.query(".help-title")]
        assert titles[0] == first
        assert sorted(titles) == sorted(place.title for place in PLACES)


async def test_help_is_there_while_letters_are_text(screen: Screen) -> None:
    async with screen.app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press("r")
        await until(pilot, lambda: isinstance(screen.app.screen, ComposerScreen))
        await pilot.press("f1")
        await until(pilot, lambda: isinstance(screen.app.screen, HelpScreen))
        await pilot.press("escape")
        await pilot.press("question_mark")
        await pilot.pause()
        assert isinstance(screen.app.screen, ComposerScreen)


def said(screen: Screen) -> str:
    """The status line of the board."""
    return str(screen.app.screen_stack[1].query_one(Status).render())

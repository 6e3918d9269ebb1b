"""The figures on the screen."""

from __future__ import annotations

from textual.widgets import ContentSwitcher, OptionList

from shopdesk.ui.screens.board import BoardScreen
from shopdesk.ui.screens.conversation import ConversationScreen
from shopdesk.ui.screens.figures import FiguresScreen
from tests.ui.conftest import Screen


def overview(screen: Screen) -> str:
    """What stands on the first page."""
    listed = screen.app.screen.query_one("#overview", OptionList)
    return "\n".join(str(option.prompt) for option in listed.options)


async def test_one_key_opens_them_and_escape_leaves(screen: Screen) -> None:
    """Five customers wrote today; the sixth is backlog."""
    async with screen.app.run_test(size=(80, 24)) as pilot:
        await pilot.press("d")
        await pilot.pause()
        assert isinstance(screen.app.screen, FiguresScreen)
        asked = next(line for line in overview(screen).splitlines() if "questions" in line)
        assert asked.split() == ["questions", "5", "0"]
        await pilot.press("escape")
        assert isinstance(screen.app.screen, BoardScreen)


async def test_enter_shows_the_conversations_behind_a_figure(screen: Screen) -> None:
    """The one that has waited longest is on top; enter opens it."""
    async with screen.app.run_test(size=(80, 24)) as pilot:
        await pilot.press("d")
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(screen.app.screen, ConversationScreen)


async def test_spans_and_pages_change_by_a_key(screen: Screen) -> None:
    """Today instead of a week; the pages go round."""
    async with screen.app.run_test(size=(80, 24)) as pilot:
        await pilot.press("d")
        await pilot.pause()
        await pilot.press("1")
        await pilot.pause()
        figures = screen.app.screen
        assert isinstance(figures, FiguresScreen)
        assert figures.report.part.span.days == 1
        seen = []
        for _n in range(6):
            seen.append(figures.query_one(ContentSwitcher).current)
            await pilot.press("tab")
            await pilot.pause()
        assert seen == ["overview", "trend", "week", "kinds-page", "months-page", "coach"]
        assert figures.query_one(ContentSwitcher).current == "overview"


async def test_any_days(screen: Screen) -> None:
    """Typed; what is no day is asked again."""
    async with screen.app.run_test(size=(80, 24)) as pilot:
        await pilot.press("d")
        await pilot.pause()
        await pilot.press("5")
        await pilot.press(*"nonsense", "enter")
        await pilot.pause()
        assert not isinstance(screen.app.screen, FiguresScreen)
        for _n in range(8):
            await pilot.press("backspace")
        await pilot.press(*"2026-11-20 2026-11-21", "enter")
        await pilot.pause()
        figures = screen.app.screen
        assert isinstance(figures, FiguresScreen)
        assert figures.report.part.span.days == 2

"""A begun word opens a list of what it can become."""

from __future__ import annotations

from textual.app import App, ComposeResult
from textual.widgets import Input
from textual.widgets.text_area import Selection

from shopdesk.domain.answer.completing import Choice, Offer
from shopdesk.ui.screens.templates import TemplatesScreen
from shopdesk.ui.widgets.completing_text import Choices, CompletingText
from tests.ui.conftest import Screen
from tests.ui.steps import press, until
from tests.ui.test_templates_screen import SIZE, editor


def choices(screen: Screen) -> list[str]:
    """What the list below the cursor offers; nothing when it is closed."""
    shown = screen.app.screen.query_one(Choices)
    if not shown.display:
        return []
    return [str(shown.get_option_at_index(n).prompt).split()[0] for n in range(shown.option_count)]


async def test_braces_open_a_list_and_enter_takes(screen: Screen) -> None:
    async with screen.app.run_test(size=SIZE) as pilot:
        editing = await editor(screen, pilot, *"zeb", "enter")
        body = editing.query_one(CompletingText)
        await press(pilot, *"{{ own")
        assert choices(screen) == ["owner.name", "owner.first_name", "owner.email"]
        await press(pilot, "down", "down", "up", "enter")
        assert body.text.startswith("{{ owner.first_name }}Hi ")
        assert body.cursor_location == (0, len("{{ owner.first_name }}"))
        assert choices(screen) == []
        await press(pilot, *" {{ fir", "tab")
        assert body.text.startswith("{{ owner.first_name }} {{ customer.first_name }}Hi ")
        assert body.has_focus
        await press(pilot, "ctrl+z")
        assert body.text.startswith("{{ owner.first_name }} {{ fir")


async def test_escape_closes_the_list_and_then_leaves(screen: Screen) -> None:
    async with screen.app.run_test(size=SIZE) as pilot:
        editing = await editor(screen, pilot, *"zeb", "enter")
        await press(pilot, *"{{ ord")
        assert choices(screen) != []
        await press(pilot, "escape")
        assert choices(screen) == []
        assert screen.app.screen is editing
        await press(pilot, "escape")
        await until(pilot, lambda: isinstance(screen.app.screen, TemplatesScreen), "the list")


async def test_the_list_closes_when_the_cursor_goes_elsewhere(screen: Screen) -> None:
    async with screen.app.run_test(size=SIZE) as pilot:
        editing = await editor(screen, pilot, *"zeb", "enter")
        body = editing.query_one(CompletingText)
        await press(pilot, *"{{ ord")
        body.move_cursor((2, 0))
        await until(pilot, lambda: choices(screen) == [], "the list to close")
        body.move_cursor((0, 6))
        await press(pilot, "e")
        assert choices(screen) != []
        editing.query_one("#title", Input).focus()
        await until(pilot, lambda: choices(screen) == [], "the list to close")
        body.focus()
        body.selection = Selection((0, 0), (0, 7))
        await press(pilot, "backspace")
        assert choices(screen) == []


async def test_a_click_takes(screen: Screen) -> None:
    async with screen.app.run_test(size=SIZE) as pilot:
        editing = await editor(screen, pilot, *"zeb", "enter")
        await press(pilot, *"{{ shop.")
        second = choices(screen)[1]
        await pilot.click(Choices, offset=(3, 1))
        await pilot.pause()
        assert editing.query_one(CompletingText).text.startswith(f"{{{{ {second} }}}}Hi")


async def test_what_has_no_text_of_its_own_is_handed_to_the_screen() -> None:
    """Snippets are asked of the desk, which takes its time."""

    def complete(before: str, _after: str) -> Offer | None:
        known = Choice(";late", "Late", None, "late-again")
        return Offer(0, 0, (known,)) if before.startswith(";") else None

    class Small(App[None]):
        chosen: Choice | None = None

        def compose(self) -> ComposeResult:
            yield CompletingText("", [complete], id="body")

        def on_completing_text_chosen(self, message: CompletingText.Chosen) -> None:
            self.chosen = message.choice

    app = Small()
    async with app.run_test(size=SIZE) as pilot:
        body = app.query_one(CompletingText)
        body.focus()
        await press(pilot, *";la", "enter")
        await until(pilot, lambda: app.chosen is not None, "the choice")
        assert app.chosen is not None
        assert app.chosen.id == "late-again"
        assert body.text == ""

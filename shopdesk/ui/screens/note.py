"""A few lines to write: a note, or what was said on the phone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.binding import Binding
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Static, TextArea

from shopdesk.words import _

if TYPE_CHECKING:
    from textual.app import ComposeResult


class NoteScreen(ModalScreen[str | None]):
    """ctrl+s takes it; escape forgets it."""

    BINDINGS = [
        # in their turn, after what was typed before them
        Binding("escape", "cancel", show=False),
        Binding("ctrl+s,f2", "take", show=False),
    ]

    def __init__(self, question: str) -> None:
        super().__init__()
        self._question = question

    def compose(self) -> ComposeResult:
        """The question, the lines."""
        with Vertical(id="menu"):
            yield Static(self._question, id="question", markup=False)
            yield TextArea(id="note", compact=True)
            yield Static(_("ctrl+s keeps it · esc goes back"), id="example", markup=False)

    def on_mount(self) -> None:
        """Ready to type, or to paste."""
        self.query_one(TextArea).focus()

    def action_take(self) -> None:
        """What stands there, where anything does."""
        if text := self.query_one(TextArea).text.strip():
            self.dismiss(text)

    def action_cancel(self) -> None:
        """Nothing."""
        self.dismiss(None)

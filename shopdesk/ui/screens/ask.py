"""One line to type: a time, say."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Generic, TypeVar

from textual import on
from textual.binding import Binding
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input, Static

if TYPE_CHECKING:
    from textual.app import ComposeResult

T = TypeVar("T")


class AskScreen(ModalScreen[T | None], Generic[T]):
    """Stays until what is typed means something, or escape."""

    BINDINGS = [Binding("escape", "cancel", show=False)]

    def __init__(self, question: str, example: str, meant: Callable[[str], T | None]) -> None:
        """`meant` turns the words into the result, or None where they mean nothing."""
        super().__init__()
        self._question = question
        self._example = example
        self._meant = meant

    def compose(self) -> ComposeResult:
        """The question, the line, an example."""
        with Vertical(id="menu"):
            yield Static(self._question, id="question", markup=False)
            yield Input(id="typed", compact=True)
            yield Static(self._example, id="example", markup=False)

    @on(Input.Submitted)
    def _typed(self, event: Input.Submitted) -> None:
        meant = self._meant(event.value)
        if meant is None:
            self.query_one("#example").add_class("-wrong")
        else:
            self.dismiss(meant)

    def action_cancel(self) -> None:
        """Nothing."""
        self.dismiss(None)

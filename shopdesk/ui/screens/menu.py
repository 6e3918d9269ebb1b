"""A short question with a few answers, each with a digit."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Generic, TypeVar

from textual import on
from textual.binding import Binding
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

if TYPE_CHECKING:
    from textual.app import ComposeResult

T = TypeVar("T")
DIGITS = 9
"""Answers that have a digit; the others are reached by the arrows."""


class MenuScreen(ModalScreen[T | None], Generic[T]):
    """Digits, arrows and enter, or the mouse; escape for none."""

    BINDINGS = [
        Binding("escape", "cancel", show=False),
        *(Binding(str(n), f"nth({n})", show=False) for n in range(1, 10)),
    ]

    def __init__(self, question: str, answers: Sequence[tuple[str, T]]) -> None:
        super().__init__()
        self._question = question
        self._answers = list(answers)

    def compose(self) -> ComposeResult:
        """The question, the answers."""
        with Vertical(id="menu"):
            yield Static(self._question, id="question", markup=False)
            yield OptionList(
                *(
                    Option(f"{n if n <= DIGITS else ' '}  {words}")
                    for n, (words, _) in enumerate(self._answers, 1)
                ),
                id="answers",
                compact=True,
                markup=False,
            )

    @on(OptionList.OptionSelected)
    def _selected(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(self._answers[event.option_index][1])

    def action_nth(self, n: int) -> None:
        """Choose by digit."""
        if n <= len(self._answers):
            self.dismiss(self._answers[n - 1][1])

    def action_cancel(self) -> None:
        """None of them."""
        self.dismiss(None)

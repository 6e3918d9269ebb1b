"""When: a few likely times to choose from, or any other to type."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from textual import on
from textual.binding import Binding
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from shopdesk.words import _

if TYPE_CHECKING:
    from textual.app import ComposeResult


class WhenScreen(ModalScreen[datetime | None]):
    """Enter takes what is typed, or without that the chosen line; escape for none."""

    BINDINGS = [
        Binding("escape", "cancel", show=False),
        Binding("down", "move(1)", show=False, priority=True),
        Binding("up", "move(-1)", show=False, priority=True),
    ]

    def __init__(
        self,
        question: str,
        choices: Sequence[tuple[str, datetime]],
        meant: Callable[[str], datetime | None],
        told: Callable[[datetime], str],
    ) -> None:
        """`meant` reads what is typed, `told` says an instant as the owner reads it."""
        super().__init__()
        self._question = question
        self._choices = list(choices)
        self._meant = meant
        self._told = told

    def compose(self) -> ComposeResult:
        """The question, the choices, the line to type in, what it means."""
        with Vertical(id="menu"):
            yield Static(self._question, id="question", markup=False)
            options = (Option(words) for words, _at in self._choices)
            yield OptionList(*options, id="answers", compact=True, markup=False)
            yield Input(placeholder=_("or type a time"), id="typed", compact=True)
            yield Static(id="example", markup=False)

    def on_mount(self) -> None:
        """Ready to type, the first choice marked."""
        listed = self.query_one(OptionList)
        listed.can_focus = False
        if self._choices:
            listed.highlighted = 0
        self.query_one(Input).focus()
        self._say("")

    @on(Input.Changed)
    def _changed(self, event: Input.Changed) -> None:
        self._say(event.value)

    def _say(self, typed: str) -> None:
        line = self.query_one("#example", Static)
        line.remove_class("-wrong")
        meant = self._meant(typed)
        if meant is not None:
            line.update(f"→ {self._told(meant)}")
        else:
            line.update(_("17:30 · tomorrow 9:00 · thu 12:00 · 2 h · 3 days · 2026-12-01 09:00"))

    @on(Input.Submitted)
    def _typed(self, event: Input.Submitted) -> None:
        chosen = self.query_one(OptionList).highlighted
        if not event.value.strip() and chosen is not None:
            self.dismiss(self._choices[chosen][1])
        elif (meant := self._meant(event.value)) is not None:
            self.dismiss(meant)
        else:
            self.query_one("#example").add_class("-wrong")

    @on(OptionList.OptionSelected)
    def _clicked(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(self._choices[event.option_index][1])

    def action_move(self, by: int) -> None:
        """The list moves while the cursor stays in the line."""
        listed = self.query_one(OptionList)
        if listed.option_count:
            listed.highlighted = ((listed.highlighted or 0) + by) % listed.option_count

    def action_cancel(self) -> None:
        """None."""
        self.dismiss(None)

"""The customer under the cursor: who, in which words, and what could be answered."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich.cells import cell_len
from rich.text import Text
from textual.containers import Vertical
from textual.widgets import Static

from shopdesk.domain.plain import plain
from shopdesk.words import _

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from shopdesk.domain.alarm.board import Alarm


class Preview(Vertical):
    """Shown below the alarms."""

    _shown: tuple[Alarm, str, str] | None = None

    def compose(self) -> ComposeResult:
        """A line about the customer, the words, the templates."""
        yield Static(id="who", markup=False)
        yield Static(id="words", markup=False)
        yield Suggestions(id="suggestions")

    def show(self, alarm: Alarm | None, note: str = "", known: str = "") -> None:
        """Show an alarm, or nothing; `note` is why it is there, where nobody waits.

        `known` is what is known of the customer; it says more than an address. The answers to
        another one than before are offered later.
        """
        self.set_class(alarm is None, "-empty")
        if alarm is None:
            return
        if self._shown is not None and self._shown[0].conversation != alarm.conversation:
            self.query_one(Suggestions).show(())
        self._shown = alarm, note, known
        self._say_who(alarm, note, known)
        words = "\n\n".join(w for w in (alarm.trouble, alarm.text) if w) or _("(no text)")
        self.query_one("#words", Static).update(plain(words, lines=True))

    def offer(self, alarm: Alarm, titles: Sequence[str]) -> None:
        """What could be answered, unless another alarm is shown by now."""
        if self._shown is not None and self._shown[0].conversation == alarm.conversation:
            for suggestions in self.query(Suggestions):
                suggestions.show(titles)

    def know(self, alarm: Alarm | None, known: str) -> None:
        """Something more is known of whom it shows."""
        if self._shown is not None and alarm is not None:
            shown, note, before = self._shown
            if shown.conversation == alarm.conversation and known != before:
                self._shown = shown, note, known
                self._say_who(shown, note, known)

    def _say_who(self, alarm: Alarm, note: str, known: str) -> None:
        email = "" if alarm.email == alarm.name else plain(alarm.email)
        said = (plain(alarm.name), known or email, _(alarm.category.value), note)
        self.query_one("#who", Static).update(" " + " · ".join(word for word in said if word))


class Suggestions(Static):
    """Numbered templates on one line."""

    COMPONENT_CLASSES = {"suggestions--key"}

    def __init__(self, id: str | None = None) -> None:
        super().__init__(id=id, markup=False)
        self._titles: tuple[str, ...] = ()

    def show(self, titles: Sequence[str]) -> None:
        """As many as have room."""
        self._titles = tuple(plain(t) for t in titles)
        self._draw()

    def on_resize(self) -> None:
        """More room, more templates."""
        self._draw()

    def _draw(self) -> None:
        key = self.get_component_rich_style("suggestions--key", partial=True)
        line, room = Text(), self.size.width - 2
        for n, title in enumerate(self._titles, 1):
            if cell_len(line.plain) + cell_len(title) + 5 > room:
                break
            line.append(f" {n} ", key)
            line.append(f"{title}  ")
        self.update(line)

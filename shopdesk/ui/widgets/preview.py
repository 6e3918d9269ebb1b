"""The customer under the cursor: who, in which words, and what could be answered."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len
from rich.text import Text
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Static

from shopdesk.domain.board import Alarm
from shopdesk.domain.plain import plain
from shopdesk.words import _


class Preview(Vertical):
    """Shown below the alarms."""

    def compose(self) -> ComposeResult:
        """A line about the customer, the words, the templates."""
        yield Static(id="who", markup=False)
        yield Static(id="words", markup=False)
        yield Suggestions(id="suggestions")

    def show(self, alarm: Alarm | None, titles: Sequence[str]) -> None:
        """Show an alarm, or nothing."""
        self.set_class(alarm is None, "-empty")
        if alarm is None:
            return
        email = "" if alarm.email == alarm.name else f" · {plain(alarm.email)}"
        self.query_one("#who", Static).update(
            f" {plain(alarm.name)}{email} · {_(alarm.category.value)}"
        )
        words = "\n\n".join(w for w in (alarm.trouble, alarm.text) if w) or _("(no text)")
        self.query_one("#words", Static).update(plain(words, lines=True))
        self.query_one(Suggestions).show(titles)


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

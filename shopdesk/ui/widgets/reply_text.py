"""Where a reply is written: blanks, snippets by name, and places in the text."""

from __future__ import annotations

import re

from textual import on
from textual.message import Message
from textual.widgets import TextArea
from textual.widgets.text_area import Selection

from shopdesk.domain.answer.reply import first_blank
from shopdesk.ui.widgets.completing_text import CompletingText

LONGEST = 1_000_000
"""Characters that a reply may have; nobody reads more."""
_SNIPPET = re.compile(r"(?:^|\s);([\w-]+)\s$")


class ReplyText(CompletingText):
    """Says when the name of a snippet was typed; whoever knows its text puts it in."""

    class Named(Message):
        """`;name` and a blank stand before the cursor."""

        def __init__(self, name: str) -> None:
            super().__init__()
            self.name = name

    def __init__(self, text: str, id: str | None = None) -> None:
        super().__init__(text, most=LONGEST, id=id)

    @on(TextArea.Changed)
    def _typed(self) -> None:
        row, column = self.cursor_location
        before = self.document.get_line(row)[:column]
        # A line break ends the name as well as a blank does.
        if column == 0 and row > 0:
            before = self.document.get_line(row - 1) + "\n"
        if found := _SNIPPET.search(before):
            self.post_message(self.Named(found[1]))

    def spell_out(self, name: str, text: str) -> None:
        """Put a snippet's text where its name and a blank stand, if they still do."""
        typed = f";{name}"
        end = _offset(self.text, self.cursor_location) - 1
        if self.text[end - len(typed) : end] != typed:
            return
        self.replace(text, _location(self.text, end - len(typed)), _location(self.text, end))
        self.to_first_blank(stay=True)

    def add(self, text: str) -> None:
        """At the cursor."""
        self.insert(text)
        self.to_first_blank(stay=True)

    def put(self, text: str) -> None:
        """Another text instead of what is there; ctrl+z brings it back."""
        self.replace(text, (0, 0), self.document.end)
        self.to_first_blank()

    def to_first_blank(self, *, stay: bool = False) -> None:
        """Select the first blank, so that typing replaces it; else stand at the top."""
        span = first_blank(self.text)
        if not stay:
            self.move_cursor((0, 0))
        if span is not None:
            self.selection = Selection(_location(self.text, span[0]), _location(self.text, span[1]))
            self.scroll_cursor_visible()


def _location(text: str, offset: int) -> tuple[int, int]:
    before = text[:offset].split("\n")
    return len(before) - 1, len(before[-1])


def _offset(text: str, location: tuple[int, int]) -> int:
    lines = text.split("\n")
    return sum(len(line) + 1 for line in lines[: location[0]]) + location[1]

"""The smallest Textual program: the toolkit's own floor. hello.py WORDS"""

from __future__ import annotations

import sys

from textual.app import App, ComposeResult
from textual.widgets import DataTable, Footer, Header


class Hello(App[None]):
    """A head, a table, a foot."""

    def compose(self) -> ComposeResult:
        """What it shows."""
        yield Header()
        yield DataTable()
        yield Footer()

    def on_mount(self) -> None:
        """As many rows as a small mailbox has mails."""
        table = self.query_one(DataTable)
        table.add_columns("when", "who", "what")
        table.add_rows([("today", "a customer", f"{sys.argv[1]} {n}") for n in range(1_000)])


if __name__ == "__main__":
    Hello().run()

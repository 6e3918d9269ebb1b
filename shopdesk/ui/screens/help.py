"""Every key, from the commands themselves."""

from __future__ import annotations

from rich.table import Table
from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Static

from shopdesk.ui import commands
from shopdesk.ui.commands import Command
from shopdesk.words import _

_SHOWN = {"question_mark": "?", "escape": "esc", "slash": "/", "left": "←"}


class HelpScreen(ModalScreen[None]):
    """Any of the usual keys closes it."""

    BINDINGS = [Binding("escape,q,question_mark,f1,enter,й,comma", "close", show=False)]

    def compose(self) -> ComposeResult:
        """The lists."""
        with VerticalScroll(id="help"):
            yield Static(self._table(), markup=False)
            yield Static(
                _(
                    "Letters work from a Russian layout as well: the key counts, not the letter. "
                    "Where an input method holds letters back (Telex), use the other keys here."
                ),
                markup=False,
            )

    def action_close(self) -> None:
        """Back."""
        self.dismiss()

    def _table(self) -> Table:
        table = Table.grid(padding=(0, 2))
        table.add_column(no_wrap=True)
        table.add_column()
        for title, listed in (
            (_("On the board"), commands.BOARD),
            (_("In a conversation"), commands.CONVERSATION),
            (_("While writing"), commands.COMPOSER),
        ):
            table.add_row(Text(title, "bold underline"))
            if listed is not commands.COMPOSER:
                answer = _("Answer with the suggested template of that number.")
                table.add_row(Text("1-9", "bold"), Text(answer))
            for command in listed:
                table.add_row(Text(_keys(command), "bold"), Text(command.help))
            table.add_row()
        return table


def _keys(command: Command) -> str:
    names = (_SHOWN.get(k, k.replace("ctrl+", "^")) for k in command.keys.split(","))
    return " ".join(names)

"""Every key, from the commands themselves."""

from __future__ import annotations

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
            yield Static(self._text(), markup=False)

    def action_close(self) -> None:
        """Back."""
        self.dismiss()

    def _text(self) -> Text:
        text = Text()
        for title, listed in (
            (_("On the board"), commands.BOARD),
            (_("In a conversation"), commands.CONVERSATION),
            (_("While writing"), commands.COMPOSER),
        ):
            text.append(f"{title}\n", "bold")
            if listed is not commands.COMPOSER:
                text.append(f"  {'1-9':<14}", "bold")
                text.append(_("Answer with the suggested template of that number.") + "\n")
            for command in listed:
                text.append(f"  {_keys(command):<14}", "bold")
                text.append(f"{command.help}\n")
            text.append("\n")
        text.append(
            _(
                "Letters work from a Russian layout as well: the key counts, not the letter. "
                "Where an input method holds letters back (Telex), use the other keys named here."
            )
        )
        return text


def _keys(command: Command) -> str:
    names = (_SHOWN.get(k, k.replace("ctrl+", "^")) for k in command.keys.split(","))
    return " ".join(names)

"""What no alarm was made of, and why: the place to find a customer taken for a machine."""

from __future__ import annotations

from collections.abc import Sequence
from zoneinfo import ZoneInfo

from rich.cells import set_cell_size
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from shopdesk.domain.mail.conversation import Filed
from shopdesk.domain.plain import plain
from shopdesk.words import _

_KIND, _WHO = 12, 20
"""Columns."""


class FiledScreen(ModalScreen[int | None]):
    """Enter says that a mail is a customer's after all; the result is the message's number."""

    BINDINGS = [Binding("escape,q,й", "cancel", show=False)]

    def __init__(self, filed: Sequence[Filed], zone: ZoneInfo) -> None:
        super().__init__()
        self._filed = list(filed)
        self._zone = zone

    def compose(self) -> ComposeResult:
        """The list, the newest first."""
        with Vertical(id="picker"):
            yield Static(_("Automatic mail: nobody waits for an answer to it"), markup=False)
            yield OptionList(
                *(Option(self._line(f)) for f in self._filed), id="filed", markup=False
            )
            yield Static(id="why", markup=False)
            yield Static(_("enter: this is a customer · esc goes back"), markup=False)

    def _line(self, filed: Filed) -> str:
        sender = filed.message.sender
        kind = _(filed.automatic.value) if filed.automatic else ""
        who = set_cell_size(plain(sender.name or sender.email), _WHO)
        day = f"{filed.received.astimezone(self._zone):%m-%d %H:%M}"
        return f"{day}  {set_cell_size(kind, _KIND)}  {who}  {plain(filed.message.subject)}"

    @on(OptionList.OptionHighlighted)
    def _looked_at(self, event: OptionList.OptionHighlighted) -> None:
        self.query_one("#why", Static).update(plain(self._filed[event.option_index].reason))

    @on(OptionList.OptionSelected)
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(self._filed[event.option_index].id)

    def action_cancel(self) -> None:
        """None."""
        self.dismiss(None)

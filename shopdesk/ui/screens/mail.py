"""One mail that belongs to no conversation, to be read."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.widgets import Static

from shopdesk.domain.mail.conversation import FiledMessage
from shopdesk.domain.plain import plain
from shopdesk.ui.commands.search import MAIL_SCREEN
from shopdesk.ui.screens.base import DeskScreen
from shopdesk.ui.widgets.letter import Letter
from shopdesk.ui.widgets.status import Status
from shopdesk.words import _


class MailScreen(DeskScreen):
    """As in a conversation, without one."""

    BINDINGS = [c.binding() for c in MAIL_SCREEN]

    def __init__(self, mail: FiledMessage) -> None:
        super().__init__()
        self._mail = mail
        self._full = False

    def compose(self) -> ComposeResult:
        """Who, the mail, status, keys."""
        message = self._mail.message
        subject = plain(message.subject) or _("(no subject)")
        yield Static(f" {plain(str(message.sender))}\n {subject}", id="guest", markup=False)
        yield VerticalScroll(id="thread")
        yield Status(id="status")
        yield self.footer()

    async def on_mount(self) -> None:
        """Draw it."""
        await super().on_mount()
        self.query_one("#thread").focus()
        await self._draw()

    async def _draw(self) -> None:
        place = self.query_one("#thread", VerticalScroll)
        await place.remove_children()
        await place.mount(Letter(self._mail, self.host.settings.shop.zone, full=self._full))

    async def action_full_text(self) -> None:
        """Show or fold the quoted tail."""
        self._full = not self._full
        await self._draw()

    def action_back(self) -> None:
        """To what was found."""
        self.app.pop_screen()

"""What can be done with the returns that are under way."""

from __future__ import annotations

from shopdesk.ui.commands.command import Command
from shopdesk.words import _

SENT = Command("return-sent", "1", "step('sent')", _("sent"), _("The customer has sent it."))
RECEIVED = Command(
    "return-received", "2", "step('received')", _("received"), _("It is back in the shop.")
)
SETTLED = Command(
    "return-settled",
    "3",
    "step('settled')",
    _("settled"),
    _("The customer has got what was promised; store credit goes into the ledger now."),
)
CANCELLED = Command(
    "return-cancelled",
    "f8,delete",
    "step('cancelled')",
    _("cancel"),
    _("Nothing comes back after all."),
)
SHOW = Command("return-open", "enter", "open", _("open"), _("Open the conversation."))
BACK = Command(
    "leave-returns", "escape,q", "back", _("back"), _("Back to the board."), display="esc"
)
RETURNS_SCREEN = (SHOW, SENT, RECEIVED, SETTLED, CANCELLED, BACK)

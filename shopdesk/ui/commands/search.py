"""What can be done when something is looked for."""

from __future__ import annotations

from shopdesk.ui.commands.command import Command
from shopdesk.words import _

FIND = Command(
    "find",
    "slash,ctrl+f",
    "find",
    _("find"),
    _("Find customers, orders and what was said in mail of any age."),
    shown=False,
)
OPEN_FOUND = Command(
    "open-found", "enter", "open", _("open"), _("Open what was found."), display="enter"
)
LEAVE_SEARCH = Command(
    "leave-search", "escape", "back", _("back"), _("Back to the board."), display="esc"
)
MAIL_TEXT = Command(
    "mail-text",
    "f,f6",
    "full_text",
    _("full text"),
    _("Show or fold the quoted tail and the signature."),
)
LEAVE_MAIL = Command(
    "leave-mail", "escape,q,left", "back", _("back"), _("Back to what was found."), display="esc"
)
SEARCH_SCREEN = (OPEN_FOUND, LEAVE_SEARCH)
MAIL_SCREEN = (MAIL_TEXT, LEAVE_MAIL)

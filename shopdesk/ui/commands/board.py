"""What the board alone can do."""

from __future__ import annotations

from shopdesk.ui.commands.alarms import CHECK, CORRECT, DISMISS, HELP, REPLY, TEMPLATES, UNDO
from shopdesk.ui.commands.command import Command
from shopdesk.words import _

OPEN = Command(
    "open",
    "enter,o",
    "open",
    _("open"),
    _("Open the conversation."),
    display="enter",
)
MANAGE = Command(
    "manage-templates",
    "T,f7",
    "manage",
    _("all templates"),
    _("Look after your templates: write, change, copy, delete, try out."),
    shown=False,
)
FILED = Command(
    "filed",
    "l",
    "filed",
    _("filed"),
    _("The automatic mail of late; enter says that one is a customer's."),
    shown=False,
)
QUIT = Command("quit", "q,ctrl+q", "leave", _("quit"), _("Leave shopdesk."))
BOARD = (
    OPEN,
    REPLY,
    TEMPLATES,
    DISMISS,
    UNDO,
    MANAGE,
    CORRECT,
    FILED,
    CHECK,
    HELP,
    QUIT,
)

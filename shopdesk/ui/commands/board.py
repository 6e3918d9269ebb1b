"""What the board alone can do."""

from __future__ import annotations

from shopdesk.ui.commands.alarms import (
    CHECK,
    CORRECT,
    DISMISS,
    HELP,
    REPLY,
    SNOOZE,
    TAKE_ON,
    TEMPLATES,
    UNDO,
)
from shopdesk.ui.commands.command import Command
from shopdesk.ui.commands.customers import BESIDE, ORDERS
from shopdesk.ui.commands.figures import FIGURES
from shopdesk.ui.commands.moves import BOARD_MOVES
from shopdesk.ui.commands.search import FIND
from shopdesk.ui.commands.settings import SETTINGS
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
    "l,ctrl+y",
    "filed",
    _("filed"),
    _("The automatic mail of late; enter says that one is a customer's."),
    shown=False,
)
ASLEEP = Command(
    "asleep",
    "Z,f12",
    "asleep",
    _("asleep"),
    _("What is hidden and what comes back by itself; enter brings one back now."),
    shown=False,
)
QUIET = Command(
    "quiet",
    "b,f10",
    "quiet",
    _("be quiet"),
    _("Let nothing ring for an hour or until tomorrow's opening; again to end that."),
    shown=False,
)
QUIT = Command("quit", "q,ctrl+q", "leave", _("quit"), _("Leave shopdesk."))
BOARD = (
    OPEN,
    REPLY,
    TEMPLATES,
    SNOOZE,
    TAKE_ON,
    DISMISS,
    UNDO,
    MANAGE,
    CORRECT,
    FILED,
    FIGURES,
    ASLEEP,
    QUIET,
    FIND,
    SETTINGS,
    *BESIDE,
    ORDERS,
    *BOARD_MOVES,
    CHECK,
    HELP,
    QUIT,
)

"""What can be done in a conversation."""

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
from shopdesk.ui.commands.customers import BESIDE
from shopdesk.ui.commands.moves import CONVERSATION_MOVES
from shopdesk.ui.commands.search import FIND
from shopdesk.words import _

FULL = Command(
    "full-text",
    "f,f6",
    "full_text",
    _("full text"),
    _("Show or fold the quoted tail and the signature."),
)
REPLY_ALL = Command(
    "reply-all",
    "a,ctrl+r",
    "write('reply to all')",
    _("to all"),
    _("Answer everybody."),
    shown=False,
)
FORWARD = Command(
    "forward",
    "w,ctrl+w",
    "write('forward')",
    _("forward"),
    _("Forward the newest message to somebody else; answers nothing."),
    shown=False,
)
NEW_MAIL = Command(
    "new-mail",
    "m,ctrl+t",
    "write('new mail')",
    _("new mail"),
    _("Write to this customer without answering; no clock stops."),
    shown=False,
)
FILES = Command(
    "files",
    "s,ctrl+o",
    "files",
    _("files"),
    _("Open or save what came with the mail; see its HTML in the browser."),
    shown=False,
)
MERGE = Command(
    "merge",
    "M,ctrl+g",
    "merge",
    _("merge"),
    _("Make one of two conversations."),
    shown=False,
)
SPLIT = Command(
    "split",
    "S,ctrl+x",
    "split",
    _("split"),
    _("Make two of one conversation."),
    shown=False,
)
BACK = Command("back", "escape,q,left", "back", _("back"), _("Back to the board."), display="esc")
CONVERSATION = (
    REPLY,
    TEMPLATES,
    SNOOZE,
    TAKE_ON,
    DISMISS,
    FULL,
    UNDO,
    FILES,
    CORRECT,
    MERGE,
    SPLIT,
    REPLY_ALL,
    FORWARD,
    NEW_MAIL,
    FIND,
    *BESIDE,
    *CONVERSATION_MOVES,
    CHECK,
    HELP,
    BACK,
)

"""What can be done while writing."""

from __future__ import annotations

from shopdesk.ui.commands.command import Command
from shopdesk.words import _

SEND = Command(
    "send",
    "ctrl+s,f9",
    "send",
    _("send"),
    _("Send the reply; it waits ten seconds, in which it can be taken back."),
    display="^s",
)
LATER = Command(
    "later",
    "ctrl+l,f11",
    "later",
    _("later"),
    _("Send at a time of your choice; until then it can be taken back."),
    shown=False,
)
PICK = Command(
    "pick",
    "ctrl+t,f3",
    "templates",
    _("template"),
    _("A template's text: instead of an untouched draft, else at the cursor. Also ;name."),
    display="^t",
)
ATTACH = Command(
    "attach", "ctrl+o,f5", "attach", _("attach"), _("Send a file along."), display="^o"
)
UNATTACH = Command(
    "unattach", "f8", "unattach", _("drop file"), _("Leave the last file out."), shown=False
)
EDITOR = Command(
    "editor",
    "ctrl+g,f4",
    "editor",
    _("editor"),
    _("Write in your own editor (EDITOR)."),
    display="^g",
)
QUOTE = Command(
    "quote",
    "ctrl+b,f10",
    "quote",
    _("quote"),
    _("Leave out or put back the customer's words below yours."),
    display="^b",
)
KEEP = Command(
    "keep", "escape", "keep", _("keep and go back"), _("Keep the draft, go back."), display="esc"
)
COMPOSER = (SEND, LATER, PICK, ATTACH, UNATTACH, EDITOR, QUOTE, KEEP)

"""What can be done while writing."""

from __future__ import annotations

from shopdesk.ui.commands.command import Command
from shopdesk.ui.commands.moves import DEEDS
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
SEND_AND = Command(
    "send-and",
    "ctrl+n,f12",
    "send_and",
    _("send and …"),
    _("Send and close; remind if there is no answer; promise a time; send at opening or later."),
    display="^n",
)
PRODUCT = Command(
    "product",
    "ctrl+r,f2",
    "product",
    _("product"),
    _("Find a product: it fills the product's blanks, or its name, price and link go in here."),
    display="^r",
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
    "keep", "escape", "keep", _("keep, back"), _("Keep the draft, go back."), display="esc"
)
COMPOSER = (SEND, SEND_AND, LATER, PICK, PRODUCT, DEEDS, ATTACH, UNATTACH, EDITOR, QUOTE, KEEP)

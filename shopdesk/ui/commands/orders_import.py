"""What can be done with a file of orders."""

from __future__ import annotations

from shopdesk.ui.commands.command import Command
from shopdesk.words import _

TAKE = Command(
    "take-orders", "enter", "take", _("take in"), _("Take all of it in."), display="enter"
)
TRY = Command("try-orders", "t,f3", "try", _("try out"), _("Only say what would be done."))
MAPPING = Command(
    "map-orders",
    "m,f4",
    "mapping",
    _("columns"),
    _("Say which column is what; it is remembered for such files."),
)
LEAVE_IMPORT = Command(
    "leave-import", "escape,q", "back", _("back"), _("Stop, or go back."), display="esc"
)
IMPORT = (TAKE, TRY, MAPPING, LEAVE_IMPORT)

"""What can be done about what goes wrong."""

from __future__ import annotations

from shopdesk.ui.commands.command import Command
from shopdesk.words import _

RESOLVE = Command(
    "resolve", "p,f2", "resolve", _("a step against it"), _("Resolve on a step, with a date.")
)
STEP_DONE = Command(
    "step-done", "d,f9", "done", _("step done"), _("The step is taken; its effect is watched.")
)
LEAVE_INCIDENTS = Command(
    "leave-incidents", "escape,q", "back", _("back"), _("Back to the board."), display="esc"
)
INCIDENTS_SCREEN = (RESOLVE, STEP_DONE, LEAVE_INCIDENTS)

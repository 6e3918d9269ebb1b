"""Looking after templates."""

from __future__ import annotations

from shopdesk.ui.commands.command import Command
from shopdesk.words import _

EDIT_TEMPLATE = Command(
    "edit-template", "enter", "edit", _("edit"), _("Change the template."), display="enter"
)
NEW_TEMPLATE = Command("new-template", "f2,ctrl+n", "new", _("new"), _("Write a new template."))
COPY_TEMPLATE = Command(
    "copy-template", "f5", "duplicate", _("copy"), _("Make a copy of the template.")
)
DELETE_TEMPLATE = Command(
    "delete-template",
    "f8",
    "delete",
    _("delete"),
    _("Delete the template; it can be taken back."),
)
UNDO_TEMPLATE = Command(
    "undo-template",
    "f4,ctrl+z",
    "take_back",
    _("undo"),
    _("Bring back what was deleted, or what was not saved."),
)
LEAVE_TEMPLATES = Command(
    "leave-templates", "escape", "back", _("back"), _("Back to the board."), display="esc"
)
SAVE_TEMPLATE = Command(
    "save-template", "ctrl+s,f9", "save", _("save"), _("Check and keep it."), display="^s"
)
TRY_TEMPLATE = Command(
    "try-template", "f3", "preview", _("try it"), _("Show it filled in; again: the text.")
)
ADD_FILE = Command(
    "add-file", "f5,ctrl+o", "attach", _("add file"), _("Choose a file that goes with it.")
)
LEAVE_TEMPLATE = Command(
    "leave-template",
    "escape",
    "leave_template",
    _("back"),
    _("Back; what was not saved can be brought back there."),
    display="esc",
)
TEMPLATE_LIST = (
    EDIT_TEMPLATE,
    NEW_TEMPLATE,
    COPY_TEMPLATE,
    DELETE_TEMPLATE,
    UNDO_TEMPLATE,
    LEAVE_TEMPLATES,
)
TEMPLATE_EDITOR = (SAVE_TEMPLATE, TRY_TEMPLATE, ADD_FILE, LEAVE_TEMPLATE)

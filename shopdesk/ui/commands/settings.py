"""Looking after the settings."""

from __future__ import annotations

from shopdesk.ui.commands.command import Command
from shopdesk.words import _

SETTINGS = Command(
    "settings",
    "comma,f11",
    "settings",
    _("settings"),
    _("Targets, opening hours, holidays, language and the like."),
    shown=False,
    display=",",
)
SAVE_SETTINGS = Command(
    "save-settings",
    "ctrl+s,f9",
    "save",
    _("save"),
    _("Check and keep what was changed."),
    display="^s",
)
NEXT_SETTING = Command(
    "next-setting", "down,tab,enter", "next", _("next"), _("The next setting."), display="↓"
)
PREVIOUS_SETTING = Command(
    "previous-setting",
    "up,shift+tab",
    "previous",
    _("previous"),
    _("The setting above."),
    display="↑",
)
USUAL_SETTING = Command(
    "usual-setting",
    "f4,ctrl+z",
    "restore",
    _("as it was"),
    _("This setting as it was before."),
)
LEAVE_SETTINGS = Command(
    "leave-settings",
    "escape",
    "leave_settings",
    _("back, keeping nothing"),
    _("Back; nothing that was changed is kept."),
    display="esc",
)
SETTINGS_SCREEN = (
    SAVE_SETTINGS,
    PREVIOUS_SETTING,
    NEXT_SETTING,
    USUAL_SETTING,
    LEAVE_SETTINGS,
)

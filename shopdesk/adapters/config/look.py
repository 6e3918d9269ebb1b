"""The `[screen]` and `[keys]` tables of the settings file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shopdesk.domain.shop.screen_settings import ScreenSettings
from shopdesk.words import _

if TYPE_CHECKING:
    from shopdesk.adapters.config.reader import Reader


def read_look(file: Reader) -> ScreenSettings:
    """What the file says of the screen; which themes and keys there are, the screen knows."""
    table = file.table("screen", needed=False)
    theme = table.text("theme", _("a theme's name"), str.strip, default=ScreenSettings().theme)
    table.finish()
    keys = file.any_texts("keys", _('keys with commas between them, such as "ctrl+r,r"'))
    return ScreenSettings(theme.strip(), keys)

"""The look and the keys that the owner chose."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from shopdesk.domain.errors import ShopdeskError
from shopdesk.ui.granting import Granting
from shopdesk.ui.look import Looking
from shopdesk.words import _

if TYPE_CHECKING:
    from shopdesk.domain.shop.screen_settings import ScreenSettings
    from shopdesk.ui.messages import ThemeChosen
    from shopdesk.ui.palette import Palette


class LookGranted(Looking, Granting):
    """Part of the app."""

    def look_as(self, screen: ScreenSettings) -> None:
        """Go by the theme; one that is not there was refused before."""
        if screen.theme in self.available_themes:
            self.theme = screen.theme

    def take_keys(self, screen: ScreenSettings) -> None:
        """Go by the keys."""
        if screen.keys:
            from shopdesk.ui.remapping import keymap

            self.set_keymap(keymap(screen.keys))

    async def on_theme_chosen(self, chosen: ThemeChosen) -> None:
        """Look so at once, and the next time."""
        self.theme = chosen.name
        if self.wiring.keep_theme is None:
            return
        try:
            await asyncio.to_thread(self.wiring.keep_theme, chosen.name)
        except ShopdeskError as error:
            self.say(str(error), alarming=True)
        else:
            self.say(_("The theme {name} is kept.").format(name=chosen.name))

    def action_command_palette(self) -> None:
        """Textual's own, asked for in the owner's language."""
        from textual.command import CommandPalette

        if not any(isinstance(screen, CommandPalette) for screen in self.screen_stack):
            said = _("Search for what can be done …")
            self.push_screen(CommandPalette(placeholder=said, id="--command-palette"))

    def action_help(self) -> None:
        """On screens that have no key of their own for it."""
        from shopdesk.ui.wishes import alarms as wishes

        self.post_message(wishes.Help())


def palette() -> type[Palette]:
    """Read only when the palette is opened."""
    from shopdesk.ui.palette import Palette

    return Palette

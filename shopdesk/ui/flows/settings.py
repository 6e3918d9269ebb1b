"""Showing the settings, and going by what was changed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from shopdesk.domain.errors import ShopdeskError
from shopdesk.ui.granting import Granting
from shopdesk.words import _, _n

if TYPE_CHECKING:
    from shopdesk.ui.wishes import settings as settings_wishes


class SettingsGranted(Granting):
    """Carries out what is wished of the settings; part of the app."""

    async def on_wish_show_settings(self) -> None:
        """As they stand in the file."""
        from shopdesk.ui.screens.settings import SettingsScreen
        from shopdesk.ui.settings_gateway import SettingsGateway

        if self.wiring.settings_texts is None:
            self.say(_("There are no settings to change here."))
            return
        gateway = SettingsGateway(self.wiring.settings_texts)
        try:
            texts = await gateway.texts()
        except ShopdeskError as error:
            self.say(str(error), alarming=True)
            return
        await self.push_screen(SettingsScreen(texts, gateway))

    async def on_wish_keep_settings(self, wish: settings_wishes.KeepSettings) -> None:
        """Write, and go by them at once as far as that can be done."""
        from shopdesk.ui.screens.settings import SettingsScreen
        from shopdesk.ui.settings_gateway import SettingsGateway

        if self.wiring.settings_texts is None:
            return
        try:
            kept = await SettingsGateway(self.wiring.settings_texts).keep(wish.texts)
        except ShopdeskError as error:
            self.say(str(error), alarming=True)
            return
        self.wiring = replace(self.wiring, settings=kept.settings)
        if isinstance(self.screen, SettingsScreen):
            await self.pop_screen()
        await self.refresh_board()
        self.say(_said(kept.moved, wish.changed))

    async def refresh_board(self) -> None:
        """Read the board again; the app knows how."""


def _said(moved: int, changed: Iterable[str]) -> str:
    """What counts already, and what from the next start."""
    from shopdesk.domain.shop.editable import EDITABLE
    from shopdesk.ui.said import settings as settings_words

    later = [e.key for e in EDITABLE if e.key in changed and not e.at_once]
    said = [_("Kept.")]
    if moved:
        said.append(
            _n("{n} mail is due at another time.", "{n} mails are due at another time.", moved)
        )
    if later:
        names = ", ".join(settings_words.label(key) for key in later)
        said.append(_("From the next start: {names}.").format(names=names))
    return " ".join(said)

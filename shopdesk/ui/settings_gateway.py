"""The settings screen's way to the settings: asked in the screen's loop, done beside it."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from shopdesk.ports.settings_texts import Kept, SettingsTexts, Texts


class SettingsGateway:
    """Every method raises `ShopdeskError` with sentences for the owner."""

    def __init__(self, settings: SettingsTexts) -> None:
        self._settings = settings

    async def texts(self) -> Texts:
        """What stands in the file now."""
        return await asyncio.to_thread(self._settings.texts)

    async def problems(self, texts: Texts) -> Texts:
        """What is not allowed, a sentence for each key."""
        return await asyncio.to_thread(self._settings.problems, texts)

    async def keep(self, texts: Texts) -> Kept:
        """Write what differs, and go by it."""
        return await asyncio.to_thread(self._settings.keep, texts)

"""What is wished of the settings."""

from __future__ import annotations

from collections.abc import Mapping

from shopdesk.ui.wishes.alarms import Wish


class ShowSettings(Wish):
    """Look at them, and change them."""


class KeepSettings(Wish):
    """Write what was changed."""

    def __init__(self, texts: Mapping[str, str], changed: frozenset[str]) -> None:
        """`changed` are the keys of what the owner wrote otherwise."""
        super().__init__()
        self.texts = texts
        self.changed = changed

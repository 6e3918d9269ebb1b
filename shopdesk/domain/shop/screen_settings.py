"""What the owner decides about the screen itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

DARK, LIGHT, HIGH_CONTRAST = "dark", "light", "high-contrast"
"""The themes of our own; Textual brings more."""


@dataclass(frozen=True, slots=True)
class ScreenSettings:
    """The theme, and keys other than the usual ones; the screen checks both."""

    theme: str = DARK
    """A theme's name."""
    keys: Mapping[str, str] = field(default_factory=dict)
    """From a command's id to its keys, as in `ctrl+r,r`."""

"""The settings as texts, for a screen on which they are changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from shopdesk.domain.shop.settings import Settings

Texts = Mapping[str, str]
"""By the key of each `Editable`."""


@dataclass(frozen=True, slots=True)
class Kept:
    """What became of changes that were kept."""

    settings: Settings
    """Those by which the program goes from now on."""
    moved: int
    """How many running clocks have another due instant."""


class SettingsTexts(Protocol):
    """Every method may block, and raises `ConfigError` or `RecordsError`."""

    def texts(self) -> Texts:
        """What stands in the file now, and what is usual where nothing does."""
        ...

    def problems(self, texts: Texts) -> Texts:
        """What is not allowed, a sentence for each key; under "" what no key is to blame for."""
        ...

    def keep(self, texts: Texts) -> Kept:
        """Write what differs from the file, and go by it as far as that can be done at once."""
        ...

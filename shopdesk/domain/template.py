"""Canned replies."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from shopdesk.domain.conversation import Category


@dataclass(frozen=True, slots=True)
class Variant:
    """A template in one language."""

    title: str
    """What the owner picks it by."""
    body: str
    """Liquid source."""
    subject: str = ""
    """Liquid source; empty: `Re:` and the customer's subject."""
    tags: tuple[str, ...] = ()
    """Words that it is found and suggested by."""


@dataclass(frozen=True, slots=True)
class Template:
    """One canned reply in one or several languages."""

    id: str
    """Stable name, as in `order-status`."""
    category: Category
    """What it answers."""
    variants: Mapping[str, Variant]
    """By language code; at least one."""
    uses: int = 0
    """How many answers were made with it."""
    used: datetime | None = None
    """When it was last used, UTC."""

    def variant(self, language: str, fallback: str) -> tuple[str, Variant]:
        """The language chosen and its variant: the asked one, the shop's, English, any."""
        for code in (language, fallback, "en"):
            if code in self.variants:
                return code, self.variants[code]
        return next(iter(sorted(self.variants.items())))

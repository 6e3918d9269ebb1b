"""In which language a customer writes."""

from __future__ import annotations

from typing import Protocol


class Languages(Protocol):
    """Knows languages, short texts too."""

    def of(self, text: str) -> str:
        """ISO 639-1 code; empty for a text without letters. Never raises, never fetches."""
        ...

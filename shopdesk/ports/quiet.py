"""The owner's "be quiet"."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol


class QuietRecords(Protocol):
    """For every process over the profile."""

    def quiet_until(self) -> datetime | None:
        """Until when nothing is to ring, UTC, past or to come; None: nobody said so."""
        ...

    def set_quiet(self, until: datetime | None) -> None:
        """Be quiet until then; None: ring again."""
        ...

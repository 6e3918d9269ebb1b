"""The time."""

from __future__ import annotations

from datetime import UTC, datetime


class SystemClock:
    """This computer's clock."""

    def now(self) -> datetime:
        """The instant, aware, UTC."""
        return datetime.now(UTC)

"""What nobody wrote to any more is closed."""

from __future__ import annotations

from datetime import datetime, timedelta

from shopdesk.domain.mail.conversation import Status
from shopdesk.ports.records import Records

QUIET = timedelta(days=7)
"""An answered conversation is closed after so long (design 5)."""


class Closing:
    """Closes by itself what was answered and stayed so; never while a reminder is open."""

    def __init__(self, records: Records) -> None:
        self._records = records

    def settle(self, now: datetime) -> int:
        """Close what was last answered a week ago or earlier; how many they were."""
        with self._records.transaction():
            idle = self._records.idle_since(now - QUIET)
            for conversation in idle:
                self._records.set_status(conversation, Status.CLOSED)
        return len(idle)

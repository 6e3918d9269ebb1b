"""The records' part that tells all about the waits."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from shopdesk.domain.clock.wait_record import WaitRecord


class WaitRecords(Protocol):
    """Used from one thread; raises `RecordsError`."""

    def wait_records(
        self, since: datetime | None = None, until: datetime | None = None
    ) -> tuple[WaitRecord, ...]:
        """Every wait received in [since, until), the oldest first; backlog and dismissed too."""
        ...

    def wait_record(self, wait: int) -> WaitRecord:
        """One of them; raises `RecordsError` when there is none."""
        ...

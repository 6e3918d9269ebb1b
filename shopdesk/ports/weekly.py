"""Which reports went out by mail."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol


class WeeklyRecords(Protocol):
    """Used from one thread; raises `RecordsError`."""

    def reported(self, due: datetime) -> bool | None:
        """Whether the report that was due then is done with; None: there has never been any."""
        ...

    def note_report(self, due: datetime, dispatch: int | None) -> bool:
        """The report that was due then is in the outbox, or is not to go out.

        False where another process was faster: nothing may be sent then.
        """
        ...

    def report_home(self, address: str) -> int | None:
        """The conversation that the last report to that address is filed in."""
        ...

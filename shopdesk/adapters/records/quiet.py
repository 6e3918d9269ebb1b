"""The owner's "be quiet"."""

from __future__ import annotations

from datetime import datetime

from shopdesk.adapters.records.section import Section
from shopdesk.adapters.records.values import instant, milliseconds


class Quiet(Section):
    """The records' methods about the owner's rest."""

    def quiet_until(self) -> datetime | None:
        """Until when nothing is to ring, UTC, past or to come; None: nobody said so."""
        row = self._db.row("SELECT until FROM quiet")
        return None if row is None else instant(row["until"])

    def set_quiet(self, until: datetime | None) -> None:
        """Be quiet until then; None: ring again."""
        if until is None:
            self._db.execute("DELETE FROM quiet")
        else:
            self._db.execute("INSERT OR REPLACE INTO quiet VALUES (1, ?)", milliseconds(until))

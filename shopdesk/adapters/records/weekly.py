"""Which reports went out by mail."""

from __future__ import annotations

from datetime import datetime

from shopdesk.adapters.records.section import Section
from shopdesk.adapters.records.values import milliseconds

_HOME = """
SELECT o.conversation_id AS home FROM weekly_report AS w JOIN outbox AS o ON o.id = w.outbox_id
JOIN json_each(o.recipients) AS r
WHERE lower(r.value) = lower(?) ORDER BY w.due DESC LIMIT 1
"""


class WeeklyReports(Section):
    """The records' methods about reports by mail."""

    def reported(self, due: datetime) -> bool | None:
        """Whether the report that was due then is done with; None: there has never been any."""
        row = self._db.row("SELECT max(due) AS last FROM weekly_report")
        if row is None or row["last"] is None:
            return None
        return bool(row["last"] >= milliseconds(due))

    def note_report(self, due: datetime, dispatch: int | None) -> bool:
        """The report that was due then is in the outbox, or is not to go out."""
        added = self._db.execute(
            "INSERT OR IGNORE INTO weekly_report (due, outbox_id) VALUES (?, ?)",
            milliseconds(due),
            dispatch,
        )
        return added.rowcount > 0

    def report_home(self, address: str) -> int | None:
        """The conversation that the last report to that address is filed in."""
        row = self._db.row(_HOME, address)
        return None if row is None else int(row["home"])

"""All about the waits."""

from __future__ import annotations

import sqlite3
from datetime import datetime, timedelta

from shopdesk.adapters.records.section import Section
from shopdesk.adapters.records.values import duration, instant, milliseconds
from shopdesk.domain.clock.outcome import Outcome
from shopdesk.domain.clock.wait_record import WaitRecord
from shopdesk.domain.errors import RecordsError
from shopdesk.domain.mail.matter import Category, Reason
from shopdesk.words import _

_RECORDS = """
SELECT w.*, u.id AS customer, coalesce(nullif(u.name, ''), u.email) AS name, b.address,
    coalesce(x.category, c.category) AS category, coalesce(x.channel, c.channel) AS channel,
    coalesce(m.fetched, w.alarmed) AS fetched,
    (SELECT count(*) FROM wait_message AS y WHERE y.wait_id = w.id) AS messages
FROM wait AS w
JOIN conversation AS c ON c.id = w.conversation_id
JOIN customer AS u ON u.id = c.customer_id
JOIN mailbox AS b ON b.id = c.mailbox_id
LEFT JOIN wait_message AS x ON x.message_id = (
    SELECT y.message_id FROM wait_message AS y WHERE y.wait_id = w.id
    ORDER BY y.received, y.message_id LIMIT 1)
LEFT JOIN message AS m ON m.id = x.message_id
"""
_EVER = (-(1 << 62), 1 << 62)


class WaitRecords(Section):
    """The records' methods that tell all about the waits."""

    def wait_records(
        self, since: datetime | None = None, until: datetime | None = None
    ) -> tuple[WaitRecord, ...]:
        """Every wait received in [since, until), the oldest first; backlog and dismissed too."""
        found = self._db.rows(
            f"{_RECORDS} WHERE w.started >= ? AND w.started < ? ORDER BY w.started, w.id",
            _EVER[0] if since is None else milliseconds(since),
            _EVER[1] if until is None else milliseconds(until),
        )
        return tuple(map(_record, found))

    def wait_record(self, wait: int) -> WaitRecord:
        """One of them; raises `RecordsError` when there is none."""
        row = self._db.row(f"{_RECORDS} WHERE w.id = ?", wait)
        if row is None:
            raise RecordsError(_("There is no wait {number} in the records.").format(number=wait))
        return _record(row)


def _record(row: sqlite3.Row) -> WaitRecord:
    return WaitRecord(
        wait=row["id"],
        conversation=row["conversation_id"],
        customer=row["customer"],
        mailbox=row["address"],
        name=row["name"],
        category=Category(row["category"]),
        channel=row["channel"],
        messages=row["messages"],
        backlog=bool(row["backlog"]),
        received=instant(row["started"]),
        fetched=instant(row["fetched"]),
        alarmed=instant(row["alarmed"]),
        opened=_instant(row["opened"]),
        due=instant(row["due"]),
        target=_duration(row["target_ms"]),
        outcome=None if row["outcome"] is None else Outcome(row["outcome"]),
        reason=None if row["reason"] is None else Reason(row["reason"]),
        ended=_instant(row["ended"]),
        calendar=_duration(row["calendar_ms"]),
        business=_duration(row["business_ms"]),
        in_target=None if row["in_target"] is None else bool(row["in_target"]),
    )


def _instant(ms: int | None) -> datetime | None:
    return None if ms is None else instant(ms)


def _duration(ms: int | None) -> timedelta | None:
    return None if ms is None else duration(ms)

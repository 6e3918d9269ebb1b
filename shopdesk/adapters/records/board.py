"""What the board and the figures read."""

from __future__ import annotations

import sqlite3
from datetime import datetime
from typing import TYPE_CHECKING

from shopdesk.adapters.records.section import Section
from shopdesk.adapters.records.values import instant, milliseconds
from shopdesk.domain.alarm.board import Answer
from shopdesk.domain.clock.outcome import Outcome
from shopdesk.domain.mail.addresses import folded
from shopdesk.domain.mail.matter import Reason

if TYPE_CHECKING:
    from shopdesk.domain.mail.conversation import Place

# Handled elsewhere is answered; any other dismissal says that nobody had to be.
_ANSWERS = """
SELECT started, due, ended, outcome FROM wait
WHERE started >= ? AND started < ? AND backlog = 0
    AND (outcome IS NULL OR outcome != ? OR reason = ?)
ORDER BY started, id
"""
_ENDED = _ANSWERS.replace("outcome IS NULL OR outcome", "outcome IS NOT NULL AND outcome")
_OVERDUE = """
SELECT count(*) FROM wait
WHERE started >= ? AND started < ? AND backlog = 0 AND outcome IS NULL AND due <= ?
"""
_OPEN_PLACES = """
SELECT c.id AS conversation, b.address, m.folder, m.uidvalidity, m.uid
FROM wait AS w
CROSS JOIN conversation AS c ON c.id = w.conversation_id
CROSS JOIN mailbox AS b ON b.id = c.mailbox_id
CROSS JOIN wait_message AS x ON x.wait_id = w.id
CROSS JOIN message AS m ON m.id = x.message_id
WHERE w.outcome IS NULL AND c.status = 'open' AND b.key = ? AND m.uid IS NOT NULL
ORDER BY c.id, m.received, m.id
"""


class Board(Section):
    """The records' methods that read across conversations."""

    def answers(self, since: datetime, until: datetime) -> tuple[Answer, ...]:
        """Waits received in [since, until), backlog and dismissed ones left out.

        A wait dismissed as handled elsewhere counts as answered when it was dismissed.
        """
        found = self._db.rows(
            _ANSWERS,
            milliseconds(since),
            milliseconds(until),
            Outcome.DISMISSED,
            Reason.HANDLED_ELSEWHERE,
        )
        return tuple(map(_answer, found))

    def ended_answers(self, since: datetime, until: datetime) -> tuple[Answer, ...]:
        """The same without those that still run."""
        found = self._db.rows(
            _ENDED,
            milliseconds(since),
            milliseconds(until),
            Outcome.DISMISSED,
            Reason.HANDLED_ELSEWHERE,
        )
        return tuple(map(_answer, found))

    def overdue(self, since: datetime, until: datetime, now: datetime) -> int:
        """How many waits received in [since, until) still run, and are overdue at `now`."""
        span = milliseconds(since), milliseconds(until)
        return self._db.number(_OVERDUE, *span, milliseconds(now))

    def open_places(self, mailbox: str) -> tuple[tuple[int, Place], ...]:
        """(conversation, place) of the customer messages that wait for an answer."""
        from shopdesk.adapters.records import rows

        found = self._db.rows(_OPEN_PLACES, folded(mailbox))
        return tuple((row["conversation"], rows.place(row)) for row in found)


def _answer(row: sqlite3.Row) -> Answer:
    timed = row["ended"] is not None and row["outcome"] != Outcome.ELSEWHERE_UNTIMED
    return Answer(
        received=instant(row["started"]),
        due=instant(row["due"]),
        ended=instant(row["ended"]) if timed else None,
        running=row["outcome"] is None,
    )

"""Waits: begun, ended and taken up again."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from itertools import groupby
from operator import itemgetter
from typing import Any

from shopdesk.adapters.records.conversations import no_conversation
from shopdesk.adapters.records.section import Section
from shopdesk.adapters.records.values import duration, duration_ms, instant, listed, milliseconds
from shopdesk.domain.clock.outcome import Outcome
from shopdesk.domain.clock.wait import Wait, Waiting
from shopdesk.domain.errors import RecordsError
from shopdesk.domain.mail.matter import Category
from shopdesk.words import _

_MESSAGES = """
SELECT w.id, w.conversation_id, w.due, w.rung,
    m.message_id, m.received, m.target_ms, m.category, m.channel
FROM wait AS w JOIN wait_message AS m ON m.wait_id = w.id
"""
_SHARING = """
SELECT DISTINCT w.id FROM json_each(?) AS wanted
CROSS JOIN wait_message AS m ON m.message_id = wanted.value
CROSS JOIN wait AS w ON w.id = m.wait_id
WHERE w.outcome IS NULL
"""
_BEGIN = """
INSERT INTO wait (conversation_id, begun_in, backlog, started, due, rung, alarmed)
SELECT id, id, backlog, ?, ?, ?, ? FROM conversation WHERE id = ?
"""
_REPLACE = """
UPDATE wait SET started = ?, due = ?, rung = ?, alarmed = min(alarmed, ?) WHERE id = ?
"""
_JOIN = """
INSERT INTO wait_message (message_id, wait_id, received, target_ms, category, channel)
VALUES (?, ?, ?, ?, ?, ?)
ON CONFLICT (message_id) DO UPDATE SET
    wait_id = excluded.wait_id, received = excluded.received, target_ms = excluded.target_ms,
    category = excluded.category, channel = excluded.channel
"""
_END = """
UPDATE wait SET outcome = ?, ended = ?, business_ms = ?, calendar_ms = max(? - started, 0),
    in_target = ?, by_message = ?, target_ms = ?,
    ending = (SELECT coalesce(max(ending), 0) + 1 FROM wait),
    reason = CASE WHEN ? THEN (SELECT reason FROM conversation AS c
        WHERE c.id = wait.conversation_id AND c.status = 'closed') END
WHERE id = ? AND outcome IS NULL
"""
_TAKE_UP = """
UPDATE wait SET outcome = NULL, ended = NULL, business_ms = NULL, calendar_ms = NULL,
    in_target = NULL, by_message = NULL, target_ms = NULL, ending = NULL, reason = NULL
WHERE id = ?
"""
# What was begun in another conversation stays a wait of its own.
_MEANWHILE = """
SELECT * FROM wait WHERE conversation_id = ? AND outcome IS NULL AND begun_in = ? ORDER BY id
"""
_ABSORB = """
UPDATE wait SET started = min(started, ?), due = min(due, ?), rung = max(rung, ?),
    alarmed = min(alarmed, ?), backlog = min(backlog, ?),
    opened = min(coalesce(opened, ?), coalesce(?, opened)),
    hidden_until = NULL, acknowledged = NULL WHERE id = ?
"""


class Waits(Section):
    """The records' methods about waits."""

    def open_wait(self, conversation: int) -> tuple[int, Wait] | None:
        """The running wait that is due first, and its number."""
        return next(iter(self.running(conversation)), None)

    def running(self, conversation: int) -> tuple[tuple[int, Wait], ...]:
        """Its running waits, what is due first in front; joined conversations have several."""
        found = self._waits("WHERE w.conversation_id = ? AND w.outcome IS NULL", conversation)
        return tuple((number, wait) for _, number, wait in found)

    def running_with(self, messages: Sequence[int]) -> tuple[tuple[int, int, Wait], ...]:
        """(conversation, number, wait) of the running waits that hold one of the messages."""
        return self._waits(f"WHERE w.id IN ({_SHARING})", listed(messages))

    def ended_by(self, message: int) -> tuple[tuple[int, int], ...]:
        """(conversation, number) of the waits that this message of ours ended."""
        found = self._db.rows(
            "SELECT conversation_id, id FROM wait WHERE by_message = ? ORDER BY id", message
        )
        return tuple((row["conversation_id"], row["id"]) for row in found)

    def put_wait(self, conversation: int, wait: Wait, *, alarmed: datetime) -> int:
        """Begin a wait, or replace the running one that shares a message with it.

        Its messages belong to it from now on; a running wait that they leave empty is no more. A
        replaced one keeps the earlier of both `alarmed` instants.
        """
        messages = listed([waiting.message for waiting in wait.messages])
        fields = (
            milliseconds(wait.started),
            milliseconds(wait.due),
            wait.rung,
            milliseconds(alarmed),
        )
        with self._db.transaction():
            sharing = [int(row["id"]) for row in self._db.rows(_SHARING, messages)]
            replaced = self._first_of(conversation, sharing)
            if replaced is None:
                begun = self._db.execute(_BEGIN, *fields, conversation)
                if begun.rowcount == 0:
                    raise no_conversation(conversation)
                number = int(begun.lastrowid or 0)
            else:
                number = replaced
                self._db.execute(_REPLACE, *fields, number)
                self._db.execute("DELETE FROM wait_message WHERE wait_id = ?", number)
            for waiting in wait.messages:
                self._db.execute(
                    _JOIN,
                    waiting.message,
                    number,
                    milliseconds(waiting.received),
                    duration_ms(waiting.target),
                    waiting.category,
                    waiting.channel,
                )
            self._drop_empty(sharing)
        return number

    def end_wait(
        self,
        wait: int,
        outcome: Outcome,
        *,
        at: datetime,
        business: timedelta,
        in_target: bool | None,
        by: int | None,
        target: timedelta | None = None,
    ) -> None:
        """Stop the clock: when, business time taken, in target or not, by which message of ours.

        `target` is the business time that was allowed. Where the time is unknown, `at` is kept, but
        no duration. Raises `RecordsError` for a wait that does not run.
        """
        untimed = outcome is Outcome.ELSEWHERE_UNTIMED
        ended = self._db.execute(
            _END,
            outcome,
            milliseconds(at),
            None if untimed else duration_ms(business),
            None if untimed else milliseconds(at),
            in_target,
            by,
            None if target is None else duration_ms(target),
            outcome is Outcome.DISMISSED,
            wait,
        )
        if ended.rowcount == 0:
            raise RecordsError(
                _("Wait {number} does not run: it was ended before.").format(number=wait)
            )

    def reopen_wait(self, wait: int) -> None:
        """Take the end back, as if it had never been: for undo.

        What was begun meanwhile in the same conversation becomes part of this one. Raises
        `RecordsError` for a wait whose messages belong to another one by now.
        """
        with self._db.transaction():
            row = self._db.row("SELECT * FROM wait WHERE id = ?", wait)
            if row is not None and row["outcome"] is None:
                return
            held = "SELECT count(*) FROM wait_message WHERE wait_id = ?"
            if row is None or self._db.number(held, wait) == 0:
                raise RecordsError(_("Wait {number} cannot be taken up again.").format(number=wait))
            for running in self._db.rows(_MEANWHILE, row["conversation_id"], row["begun_in"]):
                self._db.execute(
                    "UPDATE wait_message SET wait_id = ? WHERE wait_id = ?", wait, running["id"]
                )
                self._db.execute("DELETE FROM wait WHERE id = ?", running["id"])
                names = ("started", "due", "rung", "alarmed", "backlog", "opened", "opened")
                self._db.execute(_ABSORB, *(running[name] for name in names), wait)
            self._db.execute(_TAKE_UP, wait)

    def last_ended(self, conversation: int) -> tuple[int, Outcome] | None:
        """The wait that ended last."""
        row = self._db.row(
            """
            SELECT id, outcome FROM wait WHERE conversation_id = ? AND ending IS NOT NULL
            ORDER BY ending DESC, id DESC LIMIT 1
            """,
            conversation,
        )
        return None if row is None else (row["id"], Outcome(row["outcome"]))

    def ended_with(self, wait: int) -> tuple[int, ...]:
        """The waits of its conversation that ended with it in the same way, the oldest first."""
        found = self._db.rows(
            """
            SELECT o.id FROM wait AS w JOIN wait AS o ON o.conversation_id = w.conversation_id
                AND o.ended = w.ended AND o.outcome = w.outcome
            WHERE w.id = ? ORDER BY o.started, o.id
            """,
            wait,
        )
        return tuple(row["id"] for row in found)

    def rung(self, wait: int, severity: int) -> None:
        """A ring was made for this severity; a lower one than before changes nothing."""
        self._db.execute(
            "UPDATE wait SET rung = ? WHERE id = ? AND rung < ?", severity, wait, severity
        )

    def opened(self, conversation: int, at: datetime) -> None:
        """The owner looked at the running wait; the first look is kept."""
        self._db.execute(
            """
            UPDATE wait SET opened = ?
            WHERE conversation_id = ? AND outcome IS NULL AND opened IS NULL
            """,
            milliseconds(at),
            conversation,
        )

    def _waits(self, which: str, value: str | int) -> tuple[tuple[int, int, Wait], ...]:
        """(conversation, number, wait), what is due first in front."""
        found = self._db.rows(
            f"{_MESSAGES} {which} ORDER BY w.due, w.id, m.received, m.message_id",
            value,
        )
        return tuple(
            (
                conversation,
                number,
                Wait(tuple(map(_waiting, held)), instant(due), rung),
            )
            for (conversation, number, due, rung), held in _grouped(
                found, "conversation_id", "id", "due", "rung"
            )
        )

    def _first_of(self, conversation: int, waits: Sequence[int]) -> int | None:
        """The first of these that is of the conversation."""
        row = self._db.row(
            """
            SELECT min(id) AS first FROM wait
            WHERE conversation_id = ? AND id IN (SELECT value FROM json_each(?))
            """,
            conversation,
            listed(waits),
        )
        return None if row is None else row["first"]

    def _drop_empty(self, waits: Sequence[int]) -> None:
        self._db.execute(
            """
            DELETE FROM wait WHERE outcome IS NULL AND id IN (SELECT value FROM json_each(?))
                AND NOT EXISTS (SELECT 1 FROM wait_message WHERE wait_id = wait.id)
            """,
            listed(waits),
        )


def _waiting(row: sqlite3.Row) -> Waiting:
    return Waiting(
        message=row["message_id"],
        received=instant(row["received"]),
        target=duration(row["target_ms"]),
        category=None if row["category"] is None else Category(row["category"]),
        channel=row["channel"],
    )


def _grouped(
    found: Iterable[sqlite3.Row], *names: str
) -> Iterator[tuple[tuple[Any, ...], Iterator[sqlite3.Row]]]:
    """Rows that stand together, by the values of these columns."""
    return groupby(found, itemgetter(*names))

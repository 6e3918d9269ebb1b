"""Waits: begun, ended and taken up again."""

from __future__ import annotations

from datetime import datetime, timedelta

from shopdesk.adapters.records.conversations import no_conversation
from shopdesk.adapters.records.rows import (
    duration,
    duration_ms,
    instant,
    milliseconds,
)
from shopdesk.adapters.records.section import Section
from shopdesk.domain.errors import RecordsError
from shopdesk.domain.wait import Outcome, Wait, Waiting
from shopdesk.words import _

_RUNNING = "SELECT * FROM wait WHERE conversation_id = ? AND outcome IS NULL"
_BEGIN = """
INSERT INTO wait (conversation_id, backlog, started, due, rung, alarmed)
SELECT id, backlog, ?, ?, ?, ? FROM conversation WHERE id = ?
"""
_REPLACE = """
UPDATE wait SET started = ?, due = ?, rung = ?, alarmed = min(alarmed, ?) WHERE id = ?
"""
_JOIN = """
INSERT INTO wait_message (message_id, wait_id, received, target_ms) VALUES (?, ?, ?, ?)
ON CONFLICT (message_id) DO UPDATE SET
    wait_id = excluded.wait_id, received = excluded.received, target_ms = excluded.target_ms
"""
_END = """
UPDATE wait SET outcome = ?, ended = ?, business_ms = ?, calendar_ms = max(? - started, 0),
    in_target = ?, by_message = ?,
    ending = (SELECT coalesce(max(ending), 0) + 1 FROM wait AS other
        WHERE other.conversation_id = wait.conversation_id),
    reason = CASE WHEN ? THEN (SELECT reason FROM conversation AS c
        WHERE c.id = wait.conversation_id AND c.status = 'closed') END
WHERE id = ? AND outcome IS NULL
"""
_TAKE_UP = """
UPDATE wait SET outcome = NULL, ended = NULL, business_ms = NULL, calendar_ms = NULL,
    in_target = NULL, by_message = NULL, ending = NULL, reason = NULL WHERE id = ?
"""
_ABSORB = """
UPDATE wait SET started = min(started, ?), due = min(due, ?), rung = max(rung, ?),
    alarmed = min(alarmed, ?), backlog = min(backlog, ?),
    opened = min(coalesce(opened, ?), coalesce(?, opened)) WHERE id = ?
"""


class Waits(Section):
    """The records' methods about waits."""

    def open_wait(self, conversation: int) -> tuple[int, Wait] | None:
        """The running wait and its number."""
        found = self._db.rows(
            """
            SELECT w.id, w.due, w.rung, m.message_id, m.received, m.target_ms
            FROM wait AS w JOIN wait_message AS m ON m.wait_id = w.id
            WHERE w.conversation_id = ? AND w.outcome IS NULL
            ORDER BY m.received, m.message_id
            """,
            conversation,
        )
        if not found:
            return None
        messages = tuple(
            Waiting(row["message_id"], instant(row["received"]), duration(row["target_ms"]))
            for row in found
        )
        return found[0]["id"], Wait(messages, instant(found[0]["due"]), found[0]["rung"])

    def put_wait(self, conversation: int, wait: Wait, *, alarmed: datetime) -> int:
        """Begin a wait or replace the running one; its messages belong to it from now on.

        A replaced one keeps the earlier of both `alarmed` instants.
        """
        fields = (
            milliseconds(wait.started),
            milliseconds(wait.due),
            wait.rung,
            milliseconds(alarmed),
        )
        with self._db.transaction():
            running = self._db.row(_RUNNING, conversation)
            if running is None:
                begun = self._db.execute(_BEGIN, *fields, conversation)
                if begun.rowcount == 0:
                    raise no_conversation(conversation)
                number = int(begun.lastrowid or 0)
            else:
                number = int(running["id"])
                self._db.execute(_REPLACE, *fields, number)
                self._db.execute("DELETE FROM wait_message WHERE wait_id = ?", number)
            for waiting in wait.messages:
                self._db.execute(
                    _JOIN,
                    waiting.message,
                    number,
                    milliseconds(waiting.received),
                    duration_ms(waiting.target),
                )
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
    ) -> None:
        """Stop the clock: when, business time taken, in target or not, by which message of ours.

        Where the time is unknown, `at` is kept, but no duration. Raises `RecordsError` for a wait
        that does not run.
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
            outcome is Outcome.DISMISSED,
            wait,
        )
        if ended.rowcount == 0:
            raise RecordsError(
                _("Wait {number} does not run: it was ended before.").format(number=wait)
            )

    def reopen_wait(self, wait: int) -> None:
        """Take the end back, as if it had never been: for undo.

        A wait that was begun meanwhile in the same conversation becomes part of this one. Raises
        `RecordsError` for a wait whose messages belong to another one by now.
        """
        with self._db.transaction():
            row = self._db.row("SELECT * FROM wait WHERE id = ?", wait)
            if row is not None and row["outcome"] is None:
                return
            held = "SELECT count(*) FROM wait_message WHERE wait_id = ?"
            if row is None or self._db.number(held, wait) == 0:
                raise RecordsError(_("Wait {number} cannot be taken up again.").format(number=wait))
            running = self._db.row(_RUNNING, row["conversation_id"])
            if running is not None:
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
            ORDER BY ending DESC LIMIT 1
            """,
            conversation,
        )
        return None if row is None else (row["id"], Outcome(row["outcome"]))

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

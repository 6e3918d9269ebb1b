"""Snoozes, acknowledgements, and what comes back by itself."""

from __future__ import annotations

from datetime import datetime

from shopdesk.adapters.records.section import Section
from shopdesk.adapters.records.values import instant, milliseconds
from shopdesk.domain.alarm.reminder import Reminder, ReminderEnd
from shopdesk.domain.alarm.reminding import ReminderKind, Reminding
from shopdesk.domain.alarm.stillness import Stillness
from shopdesk.domain.answer.stage import LEAVING, Stage
from shopdesk.domain.clock.outcome import Outcome

_STILLNESS = """
SELECT id, 0 AS reminder, hidden_until, acknowledged, rung FROM wait
WHERE conversation_id = ?1 AND outcome IS NULL
UNION ALL
SELECT r.id, 1, r.hidden_until, r.acknowledged, r.rung FROM message AS m
CROSS JOIN reminder AS r ON r.message_id = m.id
WHERE m.conversation_id = ?1 AND r.done IS NULL ORDER BY 2, 1
"""
_SET = {
    False: """
    UPDATE wait SET hidden_until = ?, acknowledged = ?, rung = ? WHERE id = ? AND outcome IS NULL
    """,
    True: """
    UPDATE reminder SET hidden_until = ?, acknowledged = ?, rung = ? WHERE id = ? AND done IS NULL
    """,
}
_END = """
UPDATE reminder SET done = ?, ending = ?, by_message = ?
WHERE done IS NULL AND made <= ? AND kind = coalesce(?, kind)
    AND message_id IN (SELECT id FROM message WHERE conversation_id = ?)
"""
_DISMISSED = """
SELECT id, reminder FROM (
    SELECT id, 0 AS reminder, ended AS at FROM wait WHERE conversation_id = ?1 AND outcome = ?2
    UNION ALL
    SELECT r.id, 1, r.done FROM message AS m CROSS JOIN reminder AS r ON r.message_id = m.id
    WHERE m.conversation_id = ?1 AND r.ending = ?3
) WHERE at = ?4 ORDER BY reminder, id
"""
_LATEST = """
SELECT max(at) FROM (
    SELECT max(ended) AS at FROM wait WHERE conversation_id = ?1 AND outcome = ?2
    UNION ALL
    SELECT max(r.done) FROM message AS m CROSS JOIN reminder AS r ON r.message_id = m.id
    WHERE m.conversation_id = ?1 AND r.ending = ?3
)
"""
_LAST_ENDED = """
SELECT outcome, ended FROM wait WHERE conversation_id = ? AND ending IS NOT NULL
ORDER BY ending DESC, id DESC LIMIT 1
"""
_IDLE = """
SELECT c.id FROM mailbox AS b
CROSS JOIN conversation AS c ON c.mailbox_id = b.id AND c.status = 'answered'
WHERE c.merged_into IS NULL AND c.begun < ?1
    AND NOT EXISTS (SELECT 1 FROM message AS m
        WHERE m.conversation_id = c.id AND m.outgoing = 1 AND m.received >= ?1)
    AND NOT EXISTS (SELECT 1 FROM wait AS w WHERE w.conversation_id = c.id AND w.ended >= ?1)
    AND NOT EXISTS (SELECT 1 FROM message AS m CROSS JOIN reminder AS r ON r.message_id = m.id
        WHERE m.conversation_id = c.id AND r.done IS NULL)
    AND NOT EXISTS (SELECT 1 FROM outbox AS o
        WHERE o.conversation_id = c.id AND o.stage IN (?2, ?3, ?4, ?5, ?6))
ORDER BY c.id
"""


class Reminders(Section):
    """The records' methods about what is quiet and what comes back."""

    def stillness(self, conversation: int) -> tuple[Stillness, ...]:
        """Of its running waits and its open reminders."""
        return tuple(
            Stillness(
                row["id"],
                bool(row["reminder"]),
                _at(row["hidden_until"]),
                _at(row["acknowledged"]),
                row["rung"],
            )
            for row in self._db.rows(_STILLNESS, conversation)
        )

    def set_stillness(self, still: Stillness) -> None:
        """How quiet it is from now on; what has ended meanwhile stays as it is."""
        self._db.execute(
            _SET[still.reminder],
            _ms(still.hidden_until),
            _ms(still.acknowledged),
            still.rung,
            still.number,
        )

    def stir(self, conversation: int) -> None:
        """Its running waits are neither hidden nor acknowledged: the customer wrote."""
        self._db.execute(
            """
            UPDATE wait SET hidden_until = NULL, acknowledged = NULL
            WHERE conversation_id = ? AND outcome IS NULL
                AND (hidden_until IS NOT NULL OR acknowledged IS NOT NULL)
            """,
            conversation,
        )

    def add_reminder(self, message: int, reminder: Reminder) -> int:
        """Keep a reminder that was made with this message of ours; returns its number."""
        return self._db.insert(
            """
            INSERT INTO reminder (message_id, kind, made, due, rung, hidden_until)
            VALUES (?, ?, ?, ?, -1, ?)
            """,
            message,
            reminder.kind,
            milliseconds(reminder.made),
            milliseconds(reminder.due),
            milliseconds(reminder.shows),
        )

    def reminders(self, conversation: int) -> tuple[Reminding, ...]:
        """Its open reminders, what is due first in front."""
        found = self._db.rows(
            """
            SELECT r.id, r.kind, r.due FROM message AS m
            CROSS JOIN reminder AS r ON r.message_id = m.id
            WHERE m.conversation_id = ? AND r.done IS NULL ORDER BY r.due, r.id
            """,
            conversation,
        )
        return tuple(
            Reminding(row["id"], ReminderKind(row["kind"]), instant(row["due"])) for row in found
        )

    def end_reminders(
        self,
        conversation: int,
        ending: ReminderEnd,
        at: datetime,
        *,
        by: int | None = None,
        kind: ReminderKind | None = None,
    ) -> int:
        """End those made before `at`, all or one kind; `by` is the message that did it.

        Returns how many they were.
        """
        ms = milliseconds(at)
        return self._db.execute(_END, ms, ending, by, ms, kind, conversation).rowcount

    def reopen_reminders(self, by: int) -> int:
        """Open again what this message ended; how many they were."""
        return self._db.execute(
            """
            UPDATE reminder SET done = NULL, ending = NULL, by_message = NULL WHERE by_message = ?
            """,
            by,
        ).rowcount

    def last_dismissal(self, conversation: int) -> tuple[tuple[int, ...], tuple[int, ...]]:
        """Waits and reminders that the newest dismissal ended.

        Both are empty where a wait was answered after it, or nothing was dismissed.
        """
        which = (conversation, Outcome.DISMISSED, ReminderEnd.DISMISSED)
        (latest,) = self._db.rows(_LATEST, *which)
        last = self._db.row(_LAST_ENDED, conversation)
        if latest[0] is None:
            return (), ()
        answered = last is not None and last["outcome"] != Outcome.DISMISSED
        if last is not None and answered and last["ended"] >= latest[0]:
            return (), ()
        found = self._db.rows(_DISMISSED, *which, latest[0])
        return (
            tuple(row["id"] for row in found if not row["reminder"] and not answered),
            tuple(row["id"] for row in found if row["reminder"]),
        )

    def reopen_reminder(self, number: int) -> None:
        """Take its end back."""
        self._db.execute(
            "UPDATE reminder SET done = NULL, ending = NULL, by_message = NULL WHERE id = ?", number
        )

    def reminder_rung(self, number: int, severity: int) -> None:
        """A ring was made for this severity; a lower one than before changes nothing."""
        self._db.execute(
            "UPDATE reminder SET rung = ? WHERE id = ? AND rung < ?", severity, number, severity
        )

    def idle_since(self, at: datetime) -> tuple[int, ...]:
        """Conversations answered before then, and not since, in which nothing is to come.

        That is: no reminder is open in them, and no reply of ours waits in the outbox.
        """
        waiting = (*LEAVING, Stage.HELD)
        return tuple(row["id"] for row in self._db.rows(_IDLE, milliseconds(at), *waiting))


def _at(ms: int | None) -> datetime | None:
    return None if ms is None else instant(ms)


def _ms(at: datetime | None) -> int | None:
    return None if at is None else milliseconds(at)

"""What the board and the figures read."""

from __future__ import annotations

import sqlite3
from datetime import datetime

from shopdesk.adapters.records import rows
from shopdesk.adapters.records.rows import instant, milliseconds
from shopdesk.adapters.records.section import Section
from shopdesk.domain.alarm.board import Alarm, Answer
from shopdesk.domain.alarm.reminder import ReminderKind, Reminding
from shopdesk.domain.answer.outbox import LEAVING, Stage
from shopdesk.domain.clock.wait import Outcome
from shopdesk.domain.mail.conversation import Category, Place, Reason
from shopdesk.domain.mail.threading import folded

WORDS = 4_000
"""Characters of the newest message that an alarm carries: the board is read every second."""

# CROSS JOIN: from the few waits that run, never through all conversations there have been. Where a
# conversation has several, its alarm is that of the one due first.
_ALARMS = """
SELECT c.id, w.id, b.address, coalesce(nullif(u.name, ''), u.email), u.email, c.subject,
    substr(m.new_text, 1, ?), c.category, c.language, w.started, w.due, w.rung,
    (SELECT count(*) FROM wait AS r JOIN wait_message ON wait_id = r.id
        WHERE r.conversation_id = c.id AND r.outcome IS NULL AND r.backlog = w.backlog),
    coalesce((SELECT o.trouble FROM outbox AS o
        WHERE o.conversation_id = c.id AND o.stage = ? ORDER BY o.id DESC LIMIT 1),
        (SELECT CASE WHEN a.received >= w.started THEN a.bounced END FROM message AS a
        WHERE a.conversation_id = c.id AND a.outgoing = 1 AND a.automatic IS NULL
        ORDER BY a.received DESC, a.id DESC LIMIT 1), ''),
    EXISTS (SELECT 1 FROM outbox AS o
        WHERE o.conversation_id = c.id AND o.stage IN (?, ?, ?, ?) AND o.automatic = 0),
    EXISTS (SELECT 1 FROM draft AS d WHERE d.conversation_id = c.id),
    (SELECT min(coalesce(r.hidden_until, 0)) FROM wait AS r
        WHERE r.conversation_id = c.id AND r.outcome IS NULL AND r.backlog = w.backlog),
    (SELECT min(r.acknowledged IS NOT NULL) FROM wait AS r
        WHERE r.conversation_id = c.id AND r.outcome IS NULL AND r.backlog = w.backlog),
    NULL, NULL, w.backlog
FROM wait AS w
CROSS JOIN conversation AS c ON c.id = w.conversation_id
JOIN mailbox AS b ON b.id = c.mailbox_id
JOIN customer AS u ON u.id = c.customer_id
JOIN message AS m ON m.id = (
    SELECT x.message_id FROM wait AS r JOIN wait_message AS x ON x.wait_id = r.id
    WHERE r.conversation_id = c.id AND r.outcome IS NULL AND r.backlog = w.backlog
    ORDER BY x.received DESC, x.message_id DESC LIMIT 1)
WHERE w.outcome IS NULL AND c.status = 'open' AND w.backlog = ? AND NOT EXISTS (
    SELECT 1 FROM wait AS r WHERE r.conversation_id = c.id AND r.outcome IS NULL
        AND r.backlog = w.backlog AND (r.due, r.id) < (w.due, w.id))
"""
# What comes back by itself.
_REMINDERS = """
SELECT c.id, 0, b.address, coalesce(nullif(u.name, ''), u.email), u.email, c.subject,
    coalesce((SELECT substr(m.new_text, 1, ?) FROM message AS m
        WHERE m.conversation_id = c.id AND m.outgoing = 0
        ORDER BY m.received DESC, m.id DESC LIMIT 1), ''),
    c.category, c.language, r.made, r.due, r.rung, 0,
    coalesce((SELECT o.trouble FROM outbox AS o
        WHERE o.conversation_id = c.id AND o.stage = ? ORDER BY o.id DESC LIMIT 1), ''),
    EXISTS (SELECT 1 FROM outbox AS o
        WHERE o.conversation_id = c.id AND o.stage IN (?, ?, ?, ?) AND o.automatic = 0),
    EXISTS (SELECT 1 FROM draft AS d WHERE d.conversation_id = c.id),
    coalesce(r.hidden_until, 0), r.acknowledged IS NOT NULL, r.id, r.kind, 0
FROM reminder AS r
CROSS JOIN message AS x ON x.id = r.message_id
CROSS JOIN conversation AS c ON c.id = x.conversation_id
JOIN mailbox AS b ON b.id = c.mailbox_id
JOIN customer AS u ON u.id = c.customer_id
WHERE r.done IS NULL
"""
# Handled elsewhere is answered; any other dismissal says that nobody had to be.
_ANSWERS = """
SELECT started, due, ended, outcome FROM wait
WHERE started >= ? AND started < ? AND backlog = 0
    AND (outcome IS NULL OR outcome != ? OR reason = ?)
ORDER BY started, id
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

    def alarms(self, *, backlog: bool) -> tuple[Alarm, ...]:
        """Open conversations with a running wait, in no order; then the open reminders.

        Hidden ones too. The customer's newest words are cut to `WORDS` characters.
        """
        stages = (Stage.HELD, *LEAVING)
        found = self._db.rows(_ALARMS, WORDS, *stages, backlog)
        if not backlog:
            found += self._db.rows(_REMINDERS, WORDS, *stages)
        return tuple(map(_alarm, found))

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

    def open_places(self, mailbox: str) -> tuple[tuple[int, Place], ...]:
        """(conversation, place) of the customer messages that wait for an answer."""
        found = self._db.rows(_OPEN_PLACES, folded(mailbox))
        return tuple((row["conversation"], rows.place(row)) for row in found)


def _alarm(row: sqlite3.Row) -> Alarm:
    # By position: the board reads all alarms every second, and by name it takes longer.
    (
        conversation,
        wait,
        mailbox,
        name,
        email,
        subject,
        text,
        category,
        language,
        started,
        due,
        rung,
        unanswered,
        trouble,
        sending,
        drafted,
        hidden,
        acknowledged,
        reminder,
        kind,
        backlog,
    ) = row
    return Alarm(
        conversation=conversation,
        wait=wait,
        mailbox=mailbox,
        name=name,
        email=email,
        subject=subject,
        text=text,
        category=Category(category),
        language=language,
        started=instant(started),
        due=instant(due),
        rung=rung,
        unanswered=unanswered,
        trouble=trouble,
        sending=bool(sending),
        hidden_until=instant(hidden) if hidden else None,
        acknowledged=bool(acknowledged),
        reminder=Reminding(reminder, ReminderKind(kind), instant(due)) if reminder else None,
        drafted=bool(drafted),
        backlog=bool(backlog),
    )


def _answer(row: sqlite3.Row) -> Answer:
    timed = row["ended"] is not None and row["outcome"] != Outcome.ELSEWHERE_UNTIMED
    return Answer(
        received=instant(row["started"]),
        due=instant(row["due"]),
        ended=instant(row["ended"]) if timed else None,
        running=row["outcome"] is None,
    )

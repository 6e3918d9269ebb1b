"""The alarms: read once, then only what was written to since."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING

from shopdesk.adapters.records.section import Section
from shopdesk.adapters.records.touched import Touched
from shopdesk.adapters.records.values import instant, listed
from shopdesk.domain.alarm.board import Alarm
from shopdesk.domain.alarm.reminding import ReminderKind, Reminding
from shopdesk.domain.answer.stage import LEAVING, Stage
from shopdesk.domain.mail.matter import Category

if TYPE_CHECKING:
    from shopdesk.adapters.records.database import Database

FEW = 500
"""Up to so many conversations are read one by one; from there on all is quicker."""
WORDS = 4_000
"""Characters of the newest message that an alarm carries: the board is read every second."""

# CROSS JOIN: from the few waits that run, never through all conversations there have been. Where a
# conversation has several, its alarm is that of the one due first.
_WAITING = """
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
FROM {waits}
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
_COMING_BACK = """
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
FROM {reminders}
CROSS JOIN conversation AS c ON c.id = x.conversation_id
JOIN mailbox AS b ON b.id = c.mailbox_id
JOIN customer AS u ON u.id = c.customer_id
WHERE r.done IS NULL
"""
_ALL_WAITS = _WAITING.format(waits="wait AS w")
_WAITS_OF = _WAITING.format(
    waits="json_each(?) AS t CROSS JOIN wait AS w ON w.conversation_id = t.value"
)
_ALL_REMINDERS = _COMING_BACK.format(
    reminders="reminder AS r CROSS JOIN message AS x ON x.id = r.message_id"
)
_REMINDERS_OF = _COMING_BACK.format(
    reminders="json_each(?) AS t CROSS JOIN message AS x ON x.conversation_id = t.value"
    " CROSS JOIN reminder AS r ON r.message_id = x.id"
)


class Alarms(Section):
    """The records' methods that tell who waits."""

    def __init__(self, database: Database) -> None:
        super().__init__(database)
        self._touched = Touched(database)
        self._read: dict[bool, dict[int, list[Alarm]]] = {}
        self._shown: dict[bool, tuple[Alarm, ...]] = {}
        self._guests = 0

    def alarms(self, *, backlog: bool) -> tuple[Alarm, ...]:
        """Open conversations with a running wait, and the open reminders, in no order.

        Hidden ones too. The customer's newest words are cut to `WORDS` characters. The very same
        tuple comes back as long as nothing of it has changed.
        """
        self._look()
        if backlog not in self._read:
            self._read[backlog] = _by_conversation(self._all(backlog=backlog))
        if backlog not in self._shown:
            found = sorted(self._read[backlog].items())
            self._shown[backlog] = tuple(alarm for _, of in found for alarm in of)
        return self._shown[backlog]

    def guests_change(self) -> int:
        """A number that differs when more than their mail is known otherwise of some customers."""
        self._look()
        return self._guests

    def _look(self) -> None:
        """Forget what may be otherwise by now, and read anew the little that was written to."""
        changes = self._touched.since_last()
        self._guests += changes.guests
        if changes.everything or len(changes.conversations) > FEW:
            self._read.clear()
            self._shown.clear()
        elif changes.conversations:
            for backlog, known in self._read.items():
                found = _by_conversation(self._of(changes.conversations, backlog=backlog))
                for conversation in changes.conversations:
                    before = known.pop(conversation, [])
                    now = found.get(conversation, [])
                    if now:
                        known[conversation] = now
                    if now != before:
                        self._shown.pop(backlog, None)

    def _all(self, *, backlog: bool) -> Iterable[Alarm]:
        stages = (Stage.HELD, *LEAVING)
        found = self._db.rows(_ALL_WAITS, WORDS, *stages, backlog)
        if not backlog:
            found += self._db.rows(_ALL_REMINDERS, WORDS, *stages)
        return map(_alarm, found)

    def _of(self, conversations: Collection[int], *, backlog: bool) -> Iterable[Alarm]:
        stages, those = (Stage.HELD, *LEAVING), listed(sorted(conversations))
        found = self._db.rows(_WAITS_OF, WORDS, *stages, those, backlog)
        if not backlog:
            found += self._db.rows(_REMINDERS_OF, WORDS, *stages, those)
        return map(_alarm, found)


def _by_conversation(alarms: Iterable[Alarm]) -> dict[int, list[Alarm]]:
    found = defaultdict[int, list[Alarm]](list)
    for alarm in alarms:
        found[alarm.conversation].append(alarm)
    return dict(found)


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

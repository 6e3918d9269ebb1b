"""Whose `\\Answered` is news."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from shopdesk.adapters.records import rows
from shopdesk.adapters.records.section import Section
from shopdesk.adapters.records.values import listed, milliseconds
from shopdesk.domain.answer.stage import Stage
from shopdesk.domain.mail.addresses import folded

if TYPE_CHECKING:
    from shopdesk.domain.mail.conversation import Place

_UNFLAGGED = """
SELECT m.id AS message, b.address, m.folder, m.uidvalidity, m.uid
FROM wait AS w
CROSS JOIN conversation AS c ON c.id = w.conversation_id
CROSS JOIN mailbox AS b ON b.id = c.mailbox_id
CROSS JOIN wait_message AS x ON x.wait_id = w.id
CROSS JOIN message AS m ON m.id = x.message_id
WHERE w.outcome IS NULL AND b.key = ? AND m.uid IS NOT NULL
    AND NOT EXISTS (SELECT 1 FROM answered_flag AS f WHERE f.message_id = m.id)
    AND NOT EXISTS (SELECT 1 FROM outbox AS o, json_each(o.answers) AS a
        WHERE o.conversation_id = c.id AND o.stage IN (?, ?) AND a.value = m.id)
ORDER BY m.folder, m.uid
"""


class Flagged(Section):
    """The records' methods about flags that other programs set."""

    def unflagged(self, mailbox: str) -> tuple[tuple[int, Place], ...]:
        """(message, place) of what waits, where `\\Answered` would be news."""
        found = self._db.rows(_UNFLAGGED, folded(mailbox), Stage.ACCEPTED, Stage.FILED)
        return tuple((row["message"], rows.place(row)) for row in found)

    def note_flagged(self, messages: Sequence[int], at: datetime) -> None:
        """Their `\\Answered` is no news any more."""
        self._db.execute(
            "INSERT OR IGNORE INTO answered_flag SELECT value, ? FROM json_each(?)",
            milliseconds(at),
            listed(messages),
        )

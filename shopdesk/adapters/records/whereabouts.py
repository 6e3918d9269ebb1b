"""Where waiting messages lie."""

from __future__ import annotations

from shopdesk.adapters.records import rows
from shopdesk.adapters.records.section import Section
from shopdesk.domain.mail.addresses import folded
from shopdesk.ports.whereabouts import Lying

_WAITING = """
SELECT m.id AS message, m.message_id, b.address, m.folder, m.uidvalidity, m.uid
FROM wait AS w
CROSS JOIN conversation AS c ON c.id = w.conversation_id
CROSS JOIN mailbox AS b ON b.id = c.mailbox_id
CROSS JOIN wait_message AS x ON x.wait_id = w.id
CROSS JOIN message AS m ON m.id = x.message_id
WHERE w.outcome IS NULL AND b.key = ? AND m.uid IS NOT NULL
ORDER BY m.folder, m.uid
"""


class Whereabouts(Section):
    """The records' methods about messages that other programs move."""

    def waiting_mails(self, mailbox: str) -> tuple[Lying, ...]:
        """What waits for an answer and lies on the server, by folder and UID."""
        found = self._db.rows(_WAITING, folded(mailbox))
        return tuple(Lying(row["message"], row["message_id"], rows.place(row)) for row in found)

    def lose(self, message: int) -> None:
        """The message lies nowhere any more."""
        self._db.execute(
            "UPDATE message SET folder = NULL, uidvalidity = NULL, uid = NULL WHERE id = ?", message
        )

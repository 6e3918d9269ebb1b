"""Mailboxes, and how far their folders were taken in."""

from __future__ import annotations

from datetime import datetime

from shopdesk.adapters.records.section import Section
from shopdesk.adapters.records.values import instant, milliseconds
from shopdesk.domain.mail.addresses import folded

_COUNTS = """
SELECT
    (SELECT count(*) FROM message WHERE mailbox_id = m.id) AS messages,
    (SELECT count(*) FROM conversation
        WHERE mailbox_id = m.id AND status = 'open' AND backlog = 0
            AND merged_into IS NULL) AS open,
    (SELECT count(*) FROM conversation
        WHERE mailbox_id = m.id AND status = 'answered' AND merged_into IS NULL) AS answered,
    (SELECT count(*) FROM conversation
        WHERE mailbox_id = m.id AND status = 'closed' AND merged_into IS NULL) AS closed,
    (SELECT count(*) FROM message
        WHERE mailbox_id = m.id AND automatic IS NOT NULL) AS automatic,
    (SELECT count(*) FROM quarantine WHERE mailbox_id = m.id) AS quarantined,
    (SELECT count(*) FROM conversation
        WHERE mailbox_id = m.id AND status = 'open' AND backlog = 1
            AND merged_into IS NULL) AS backlog
FROM (SELECT (SELECT id FROM mailbox WHERE key = ?) AS id) AS m
"""
_LYING = """
WITH box AS (SELECT id FROM mailbox WHERE key = ?1), lies AS (
    SELECT id, uid FROM message
    WHERE mailbox_id = (SELECT id FROM box) AND folder = ?2 AND uidvalidity = ?3
    UNION ALL
    SELECT y.message_id, y.uid FROM message_copy AS y JOIN message AS m ON m.id = y.message_id
    WHERE m.mailbox_id = (SELECT id FROM box) AND y.folder = ?2 AND y.uidvalidity = ?3
)
SELECT uid, 'quarantined' AS state FROM quarantine
WHERE mailbox_id = (SELECT id FROM box) AND folder = ?2 AND uidvalidity = ?3
UNION ALL
SELECT lies.uid, CASE
    WHEN m.automatic IS NOT NULL OR c.id IS NULL THEN 'automatic'
    WHEN c.status = 'open' AND c.backlog = 1 THEN 'backlog'
    ELSE c.status END
FROM lies JOIN message AS m ON m.id = lies.id
LEFT JOIN conversation AS c ON c.id = m.conversation_id
"""


class Mailboxes(Section):
    """The records' methods about mailboxes and folders."""

    def watching_since(self, mailbox: str, now: datetime) -> datetime:
        """When this mailbox was first watched; `now` is kept at the first call."""
        since = "SELECT watched_since FROM mailbox WHERE key = ? AND watched_since IS NOT NULL"
        found = self._db.row(since, folded(mailbox))
        if found is None:
            with self._db.transaction():
                self._db.execute(
                    "UPDATE mailbox SET watched_since = coalesce(watched_since, ?) WHERE id = ?",
                    milliseconds(now),
                    self._mailbox(mailbox),
                )
                found = self._db.rows(since, folded(mailbox))[0]
        return instant(found["watched_since"])

    def cursor(self, mailbox: str, folder: str) -> tuple[int, int] | None:
        """(UIDVALIDITY, last UID taken in), or None for a folder never read."""
        row = self._db.row(
            """
            SELECT uidvalidity, uid FROM folder
            WHERE mailbox_id = (SELECT id FROM mailbox WHERE key = ?) AND name = ?
                AND uidvalidity IS NOT NULL
            """,
            folded(mailbox),
            folder,
        )
        return None if row is None else (row["uidvalidity"], row["uid"])

    def set_cursor(self, mailbox: str, folder: str, uidvalidity: int, uid: int) -> None:
        """Remember how far the folder was taken in."""
        with self._db.transaction():
            self._db.execute(
                """
                INSERT INTO folder (mailbox_id, name, uidvalidity, uid) VALUES (?, ?, ?, ?)
                ON CONFLICT (mailbox_id, name) DO UPDATE
                SET uidvalidity = excluded.uidvalidity, uid = excluded.uid
                """,
                self._mailbox(mailbox),
                folder,
                uidvalidity,
                uid,
            )

    def newest_received(self, mailbox: str, folder: str) -> datetime | None:
        """INTERNALDATE of the newest mail taken in from the folder."""
        row = self._db.row(
            """
            SELECT newest FROM folder
            WHERE mailbox_id = (SELECT id FROM mailbox WHERE key = ?) AND name = ?
                AND newest IS NOT NULL
            """,
            folded(mailbox),
            folder,
        )
        return None if row is None else instant(row["newest"])

    def lying(self, mailbox: str, folder: str, uidvalidity: int) -> dict[int, str]:
        """What the mail at each UID is to us, in the words of `counts`, `messages` aside."""
        found = self._db.rows(_LYING, folded(mailbox), folder, uidvalidity)
        return {row["uid"]: row["state"] for row in found}

    def counts(self, mailbox: str) -> dict[str, int]:
        """Messages and conversations: open, answered, closed, automatic, quarantined, backlog.

        An open conversation is counted under `backlog` or under `open`, never under both.
        """
        return dict(self._db.rows(_COUNTS, folded(mailbox))[0])

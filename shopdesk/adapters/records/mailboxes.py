"""Mailboxes, and how far their folders were taken in."""

from __future__ import annotations

from datetime import datetime

from shopdesk.adapters.records.rows import folded, instant, milliseconds
from shopdesk.adapters.records.section import Section

_COUNTS = """
SELECT
    (SELECT count(*) FROM message WHERE mailbox_id = m.id) AS messages,
    (SELECT count(*) FROM conversation
        WHERE mailbox_id = m.id AND status = 'open' AND backlog = 0) AS open,
    (SELECT count(*) FROM conversation
        WHERE mailbox_id = m.id AND status = 'answered') AS answered,
    (SELECT count(*) FROM conversation
        WHERE mailbox_id = m.id AND status = 'closed') AS closed,
    (SELECT count(*) FROM message
        WHERE mailbox_id = m.id AND automatic IS NOT NULL) AS automatic,
    (SELECT count(*) FROM quarantine WHERE mailbox_id = m.id) AS quarantined,
    (SELECT count(*) FROM conversation
        WHERE mailbox_id = m.id AND status = 'open' AND backlog = 1) AS backlog
FROM (SELECT (SELECT id FROM mailbox WHERE key = ?) AS id) AS m
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

    def counts(self, mailbox: str) -> dict[str, int]:
        """Messages and conversations: open, answered, closed, automatic, quarantined, backlog.

        An open conversation is counted under `backlog` or under `open`, never under both.
        """
        return dict(self._db.rows(_COUNTS, folded(mailbox))[0])

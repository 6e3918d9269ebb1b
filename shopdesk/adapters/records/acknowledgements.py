"""Whom the shop's machine told that the mail has come."""

from __future__ import annotations

from datetime import datetime

from shopdesk.adapters.records.section import Section
from shopdesk.adapters.records.values import instant, milliseconds
from shopdesk.domain.answer.acknowledge import HOUR, PER_ADDRESS, Told
from shopdesk.domain.mail.addresses import folded

_TOLD = """
SELECT
    EXISTS (SELECT 1 FROM acknowledgement AS a JOIN outbox AS o ON o.id = a.outbox_id
        WHERE o.conversation_id = ?) AS conversation,
    EXISTS (SELECT 1 FROM acknowledgement WHERE key = ? AND at > ?) AS address,
    (SELECT count(*) FROM acknowledgement WHERE at > ?) AS lately
"""


class Acknowledgements(Section):
    """The records' methods about acknowledgements."""

    def told(self, conversation: int, address: str, now: datetime) -> Told:
        """Who was told by `now`."""
        (row,) = self._db.rows(
            _TOLD,
            conversation,
            folded(address),
            milliseconds(now - PER_ADDRESS),
            milliseconds(now - HOUR),
        )
        return Told(bool(row["conversation"]), bool(row["address"]), row["lately"])

    def note_told(self, dispatch: int, address: str, at: datetime) -> None:
        """This mail in the outbox tells the address; no person wrote it."""
        with self._db.transaction():
            self._db.execute("UPDATE outbox SET automatic = 1 WHERE id = ?", dispatch)
            self._db.execute(
                "INSERT INTO acknowledgement VALUES (?, ?, ?)",
                dispatch,
                folded(address),
                milliseconds(at),
            )

    def told_at(self, dispatch: int) -> datetime | None:
        """When this mail was written; None for one that tells nobody that the shop is closed."""
        row = self._db.row("SELECT at FROM acknowledgement WHERE outbox_id = ?", dispatch)
        return None if row is None else instant(row["at"])

    def mark_automatic(self, dispatch: int) -> None:
        """No person wrote this mail in the outbox: it answers nothing and is not counted."""
        self._db.execute("UPDATE outbox SET automatic = 1 WHERE id = ?", dispatch)

    def send_as(self, dispatch: int, sender: str) -> None:
        """Change the envelope sender of a mail that no person wrote."""
        self._db.execute(
            "UPDATE outbox SET sender = ? WHERE id = ? AND automatic = 1", sender, dispatch
        )

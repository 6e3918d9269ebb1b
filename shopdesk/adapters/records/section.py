"""What the parts of the records share."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from shopdesk.domain.mail.addresses import folded

if TYPE_CHECKING:
    from shopdesk.adapters.records.database import Database


class Section:
    """Some of the records' methods, on the one open file."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def _mailbox(self, address: str) -> int:
        """The mailbox's number; it is given one when it is new."""
        key = folded(address)
        if (found := self._db.row("SELECT id FROM mailbox WHERE key = ?", key)) is not None:
            return int(found["id"])
        return self._db.insert("INSERT INTO mailbox (key, address) VALUES (?, ?)", key, address)

    def _lead_to(
        self, mailbox: int, conversation: int, own: str, references: Sequence[str] = ()
    ) -> None:
        """Let these Message-IDs lead to the conversation from now on."""
        for id in dict.fromkeys((own, *references)):
            if id:
                self._db.execute(
                    """
                    INSERT INTO thread_id VALUES (?, ?, ?, ?)
                    ON CONFLICT (mailbox_id, message_id, conversation_id) DO UPDATE
                    SET own = max(own, excluded.own)
                    """,
                    mailbox,
                    id,
                    conversation,
                    id == own,
                )

    def _about_orders(
        self, mailbox: int, message: int, contact: str, numbers: Sequence[str]
    ) -> None:
        """Let the orders that the customer names lead to this message."""
        for number in {number.casefold() for number in numbers if contact.strip()}:
            self._db.execute(
                "INSERT OR IGNORE INTO message_order VALUES (?, ?, ?, ?)",
                mailbox,
                folded(contact),
                number,
                message,
            )

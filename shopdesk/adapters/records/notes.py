"""What the owner wrote down about customers, and what was said before."""

from __future__ import annotations

from datetime import datetime

from shopdesk.adapters.records.section import Section
from shopdesk.adapters.records.values import instant, milliseconds
from shopdesk.domain.guests.guest import Note, PastMatter
from shopdesk.domain.mail.matter import Category, Reason, Status

_PAST = """
SELECT c.id, c.subject, c.category, c.status, c.reason, c.begun,
    (SELECT count(*) FROM message AS m
        WHERE m.conversation_id = c.id AND m.outgoing = 1 AND m.automatic IS NULL) AS answers,
    (SELECT s.rating || ' (' || s.scale || ')' FROM survey AS s
        WHERE s.conversation_id = c.id AND s.rating IS NOT NULL
        ORDER BY s.id DESC LIMIT 1) AS rating
FROM conversation AS c WHERE c.customer_id = ? AND c.merged_into IS NULL
ORDER BY c.begun DESC, c.id DESC
"""


class Notes(Section):
    """The records' methods about a customer's story."""

    def notes(self, customer: int) -> tuple[Note, ...]:
        """The owner's, the newest first."""
        rows = self._db.rows(
            "SELECT * FROM customer_note WHERE customer_id = ? ORDER BY at DESC, id DESC", customer
        )
        return tuple(Note(row["id"], instant(row["at"]), row["text"]) for row in rows)

    def add_note(self, customer: int, text: str, at: datetime) -> int:
        """Write one down; returns its number."""
        return self._db.insert(
            "INSERT INTO customer_note (customer_id, at, text) VALUES (?, ?, ?)",
            customer,
            milliseconds(at),
            text,
        )

    def remove_note(self, note: int) -> None:
        """Take it away."""
        self._db.execute("DELETE FROM customer_note WHERE id = ?", note)

    def past(self, customer: int) -> tuple[PastMatter, ...]:
        """The customer's conversations, the newest first."""
        return tuple(
            PastMatter(
                conversation=row["id"],
                subject=row["subject"],
                category=Category(row["category"]),
                status=Status(row["status"]),
                reason=None if row["reason"] is None else Reason(row["reason"]),
                begun=instant(row["begun"]),
                answers=row["answers"],
                rating=row["rating"] or "",
            )
            for row in self._db.rows(_PAST, customer)
        )

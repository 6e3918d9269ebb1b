"""Orders that have come, as far as customers are asked how it was."""

from __future__ import annotations

from datetime import datetime, timedelta

from shopdesk.adapters.records.section import Section
from shopdesk.adapters.records.values import instant, milliseconds
from shopdesk.domain.mail.addresses import folded
from shopdesk.ports.surveys import Delivered

_YOUNG = timedelta(days=90)
"""Orders that were made before that are told of by nobody any more."""
_OLDEST = timedelta(days=30)
"""Nobody is asked about what came longer ago than this."""
# Where the source names no day after the order's own, it came when that was first seen.
_NOTE = """
INSERT OR IGNORE INTO delivery (order_id, at)
SELECT id, CASE WHEN changed > placed AND changed <= ?1 THEN changed ELSE ?1 END FROM shop_order
WHERE status = 'delivered' AND placed >= ?2 AND email != ''
"""
_DELIVERED = """
SELECT d.order_id, d.at, o.number, o.email, o.name,
    (SELECT c.id FROM customer_address AS a JOIN conversation AS c ON c.customer_id = a.customer_id
        WHERE a.key = o.contact AND lower(c.order_number) = o.key AND c.merged_into IS NULL
        ORDER BY c.begun DESC LIMIT 1) AS conversation
FROM delivery AS d JOIN shop_order AS o ON o.id = d.order_id
WHERE d.settled IS NULL AND d.at BETWEEN ? AND ? AND o.status = 'delivered'
ORDER BY d.at, d.order_id LIMIT ?
"""
_WAITING = """
SELECT 1 FROM customer_address AS a JOIN conversation AS c ON c.customer_id = a.customer_id
WHERE a.key = ? AND c.status = 'open' AND c.backlog = 0 LIMIT 1
"""


class Deliveries(Section):
    """The records' methods about orders that have come."""

    def note_deliveries(self, now: datetime) -> None:
        """Take notice of the orders that have come by `now`."""
        self._db.execute(_NOTE, milliseconds(now), milliseconds(now - _YOUNG))

    def delivered(self, before: datetime, limit: int) -> tuple[Delivered, ...]:
        """Those that came before then and nobody was asked about, the oldest first."""
        found = self._db.rows(
            _DELIVERED, milliseconds(before - _OLDEST), milliseconds(before), limit
        )
        return tuple(
            Delivered(
                order=row["order_id"],
                number=row["number"],
                email=row["email"],
                name=row["name"],
                at=instant(row["at"]),
                conversation=row["conversation"],
            )
            for row in found
        )

    def is_waiting(self, contact: str) -> bool:
        """Whether the customer waits for an answer of ours."""
        return self._db.row(_WAITING, folded(contact)) is not None

    def settle_delivery(self, order: int, at: datetime) -> None:
        """The buyer was asked, or will not be."""
        self._db.execute(
            "UPDATE delivery SET settled = ? WHERE order_id = ?", milliseconds(at), order
        )

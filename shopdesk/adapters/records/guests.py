"""What customers are known by in one line."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from decimal import Decimal

from shopdesk.adapters.records.section import Section
from shopdesk.adapters.records.values import listed
from shopdesk.domain.guests.guest import Purchase
from shopdesk.domain.guests.order import NO_SALE, OrderStatus
from shopdesk.domain.guests.tier import Levels
from shopdesk.domain.money import Money

# An order without an address is of whoever names it; with one, only of who has that address.
OF_CUSTOMERS = """
SELECT w.value AS customer, o.* FROM json_each(?1) AS w
CROSS JOIN customer_address AS a ON a.customer_id = w.value
CROSS JOIN shop_order AS o ON o.contact = a.key AND o.contact != ''
UNION
SELECT w.value AS customer, o.* FROM json_each(?1) AS w
CROSS JOIN customer_address AS a ON a.customer_id = w.value
CROSS JOIN mailbox AS b
CROSS JOIN message_order AS m ON m.mailbox_id = b.id AND m.contact = a.key
CROSS JOIN shop_order AS o ON o.key = m.number AND o.contact = ''
"""
_PURCHASES = f"""
SELECT DISTINCT customer, id, status, currency, total, refunded FROM ({OF_CUSTOMERS})
"""  # noqa: S608 - our own words
_NOTED = """
SELECT n.customer_id AS customer, n.text FROM json_each(?) AS w
CROSS JOIN customer_note AS n ON n.customer_id = w.value
WHERE n.id = (SELECT id FROM customer_note WHERE customer_id = n.customer_id
    ORDER BY at DESC, id DESC LIMIT 1)
"""
LISTED = """
SELECT w.value AS customer, p.* FROM json_each(?) AS w
CROSS JOIN customer_address AS a ON a.customer_id = w.value
CROSS JOIN listed_person AS p ON p.contact = a.key AND p.contact != ''
ORDER BY p.as_of DESC, p.id DESC
"""


class Guests(Section):
    """The records' methods for many customers at once."""

    def customers_of(self, conversations: Sequence[int]) -> Mapping[int, int]:
        """The customer of each conversation."""
        rows = self._db.rows(
            "SELECT c.id, c.customer_id FROM json_each(?) AS w"
            " CROSS JOIN conversation AS c ON c.id = w.value",
            listed(list(conversations)),
        )
        return {row["id"]: row["customer_id"] for row in rows}

    def purchases(self, customers: Sequence[int]) -> Mapping[int, tuple[Purchase, ...]]:
        """What each has bought; those without orders are left out."""
        bought: dict[int, list[Purchase]] = defaultdict(list)
        for row in self._db.rows(_PURCHASES, listed(list(customers))):
            kept = OrderStatus(row["status"]) not in NO_SALE
            spent = Decimal(row["total"] or 0) - Decimal(row["refunded"] or 0)
            bought[row["customer"]].append(Purchase(kept, Money(spent, row["currency"])))
        return {customer: tuple(purchases) for customer, purchases in bought.items()}

    def stories(self, customers: Sequence[int]) -> Mapping[int, str]:
        """The newest note of each, else what an imported list notes."""
        wanted = listed(list(customers))
        told = {
            row["customer"]: row["note"]
            for row in reversed(self._db.rows(LISTED, wanted))
            if row["note"]
        }
        return told | {row["customer"]: row["text"] for row in self._db.rows(_NOTED, wanted)}

    def levels(self) -> Levels:
        """From what spend on customers belong to the best, as it was kept."""
        found = self._db.rows("SELECT * FROM spend_level")
        return Levels(
            {row["currency"]: Decimal(row["loyal"]) for row in found},
            {row["currency"]: Decimal(row["vip"]) for row in found},
        )

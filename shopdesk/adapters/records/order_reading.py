"""Orders as the records hold them: by number, by customer, listed."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from shopdesk.adapters.records.guests import OF_CUSTOMERS, Guests
from shopdesk.adapters.records.values import instant, listed, milliseconds
from shopdesk.domain.guests.order import NO_SALE, Order, OrderLine, OrderStatus, number_key
from shopdesk.domain.mail.addresses import folded
from shopdesk.domain.money import Money
from shopdesk.ports.orders import Stamp, Wanted

if TYPE_CHECKING:
    from shopdesk.domain.guests.tier import Levels

_OPEN_END = -1
_LIST = """
SELECT * FROM shop_order
WHERE (?1 = '' OR source = ?1) AND (?2 = '' OR status = ?2) AND (?3 = '' OR contact = ?3)
    AND (?4 IS NULL OR placed >= ?4)
ORDER BY placed DESC, id DESC LIMIT ?5
"""
_NUMBERED = """
SELECT o.* FROM json_each(?) AS wanted JOIN shop_order AS o ON o.key = wanted.value
ORDER BY wanted.key, o.placed DESC, o.id DESC
"""
_NAMED = """
SELECT o.number FROM message AS m JOIN message_order AS o ON o.message_id = m.id
WHERE m.conversation_id = ? AND m.outgoing = 0
ORDER BY m.received DESC, m.id DESC, o.number
"""
_SPENDS = """
SELECT coalesce(a.customer_id, o.contact) AS who, o.currency, o.total, o.refunded
FROM shop_order AS o LEFT JOIN customer_address AS a ON a.key = o.contact
WHERE o.contact != '' AND o.total != '' AND o.status NOT IN (SELECT value FROM json_each(?))
"""


class OrderReading(Guests):
    """The records' methods that tell of orders."""

    def orders(self, wanted: Wanted) -> Iterator[Order]:
        """The newest first."""
        found = self._db.each(
            _LIST,
            wanted.source,
            wanted.status,
            folded(wanted.contact),
            None if wanted.since is None else milliseconds(wanted.since),
            _OPEN_END if wanted.most is None else wanted.most,
        )
        yield from map(order, found)

    def orders_numbered(self, numbers: Sequence[str]) -> tuple[Order, ...]:
        """Those with one of these numbers, of whatever source, in the numbers' order."""
        keys = list(dict.fromkeys(number_key(number) for number in numbers))
        return tuple(map(order, self._db.rows(_NUMBERED, listed(keys))))

    def orders_of(self, customer: int) -> tuple[Order, ...]:
        """Of all addresses of the customer, and those without an address that they named."""
        found = self._db.rows(
            f"SELECT * FROM ({OF_CUSTOMERS}) ORDER BY placed DESC, id DESC",  # noqa: S608 - our own words
            listed([customer]),
        )
        return tuple(map(order, found))

    def orders_of_contact(self, email: str) -> tuple[Order, ...]:
        """Of an address, whether anybody has written from it or not; the newest first."""
        return tuple(self.orders(Wanted(contact=email))) if email.strip() else ()

    def buyers(self, customers: Sequence[int]) -> Mapping[int, tuple[Order, ...]]:
        """`orders_of` for several; customers without orders are left out."""
        found: dict[int, list[Order]] = defaultdict(list)
        sql = f"SELECT * FROM ({OF_CUSTOMERS}) ORDER BY placed DESC, id DESC"  # noqa: S608 - our own words
        for row in self._db.rows(sql, listed(list(customers))):
            found[row["customer"]].append(order(row))
        return {customer: tuple(orders) for customer, orders in found.items()}

    def named_in(self, conversation: int) -> tuple[str, ...]:
        """The order numbers that the customer's messages name, the newest message's first."""
        return tuple(dict.fromkeys(row["number"] for row in self._db.rows(_NAMED, conversation)))

    def spends(self) -> Mapping[str, Sequence[Decimal]]:
        """What each customer spent, by currency; orders without an address left out."""
        sums: dict[tuple[str, object], Decimal] = defaultdict(Decimal)
        for who, currency, total, refunded in self._db.each(_SPENDS, listed(sorted(NO_SALE))):
            sums[currency, who] += Decimal(total) - Decimal(refunded or 0)
        found: dict[str, list[Decimal]] = defaultdict(list)
        for (currency, _who), amount in sums.items():
            found[currency].append(amount)
        return found

    def keep_levels(self, levels: Levels) -> None:
        """For judging without reading every order."""
        if self.levels() == levels:
            return
        with self._db.transaction():
            self._db.execute("DELETE FROM spend_level")
            for currency, loyal in levels.loyal.items():
                self._db.execute(
                    "INSERT INTO spend_level VALUES (?, ?, ?)",
                    currency,
                    str(loyal),
                    str(levels.vip[currency]),
                )

    # how files are read

    def imported_as_of(self, source: str, digest: str) -> datetime | None:
        """How old these very bytes were when they were first taken in."""
        row = self._db.row(
            "SELECT as_of FROM order_import WHERE source = ? AND digest = ?", source, digest
        )
        return None if row is None else instant(row["as_of"])

    def note_import(self, stamp: Stamp, file: str, at: datetime, report: str) -> None:
        """Remember the file; the first time counts."""
        self._db.execute(
            "INSERT OR IGNORE INTO order_import (source, digest, file, format, as_of, at, report)"
            " VALUES (?, ?, ?, ?, ?, ?, ?)",
            stamp.source,
            stamp.digest,
            file,
            stamp.format,
            milliseconds(stamp.as_of),
            milliseconds(at),
            report,
        )

    def mapping(self, headings: Sequence[str]) -> tuple[str, Mapping[str, str]] | None:
        """How the owner reads files with this heading: the source's name, our fields' columns."""
        row = self._db.row("SELECT * FROM order_mapping WHERE headings = ?", _heading(headings))
        return None if row is None else (row["source"], json.loads(row["columns"]))

    def keep_mapping(
        self, headings: Sequence[str], source: str, columns: Mapping[str, str], at: datetime
    ) -> None:
        """Remember it."""
        self._db.execute(
            "INSERT INTO order_mapping VALUES (?, ?, ?, ?) ON CONFLICT (headings) DO UPDATE"
            " SET source = excluded.source, columns = excluded.columns, at = excluded.at",
            _heading(headings),
            source,
            json.dumps(dict(columns), ensure_ascii=False),
            milliseconds(at),
        )


def _heading(headings: Sequence[str]) -> str:
    return "\t".join(headings)


def order(row: sqlite3.Row) -> Order:
    """From the columns of an order."""
    currency = row["currency"]

    def money(text: str) -> Money:
        return Money(Decimal(text or 0), currency)

    return Order(
        id=row["id"],
        source=row["source"],
        number=row["number"],
        email=row["email"],
        name=row["name"],
        phone=row["phone"],
        placed=None if row["placed"] is None else instant(row["placed"]),
        status=OrderStatus(row["status"]),
        said=row["said"],
        total=money(row["total"]),
        refunded=money(row["refunded"]),
        carrier=row["carrier"],
        tracking=tuple(filter(None, row["tracking"].split(", "))),
        lines=tuple(
            OrderLine(
                sku,
                name,
                Decimal(quantity),
                money(price) if price else None,
                money(total) if total else None,
            )
            for sku, name, quantity, price, total in json.loads(row["lines"])
        ),
        note=row["note"],
        unowned=row["contact"] == "",
    )

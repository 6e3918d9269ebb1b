"""The ledger of store credit, append-only."""

from __future__ import annotations

import sqlite3
from datetime import datetime
from decimal import Decimal

from shopdesk.adapters.records.section import Section
from shopdesk.adapters.records.values import instant, milliseconds
from shopdesk.domain.money import Money
from shopdesk.domain.moves.credit import CreditKind, Entry

_ADD = """
INSERT INTO credit_entry (contact, kind, amount, currency, reason, at, expires, voids,
    conversation_id, goods_return_id, token)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
ON CONFLICT (token) DO NOTHING RETURNING id
"""
_HERS = """
SELECT * FROM credit_entry WHERE contact IN (
    SELECT b.key FROM customer_address AS a
    JOIN customer_address AS b ON b.customer_id = a.customer_id WHERE a.key = ?1
    UNION SELECT ?1
) AND (?2 = '' OR currency = ?2) ORDER BY id
"""


class Credit(Section):
    """The records' methods about store credit."""

    def add_credit(self, entry: Entry, token: str | None = None) -> int | None:
        """Append an entry; its number, or None where the deed of that token is in the ledger."""
        found = self._db.row(
            _ADD,
            entry.contact,
            entry.kind,
            entry.money.plain(),
            entry.money.currency,
            entry.reason,
            milliseconds(entry.at),
            None if entry.expires is None else milliseconds(entry.expires),
            entry.voids,
            entry.conversation,
            entry.goods_return,
            token,
        )
        return None if found is None else int(found["id"])

    def credit(self, contact: str, currency: str = "") -> tuple[Entry, ...]:
        """A customer's entries, by all of her addresses, in order."""
        return tuple(map(_entry, self._db.rows(_HERS, contact, currency)))

    def credit_entry(self, id: int) -> Entry | None:
        """One entry."""
        found = self._db.row("SELECT * FROM credit_entry WHERE id = ?", id)
        return None if found is None else _entry(found)

    def credit_between(self, since: datetime, until: datetime) -> tuple[Entry, ...]:
        """Everybody's entries of [since, until), in order."""
        found = self._db.rows(
            "SELECT * FROM credit_entry WHERE at >= ? AND at < ? ORDER BY id",
            milliseconds(since),
            milliseconds(until),
        )
        return tuple(map(_entry, found))

    def creditors(self) -> tuple[tuple[str, str], ...]:
        """(address, currency) of everybody who ever had credit."""
        found = self._db.rows(
            "SELECT DISTINCT contact, currency FROM credit_entry ORDER BY contact, currency"
        )
        return tuple((row["contact"], row["currency"]) for row in found)


def _entry(row: sqlite3.Row) -> Entry:
    return Entry(
        id=row["id"],
        contact=row["contact"],
        kind=CreditKind(row["kind"]),
        money=Money(Decimal(row["amount"]), row["currency"]),
        reason=row["reason"],
        at=instant(row["at"]),
        expires=None if row["expires"] is None else instant(row["expires"]),
        voids=row["voids"],
        conversation=row["conversation_id"],
        goods_return=row["goods_return_id"],
    )

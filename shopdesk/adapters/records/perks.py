"""Coupons and what else was given without being asked."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from datetime import datetime
from decimal import Decimal

from shopdesk.adapters.records.section import Section
from shopdesk.adapters.records.values import instant, milliseconds
from shopdesk.domain.money import Money
from shopdesk.domain.moves.perks import Coupon, Perk, PerkKind

# The transaction takes the file's write lock first: two processes never read the same code.
_TAKE = """
UPDATE coupon SET contact = ?2, given = ?3 WHERE code = (
    SELECT code FROM coupon WHERE pool = ?1 AND given IS NULL AND held_for IS NULL
        AND coalesce(expires > ?3, 1)
    ORDER BY coalesce(expires, 1 << 62), code LIMIT 1
) AND given IS NULL RETURNING code
"""
_HOLD = """
UPDATE coupon SET held_for = ?2 WHERE code = (
    SELECT code FROM coupon WHERE pool = ?1 AND given IS NULL AND held_for IS NULL
        AND coalesce(expires > ?3, 1)
    ORDER BY coalesce(expires, 1 << 62), code LIMIT 1
) AND held_for IS NULL RETURNING *
"""
_ADD = """
INSERT INTO perk (kind, contact, conversation_id, what, cost, currency, why, at, token)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (token) DO NOTHING RETURNING id
"""
_EVER = (-(1 << 62), 1 << 62)


class Perks(Section):
    """The records' methods about perks."""

    def add_coupons(
        self, pool: str, codes: Iterable[str], cost: Money, expires: datetime | None
    ) -> int:
        """Put codes into a pool; how many were new."""
        ends = None if expires is None else milliseconds(expires)
        with self._db.transaction():
            return sum(
                self._db.execute(
                    "INSERT OR IGNORE INTO coupon (code, pool, cost, currency, expires)"
                    " VALUES (?, ?, ?, ?, ?)",
                    code,
                    pool,
                    cost.plain(),
                    cost.currency,
                    ends,
                ).rowcount
                for code in codes
            )

    def take_coupon(self, pool: str, contact: str, at: datetime) -> str | None:
        """Give one that was never given; None when the pool is empty."""
        with self._db.transaction():
            found = self._db.row(_TAKE, pool, contact, milliseconds(at))
        return None if found is None else str(found["code"])

    def hold_coupon(self, pool: str, purpose: str, at: datetime) -> Coupon | None:
        """One that was never given, for a mail that is being written; the same for the same mail.

        None when the pool is empty.
        """
        with self._db.transaction():
            found = self._db.row(
                "SELECT * FROM coupon WHERE held_for = ? AND pool = ? AND given IS NULL"
                " AND coalesce(expires > ?, 1)",
                purpose,
                pool,
                milliseconds(at),
            )
            if found is None:
                self.drop_coupon(purpose)
                found = self._db.row(_HOLD, pool, purpose, milliseconds(at))
        return None if found is None else _coupon(found)

    def make_coupon(self, code: str, purpose: str, cost: Money) -> bool:
        """Hold a code that the shop has made; False where there is such a one already."""
        with self._db.transaction():
            if self._db.row("SELECT 1 FROM coupon WHERE code = ?", code) is not None:
                return False
            self.drop_coupon(purpose)
            self._db.execute(
                "INSERT INTO coupon (code, pool, cost, currency, held_for) VALUES (?, '', ?, ?, ?)",
                code,
                cost.plain(),
                cost.currency,
                purpose,
            )
        return True

    def drop_coupon(self, purpose: str) -> None:
        """The mail is not written after all: its code is there for somebody else again.

        One that was given stays as it is.
        """
        self._db.execute(
            "UPDATE coupon SET held_for = NULL WHERE held_for = ? AND given IS NULL", purpose
        )

    def coupon_given(self, code: str, contact: str, at: datetime) -> bool:
        """It was given to the customer; False where it had been given before."""
        done = self._db.execute(
            "UPDATE coupon SET contact = ?, given = ?, held_for = NULL"
            " WHERE code = ? AND given IS NULL",
            contact,
            milliseconds(at),
            code,
        )
        return done.rowcount > 0

    def coupon(self, code: str) -> Coupon | None:
        """The one of that code."""
        found = self._db.row("SELECT * FROM coupon WHERE code = ?", code)
        return None if found is None else _coupon(found)

    def coupons(self, pool: str | None = None) -> tuple[Coupon, ...]:
        """All, or a pool's, by pool and code."""
        found = self._db.rows(
            "SELECT * FROM coupon WHERE ?1 IS NULL OR pool = ?1 ORDER BY pool, code", pool
        )
        return tuple(map(_coupon, found))

    def coupons_left(self) -> dict[str, int]:
        """How many each pool has."""
        found = self._db.rows(
            "SELECT pool, sum(given IS NULL AND held_for IS NULL) AS unused FROM coupon"
            " WHERE pool != '' GROUP BY pool ORDER BY pool"
        )
        return {row["pool"]: row["unused"] for row in found}

    def add_perk(self, perk: Perk, token: str | None = None) -> int | None:
        """Keep one that was given; None where the deed of that token has given it."""
        found = self._db.row(
            _ADD,
            perk.kind,
            perk.contact,
            perk.conversation,
            perk.what,
            perk.cost.plain(),
            perk.cost.currency,
            perk.why,
            milliseconds(perk.at),
            token,
        )
        return None if found is None else int(found["id"])

    def perks(
        self, since: datetime | None = None, until: datetime | None = None, contact: str = ""
    ) -> tuple[Perk, ...]:
        """Those given in [since, until), the oldest first."""
        found = self._db.rows(
            """
            SELECT * FROM perk WHERE at >= ?1 AND at < ?2 AND (?3 = '' OR contact IN (
                SELECT b.key FROM customer_address AS a
                JOIN customer_address AS b ON b.customer_id = a.customer_id WHERE a.key = ?3
                UNION SELECT ?3))
            ORDER BY at, id
            """,
            _EVER[0] if since is None else milliseconds(since),
            _EVER[1] if until is None else milliseconds(until),
            contact,
        )
        return tuple(map(_perk, found))


def _perk(row: sqlite3.Row) -> Perk:
    return Perk(
        id=row["id"],
        kind=PerkKind(row["kind"]),
        contact=row["contact"],
        conversation=row["conversation_id"],
        what=row["what"],
        cost=Money(Decimal(row["cost"]), row["currency"]),
        why=row["why"],
        at=instant(row["at"]),
    )


def _coupon(row: sqlite3.Row) -> Coupon:
    return Coupon(
        code=row["code"],
        pool=row["pool"],
        cost=Money(Decimal(row["cost"]), row["currency"]),
        expires=None if row["expires"] is None else instant(row["expires"]),
        contact=row["contact"] or "",
        given=None if row["given"] is None else instant(row["given"]),
        held=row["held_for"] is not None,
    )

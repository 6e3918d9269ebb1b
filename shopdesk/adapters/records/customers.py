"""Customers as people: who they are, what they bought, what was noted."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from decimal import Decimal

from shopdesk.adapters.records.guests import LISTED
from shopdesk.adapters.records.section import Section
from shopdesk.adapters.records.values import instant, listed
from shopdesk.domain.errors import RecordsError
from shopdesk.domain.finding import found
from shopdesk.domain.mail.addresses import folded
from shopdesk.domain.money import Money
from shopdesk.ports.customers import ListedPerson, MovedPerson, Person
from shopdesk.words import _

_LISTED_AT = "SELECT * FROM listed_person WHERE contact = ? ORDER BY as_of DESC, id DESC"
_WRITERS = """
SELECT u.id, u.name, u.email, u.heard,
    min(u.since, coalesce((SELECT min(begun) FROM conversation WHERE customer_id = u.id), u.since))
        AS since,
    (SELECT group_concat(a.key, char(9)) FROM customer_address AS a WHERE a.customer_id = u.id)
        AS keys,
    (SELECT p.phone FROM customer_address AS a JOIN listed_person AS p ON p.contact = a.key
        WHERE a.customer_id = u.id AND p.phone != '' LIMIT 1) AS phone
FROM customer AS u
WHERE EXISTS (SELECT 1 FROM customer_address WHERE customer_id = u.id)
    OR EXISTS (SELECT 1 FROM conversation WHERE customer_id = u.id)
ORDER BY u.heard DESC, u.id DESC
"""
_BUYERS = """
SELECT contact, max(email) AS email, max(name) AS name, max(phone) AS phone,
    min(placed) AS since, max(placed) AS heard
FROM (
    SELECT contact, email, name, phone, placed FROM shop_order WHERE contact != ''
    UNION ALL SELECT contact, email, name, phone, NULL FROM listed_person WHERE contact != ''
) WHERE contact NOT IN (SELECT key FROM customer_address)
GROUP BY contact ORDER BY heard DESC, contact
"""
_WITHOUT_ADDRESS = """
SELECT name, phone FROM listed_person WHERE contact = '' ORDER BY name, id
"""
_MOVED = (
    ("customer_address", "key"),
    ("conversation", "id"),
    ("customer_note", "id"),
)


class Customers(Section):
    """The records' methods about customers as people."""

    def person(self, customer: int) -> Person:
        """One customer; raises `RecordsError` when there is none."""
        sql = _WRITERS[: _WRITERS.index("WHERE EXISTS")] + "WHERE u.id = ?"
        row = self._db.row(sql, customer)
        if row is None:
            raise RecordsError(_("There is no customer {number}.").format(number=customer))
        return _person(row)

    def customer_at(self, email: str) -> int | None:
        """Who writes from that address."""
        row = self._db.row("SELECT customer_id FROM customer_address WHERE key = ?", folded(email))
        return None if row is None else int(row["customer_id"])

    def people(self, words: str = "") -> Iterator[Person]:
        """Everybody, who was heard of last in front; with words, whose name or address has them."""
        for row in self._db.each(_WRITERS):
            if not words or found(words, row["name"], row["keys"] or ""):
                yield _person(row)
        for row in self._db.each(_BUYERS):
            if not words or found(words, row["name"], row["contact"]):
                yield Person(
                    None,
                    row["name"],
                    (row["email"],),
                    row["phone"],
                    None if row["since"] is None else instant(row["since"]),
                    None if row["heard"] is None else instant(row["heard"]),
                )
        for row in self._db.each(_WITHOUT_ADDRESS):
            if not words or found(words, row["name"], row["phone"]):
                yield Person(None, row["name"], (), row["phone"], None, None)

    def listed_as(self, customer: int) -> tuple[ListedPerson, ...]:
        """What imported lists say, the newest first."""
        return tuple(map(_listed, self._db.rows(LISTED, listed([customer]))))

    def listed_at(self, email: str) -> tuple[ListedPerson, ...]:
        """The same of an address from which nobody need have written."""
        contact = folded(email)
        return tuple(map(_listed, self._db.rows(_LISTED_AT, contact))) if contact else ()

    def language_of(self, customer: int) -> str:
        """That of the newest conversation that tells one; empty when none does."""
        row = self._db.row(
            "SELECT language FROM conversation WHERE customer_id = ? AND language != ''"
            " ORDER BY begun DESC, id DESC LIMIT 1",
            customer,
        )
        return "" if row is None else str(row["language"])

    def join_people(self, into: int, other: int) -> MovedPerson:
        """All of `other` is `into`'s from now on; what that was."""
        moved = []
        with self._db.transaction():
            for table, key in _MOVED:
                rows = self._db.rows(
                    f"SELECT {key} AS key FROM {table} WHERE customer_id = ?",  # noqa: S608
                    other,
                )
                moved.append(tuple(row["key"] for row in rows))
                self._db.execute(
                    f"UPDATE {table} SET customer_id = ? WHERE customer_id = ?",  # noqa: S608
                    into,
                    other,
                )
        return MovedPerson(*moved)

    def part_people(self, kept: Person, back_to: int, moved: MovedPerson) -> None:
        """Give it back; `kept` is whom it was given to, as they were before."""
        every: tuple[Sequence[str] | Sequence[int], ...] = (
            moved.addresses,
            moved.conversations,
            moved.notes,
        )
        with self._db.transaction():
            for (table, key), keys in zip(_MOVED, every, strict=True):
                self._db.execute(
                    f"UPDATE {table} SET customer_id = ?"  # noqa: S608 - our own words
                    f" WHERE {key} IN (SELECT value FROM json_each(?))",
                    back_to,
                    listed(keys),
                )
            row = self._db.row("SELECT email FROM customer WHERE id = ?", kept.customer)
            # who wrote from the other's address meanwhile is called as before
            if row is not None and folded(row["email"]) in moved.addresses and kept.emails:
                self._db.execute(
                    "UPDATE customer SET name = ?, email = ? WHERE id = ?",
                    kept.name,
                    kept.emails[0],
                    kept.customer,
                )


def _listed(row: sqlite3.Row) -> ListedPerson:
    return ListedPerson(
        source=row["source"],
        name=row["name"],
        phone=row["phone"],
        note=row["note"],
        tags=row["tags"],
        spent=Money(Decimal(row["spent"]), row["currency"]) if row["spent"] else None,
        orders=row["orders"],
    )


def _person(row: sqlite3.Row) -> Person:
    keys = [key for key in (row["keys"] or "").split("\t") if key]
    current = folded(row["email"])
    others = sorted(key for key in keys if key != current)
    return Person(
        row["id"],
        row["name"],
        tuple(filter(None, (row["email"], *others))),
        row["phone"] or "",
        instant(row["since"]),
        instant(row["heard"]),
    )

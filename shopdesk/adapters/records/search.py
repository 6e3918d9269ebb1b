"""What a search reads of the records."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence

from shopdesk.adapters.records.section import Section
from shopdesk.adapters.records.values import instant, listed
from shopdesk.ports.cache import Said
from shopdesk.ports.search import Guest, Letter, Sale

_SAID = """
SELECT m.id, m.received, m.sender_name, m.sender_email, m.contact_name, m.contact_email, m.subject,
    m.text, coalesce(u.name, '') AS name, coalesce(u.email, '') AS email
FROM message AS m LEFT JOIN conversation AS c ON c.id = m.conversation_id
LEFT JOIN customer AS u ON u.id = c.customer_id
WHERE m.id > ? ORDER BY m.id LIMIT ?
"""
_LETTERS = """
SELECT m.id, m.conversation_id, m.received, m.outgoing, m.subject, m.text, u.id AS customer,
    coalesce(u.name, m.sender_name) AS name, coalesce(u.email, m.sender_email) AS email
FROM json_each(?) AS wanted CROSS JOIN message AS m ON m.id = wanted.value
LEFT JOIN conversation AS c ON c.id = m.conversation_id
LEFT JOIN customer AS u ON u.id = c.customer_id
"""
_GUESTS = """
SELECT u.id, u.name, u.email, u.heard, (SELECT group_concat(a.key, ' ') FROM customer_address AS a
    WHERE a.customer_id = u.id) AS addresses,
    (SELECT max(c.id) FROM conversation AS c WHERE c.customer_id = u.id) AS conversation
FROM customer AS u ORDER BY u.heard DESC, u.id DESC
"""
_SALES = """
SELECT o.id, o.number, o.name, o.email, o.phone, o.tracking, o.status, o.placed, o.lines,
    a.customer_id, (SELECT max(c.id) FROM conversation AS c
    WHERE c.customer_id = a.customer_id) AS conversation
FROM shop_order AS o LEFT JOIN customer_address AS a ON a.key = o.contact AND o.contact != ''
ORDER BY o.placed DESC, o.id DESC
"""


class Search(Section):
    """The records' methods that a search reads by."""

    def said_after(self, message: int, limit: int) -> tuple[Said, ...]:
        """Messages with higher numbers than that, ascending, for the index."""
        return tuple(
            Said(row["id"], instant(row["received"]), _found_by(row))
            for row in self._db.rows(_SAID, message, limit)
        )

    def last_message(self) -> int:
        """The highest number of a message; 0 without any."""
        return self._db.number("SELECT coalesce(max(id), 0) FROM message")

    def letters(self, messages: Sequence[int]) -> dict[int, Letter]:
        """Those of them that are there, by number."""
        return {
            row["id"]: Letter(
                message=row["id"],
                conversation=row["conversation_id"],
                customer=row["customer"],
                name=row["name"],
                email=row["email"],
                subject=row["subject"],
                text=row["text"],
                received=instant(row["received"]),
                ours=bool(row["outgoing"]),
            )
            for row in self._db.rows(_LETTERS, listed(messages))
        }

    def guests(self) -> tuple[Guest, ...]:
        """Every customer, who wrote last first."""
        return tuple(
            Guest(
                customer=row["id"],
                name=row["name"],
                emails=tuple(dict.fromkeys((row["email"], *(row["addresses"] or "").split()))),
                heard=instant(row["heard"]),
                conversation=row["conversation"],
            )
            for row in self._db.rows(_GUESTS)
        )

    def sales(self) -> tuple[Sale, ...]:
        """Every order that was imported, the newest first."""
        return tuple(map(_sale, self._db.rows(_SALES)))


def _found_by(row: sqlite3.Row) -> str:
    people = ("name", "email", "contact_name", "contact_email", "sender_name", "sender_email")
    who = " ".join(dict.fromkeys(row[column] or "" for column in people))
    return "\n".join((who, row["subject"], row["text"]))


def _sale(row: sqlite3.Row) -> Sale:
    # as stored: [[sku, name, quantity, price, total], …]
    articles = " ".join(f"{line[0]} {line[1]}" for line in json.loads(row["lines"]))
    return Sale(
        number=row["number"],
        name=row["name"],
        email=row["email"],
        status=row["status"],
        placed=None if row["placed"] is None else instant(row["placed"]),
        text=" ".join((row["tracking"], row["phone"], articles)),
        customer=row["customer_id"],
        conversation=row["conversation"],
    )

"""Which template answered which mail, and what an answer is checked against."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from typing import TYPE_CHECKING

from shopdesk.adapters.records.section import Section
from shopdesk.adapters.records.values import instant, milliseconds
from shopdesk.domain.answer.send_check import Others
from shopdesk.domain.answer.suggest import Asked, PastAnswer
from shopdesk.domain.mail.addresses import folded
from shopdesk.domain.mail.matter import Category

if TYPE_CHECKING:
    from shopdesk.ports.answers import Mark

WORDS = 4_000
"""Characters of a message that are read."""

_ANSWERED = """
SELECT o.id, o.accepted, o.template, c.subject, c.category, c.language, (
    SELECT group_concat(said, char(10)) FROM (
        SELECT substr(m.new_text, 1, ?) AS said
        FROM json_each(o.answers) AS a JOIN message AS m ON m.id = a.value
        ORDER BY m.received DESC, m.id DESC
    )
) AS words
FROM outbox AS o JOIN conversation AS c ON c.id = o.conversation_id
WHERE o.accepted IS NOT NULL AND o.template != '' AND o.answers != '[]'
    AND (o.accepted, o.id) {side} (?, ?)
ORDER BY o.accepted {order}, o.id {order} LIMIT ?
"""
_BEFORE = _ANSWERED.format(side="<", order="DESC")
_SINCE = _ANSWERED.format(side=">", order="ASC")
_EVER = (1 << 62, 0)
_NAMES = "SELECT DISTINCT name FROM customer WHERE id != ? AND name != ''"
_NUMBERS = """
SELECT DISTINCT number FROM message_order
WHERE contact NOT IN (SELECT key FROM customer_address WHERE customer_id = ?)
"""
_RETURNED = """
SELECT json_extract(t.value, '$[1]') AS email, max(m.received) AS sent
FROM message AS m, json_each(m.rest, '$.to') AS t WHERE m.bounced != '' GROUP BY 1
"""
_HEARD = """
SELECT u.heard FROM customer_address AS a JOIN customer AS u ON u.id = a.customer_id
WHERE a.key = ?
"""


class Answered(Section):
    """The records' methods about what was answered with what."""

    def answered_before(self, mark: Mark | None, limit: int) -> tuple[PastAnswer, ...]:
        """Answers that went out with a template, the newest first; without a mark, the latest."""
        place = _EVER if mark is None else _place(mark)
        return tuple(map(_answer, self._db.rows(_BEFORE, WORDS, *place, limit)))

    def answered_since(self, mark: Mark, limit: int) -> tuple[PastAnswer, ...]:
        """The same after the mark, the oldest first."""
        return tuple(map(_answer, self._db.rows(_SINCE, WORDS, *_place(mark), limit)))

    def others(self, customer: int) -> Others:
        """The names of all customers but this one, and the orders that they named."""
        return Others(
            names=frozenset(row["name"] for row in self._db.rows(_NAMES, customer)),
            order_numbers=frozenset(row["number"] for row in self._db.rows(_NUMBERS, customer)),
        )

    def undelivered(self, addresses: Iterable[str]) -> frozenset[str]:
        """Those, in lower case, that our last answer did not reach, unless heard from since."""
        wanted = {folded(address): address.lower() for address in addresses}
        lost = set()
        for row in self._db.rows(_RETURNED):
            if (key := folded(row["email"])) in wanted:
                heard = self._db.row(_HEARD, key)
                if heard is None or heard["heard"] <= row["sent"]:
                    lost.add(wanted[key])
        return frozenset(lost)


def _place(mark: Mark) -> tuple[int, int]:
    return milliseconds(mark[0]), mark[1]


def _answer(row: sqlite3.Row) -> PastAnswer:
    return PastAnswer(
        asked=Asked(
            subject=row["subject"],
            text=row["words"] or "",
            category=Category(row["category"]),
            language=row["language"],
        ),
        template=row["template"],
        at=instant(row["accepted"]),
        dispatch=row["id"],
    )

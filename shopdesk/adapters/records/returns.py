"""Returns in the records."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import replace
from datetime import datetime
from decimal import Decimal

from shopdesk.adapters.records.section import Section
from shopdesk.adapters.records.values import instant, milliseconds
from shopdesk.domain.money import Money
from shopdesk.domain.moves.returns import (
    OVER,
    GoodsReturn,
    ReturnLine,
    ReturnOutcome,
    ReturnStage,
    number_for,
)

_ADD = """
INSERT INTO goods_return (number, conversation_id, contact, order_number, lines, reason, outcome,
    worth, currency, stage, reached)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""
_LIST = """
SELECT * FROM goods_return WHERE ?1 = '' OR contact IN (
    SELECT b.key FROM customer_address AS a
    JOIN customer_address AS b ON b.customer_id = a.customer_id WHERE a.key = ?1 UNION SELECT ?1
) ORDER BY id
"""
# word for word as the index says it: the board asks often
_OPEN = "SELECT * FROM goods_return WHERE stage NOT IN ('settled', 'cancelled') ORDER BY id"


class Returns(Section):
    """The records' methods about returns."""

    def allot_return(self, year: int) -> str:
        """A number that no return has; it is not given away again."""
        prefix = number_for(0, year).partition("-")[0]
        (found,) = self._db.rows(
            "INSERT INTO return_number VALUES (?, 1)"
            " ON CONFLICT (prefix) DO UPDATE SET last = last + 1 RETURNING last",
            prefix,
        )
        return number_for(found["last"], year)

    def add_return(self, made: GoodsReturn, *, year: int) -> GoodsReturn:
        """Keep a new one with its id, and with a number where it has none yet.

        The one that is there already where its number is known: it is begun once.
        """
        with self._db.transaction():
            number = made.number or self.allot_return(year)
            if (known := self.goods_return(number)) is not None:
                return known
            id = self._db.insert(
                _ADD,
                number,
                made.conversation,
                made.contact,
                made.order,
                json.dumps([[x.sku, x.name, x.quantity, x.price.plain()] for x in made.lines]),
                made.reason,
                made.outcome,
                made.worth.plain(),
                made.worth.currency,
                made.stage,
                json.dumps([[stage, milliseconds(at)] for stage, at in made.reached]),
            )
        return replace(made, id=id, number=number)

    def goods_return(self, number: str) -> GoodsReturn | None:
        """The one of that number, in any letter case."""
        found = self._db.row(
            "SELECT * FROM goods_return WHERE number = ? COLLATE NOCASE", number.strip()
        )
        return None if found is None else _return(found)

    def returns(self, *, open_only: bool = False, contact: str = "") -> tuple[GoodsReturn, ...]:
        """All, or those not over, or a customer's; the oldest first."""
        if open_only and not contact:
            return tuple(map(_return, self._db.rows(_OPEN)))
        every = map(_return, self._db.rows(_LIST, contact))
        return tuple(one for one in every if not (open_only and one.stage in OVER))

    def advance_return(self, id: int, stage: ReturnStage, at: datetime) -> None:
        """It has come to that stage; whether it may is `domain.returns.step`'s."""
        self._db.execute(
            """
            UPDATE goods_return SET stage = ?2,
                reached = json_insert(reached, '$[#]', json_array(?2, ?3))
            WHERE id = ?1
            """,
            id,
            stage,
            milliseconds(at),
        )


def _return(row: sqlite3.Row) -> GoodsReturn:
    currency = row["currency"]
    return GoodsReturn(
        id=row["id"],
        number=row["number"],
        conversation=row["conversation_id"],
        contact=row["contact"],
        order=row["order_number"],
        lines=tuple(
            ReturnLine(sku, name, quantity, Money(Decimal(price), currency))
            for sku, name, quantity, price in json.loads(row["lines"])
        ),
        reason=row["reason"],
        outcome=ReturnOutcome(row["outcome"]),
        worth=Money(Decimal(row["worth"]), currency),
        stage=ReturnStage(row["stage"]),
        reached=tuple(
            (ReturnStage(stage), instant(at)) for stage, at in json.loads(row["reached"])
        ),
    )

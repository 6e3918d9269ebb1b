"""What went wrong, and the steps against it."""

from __future__ import annotations

import sqlite3
from datetime import datetime
from decimal import Decimal

from shopdesk.adapters.records.section import Section
from shopdesk.adapters.records.values import instant, milliseconds
from shopdesk.domain.money import Money
from shopdesk.domain.moves.playbook import Incident, Prevention

_ADD = """
INSERT INTO incident (problem, conversation_id, contact, order_number, product, carrier, cause,
    cost, currency, at, token)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
ON CONFLICT (token) DO NOTHING RETURNING id
"""


class Incidents(Section):
    """The records' methods about incidents."""

    def add_incident(self, incident: Incident, token: str | None = None) -> int | None:
        """Count one; None where the deed of that token was counted."""
        found = self._db.row(
            _ADD,
            incident.problem,
            incident.conversation,
            incident.contact,
            incident.order,
            incident.product,
            incident.carrier,
            incident.cause,
            incident.cost.plain(),
            incident.cost.currency,
            milliseconds(incident.at),
            token,
        )
        return None if found is None else int(found["id"])

    def incidents(self, problem: str = "") -> tuple[Incident, ...]:
        """All, or those of a problem, the oldest first."""
        found = self._db.rows(
            "SELECT * FROM incident WHERE ?1 = '' OR problem = ?1 ORDER BY at, id", problem
        )
        return tuple(map(_incident, found))

    def add_prevention(self, step: Prevention) -> int:
        """Resolve on a step."""
        return self._db.insert(
            "INSERT INTO prevention (problem, step, made, due, done) VALUES (?, ?, ?, ?, ?)",
            step.problem,
            step.step,
            milliseconds(step.made),
            milliseconds(step.due),
            None if step.done is None else milliseconds(step.done),
        )

    def prevention_done(self, id: int, at: datetime) -> None:
        """The step is done."""
        self._db.execute(
            "UPDATE prevention SET done = ? WHERE id = ? AND done IS NULL", milliseconds(at), id
        )

    def preventions(self) -> tuple[Prevention, ...]:
        """All, the oldest first."""
        return tuple(
            Prevention(
                id=row["id"],
                problem=row["problem"],
                step=row["step"],
                made=instant(row["made"]),
                due=instant(row["due"]),
                done=None if row["done"] is None else instant(row["done"]),
            )
            for row in self._db.rows("SELECT * FROM prevention ORDER BY made, id")
        )


def _incident(row: sqlite3.Row) -> Incident:
    return Incident(
        id=row["id"],
        problem=row["problem"],
        conversation=row["conversation_id"],
        contact=row["contact"],
        order=row["order_number"],
        product=row["product"],
        carrier=row["carrier"],
        cause=row["cause"],
        cost=Money(Decimal(row["cost"]), row["currency"]),
        at=instant(row["at"]),
    )

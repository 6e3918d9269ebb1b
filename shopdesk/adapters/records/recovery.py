"""How complaints ended, and what was done above and beyond."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal

from shopdesk.adapters.records.section import Section
from shopdesk.adapters.records.values import instant, milliseconds
from shopdesk.domain.alarm.reminding import ReminderKind
from shopdesk.domain.answer.stage import Stage
from shopdesk.domain.figures.recovery import Wow
from shopdesk.domain.money import Money

_EVER = (-(1 << 62), 1 << 62)
_HERS = """
SELECT max(r.at) FROM recovery AS r
JOIN conversation AS c ON c.id = r.conversation_id
JOIN customer_address AS a ON a.customer_id = c.customer_id
WHERE r.recovered = 1 AND a.key = ?
"""


class Recovery(Section):
    """The records' methods about complaints that ended well, and about wow."""

    def followed_up(self, conversation: int) -> bool:
        """Whether a follow-up was ever made there, or it is known how it ended."""
        found = self._db.row(
            """
            SELECT 1 FROM recovery WHERE conversation_id = ?1 UNION ALL
            SELECT 1 FROM message AS m JOIN reminder AS r ON r.message_id = m.id
            WHERE m.conversation_id = ?1 AND r.kind = ?2 LIMIT 1
            """,
            conversation,
            ReminderKind.FOLLOW_UP,
        )
        return found is not None

    def recovered(self, conversation: int) -> bool | None:
        """How the complaint ended in the customer's eyes; None: nobody has said."""
        found = self._db.row(
            "SELECT recovered FROM recovery WHERE conversation_id = ?", conversation
        )
        return None if found is None else bool(found["recovered"])

    def set_recovered(self, conversation: int, recovered: bool | None, at: datetime) -> None:
        """Say how it ended; None takes it back."""
        if recovered is None:
            self._db.execute("DELETE FROM recovery WHERE conversation_id = ?", conversation)
            return
        self._db.execute(
            "INSERT OR REPLACE INTO recovery VALUES (?, ?, ?)",
            conversation,
            recovered,
            milliseconds(at),
        )

    def last_recovered(self, contact: str) -> datetime | None:
        """When the customer's last complaint ended well, UTC."""
        (found,) = self._db.rows(_HERS, contact)
        return None if found[0] is None else instant(found[0])

    def answers_by_template(self) -> Mapping[str, int]:
        """How many answers were sent with each template; those without one are under ''."""
        found = self._db.rows(
            "SELECT template, count(*) AS n FROM outbox"
            " WHERE automatic = 0 AND answers != '[]' AND stage IN (?, ?) GROUP BY template",
            Stage.ACCEPTED,
            Stage.FILED,
        )
        return {row["template"]: row["n"] for row in found}

    def add_wow(self, wow: Wow) -> int:
        """Keep one; returns its number."""
        return self._db.insert(
            "INSERT INTO wow (contact, conversation_id, what, cost, currency, at)"
            " VALUES (?, ?, ?, ?, ?, ?)",
            wow.contact,
            wow.conversation,
            wow.what,
            wow.cost.plain(),
            wow.cost.currency,
            milliseconds(wow.at),
        )

    def wows(self, since: datetime | None = None, until: datetime | None = None) -> tuple[Wow, ...]:
        """Those of [since, until), the oldest first."""
        found = self._db.rows(
            "SELECT * FROM wow WHERE at >= ? AND at < ? ORDER BY at, id",
            _EVER[0] if since is None else milliseconds(since),
            _EVER[1] if until is None else milliseconds(until),
        )
        return tuple(
            Wow(
                id=row["id"],
                contact=row["contact"],
                conversation=row["conversation_id"],
                what=row["what"],
                cost=Money(Decimal(row["cost"]), row["currency"]),
                at=instant(row["at"]),
            )
            for row in found
        )

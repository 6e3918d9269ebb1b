"""What the coach looks at: answers made with templates, and problems that came back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from shopdesk.adapters.records.section import Section
from shopdesk.adapters.records.values import listed, milliseconds
from shopdesk.domain.figures.coach import Trouble, Use
from shopdesk.domain.figures.report import Named

_USES = """
SELECT conversation_id, template, edited FROM outbox
WHERE accepted >= ? AND accepted < ? AND automatic = 0 AND template != '' AND edited IS NOT NULL
ORDER BY accepted, id
"""
_TROUBLES = """
WITH told AS (
    SELECT i.id, i.conversation_id, i.problem, i.at,
        coalesce('#' || a.customer_id, i.contact) AS who
    FROM incident AS i LEFT JOIN customer_address AS a ON a.key = i.contact
    WHERE i.at >= ?3 AND i.at < ?2
)
SELECT conversation_id, problem, who FROM told AS t
WHERE EXISTS (SELECT 1 FROM told AS x
    WHERE x.problem = t.problem AND x.who = t.who AND x.at >= ?1)
ORDER BY at, id
"""
_NAMED = """
SELECT c.id, coalesce(nullif(u.name, ''), u.email) AS name, c.subject
FROM json_each(?) AS w CROSS JOIN conversation AS c ON c.id = w.value
JOIN customer AS u ON u.id = c.customer_id
"""


class Coaching(Section):
    """The records' methods that the coach needs."""

    def note_edited(self, dispatch: int, edited: bool | None) -> None:
        """Whether the template's words were changed in that reply; None: nobody can tell."""
        self._db.execute("UPDATE outbox SET edited = ? WHERE id = ?", edited, dispatch)

    def uses_between(self, since: datetime, until: datetime) -> tuple[Use, ...]:
        """Replies made with a template that left in [since, until), oldest first."""
        found = self._db.rows(_USES, milliseconds(since), milliseconds(until))
        return tuple(Use(row[0], row[1], bool(row[2])) for row in found)

    def troubles_between(
        self, since: datetime, until: datetime, before: datetime
    ) -> tuple[Trouble, ...]:
        """Incidents of [before, until), oldest first, of problems told of in [since, until)."""
        found = self._db.rows(
            _TROUBLES, milliseconds(since), milliseconds(until), milliseconds(before)
        )
        return tuple(Trouble(row[0], row[1], row[2]) for row in found)

    def named(self, conversations: Sequence[int]) -> Mapping[int, Named]:
        """The conversations as people know them."""
        found = self._db.rows(_NAMED, listed(list(conversations)))
        return {row["id"]: Named(row["name"], row["subject"]) for row in found}

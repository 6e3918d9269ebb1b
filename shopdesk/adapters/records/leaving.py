"""What is on its way out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shopdesk.adapters.records.section import Section
from shopdesk.adapters.records.values import listed

if TYPE_CHECKING:
    from shopdesk.domain.answer.outbox import Dispatch
    from shopdesk.domain.answer.stage import Stage

_DISPATCHES = """
SELECT o.*, b.address FROM json_each(?) AS wanted
CROSS JOIN outbox AS o ON o.stage = wanted.value
JOIN mailbox AS b ON b.id = o.mailbox_id
ORDER BY o.id
"""


class Leaving(Section):
    """The records' method that lists the outbox; an empty one needs no reading."""

    def dispatches(self, *stages: Stage) -> tuple[Dispatch, ...]:
        """Those in one of the stages, oldest first."""
        found = self._db.rows(_DISPATCHES, listed(stages))
        if not found:
            return ()
        from shopdesk.adapters.records import rows

        return tuple(map(rows.dispatch, found))

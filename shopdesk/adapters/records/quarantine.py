"""What could not be read."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from shopdesk.adapters.records.section import Section
from shopdesk.adapters.records.values import instant

if TYPE_CHECKING:
    from shopdesk.domain.mail.conversation import Place


class Quarantine(Section):
    """The records' method that tells of it; what there is nothing of needs no reading."""

    def quarantined(self) -> tuple[tuple[Place, datetime, str], ...]:
        """What is in quarantine: where, when, why."""
        found = self._db.rows(
            """
            SELECT m.address, q.folder, q.uidvalidity, q.uid, q.received, q.why
            FROM quarantine AS q JOIN mailbox AS m ON m.id = q.mailbox_id
            ORDER BY q.received, q.id
            """
        )
        if not found:
            return ()
        from shopdesk.adapters.records import rows

        return tuple((rows.place(r), instant(r["received"]), r["why"]) for r in found)

"""Changes that can be taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shopdesk.adapters.records import rows
from shopdesk.adapters.records.section import Section
from shopdesk.adapters.records.values import milliseconds
from shopdesk.domain.errors import RecordsError
from shopdesk.words import _

if TYPE_CHECKING:
    from shopdesk.domain.deeds import Deed


class Deeds(Section):
    """The records' methods about what can be taken back."""

    def note_deed(self, deed: Deed) -> int:
        """Remember a change; returns its number."""
        return self._db.insert(
            """
            INSERT INTO deed (kind, at, conversation_id, other_id, details)
            VALUES (?, ?, ?, ?, ?)
            """,
            deed.kind,
            milliseconds(deed.at),
            deed.conversation,
            deed.other,
            rows.deed_details(deed),
        )

    def deed(self, id: int) -> Deed:
        """One change; raises `RecordsError` when there is none."""
        row = self._db.row("SELECT * FROM deed WHERE id = ?", id)
        if row is None:
            raise RecordsError(_("There is no change {number} in the records.").format(number=id))
        return rows.deed(row)

    def deeds_since(self, id: int) -> tuple[Deed, ...]:
        """Later changes that were not taken back, the newest first."""
        found = self._db.rows("SELECT * FROM deed WHERE id > ? AND undone = 0 ORDER BY id DESC", id)
        return tuple(map(rows.deed, found))

    def deed_undone(self, id: int) -> None:
        """It was taken back."""
        self._db.execute("UPDATE deed SET undone = 1 WHERE id = ?", id)

"""What came of a file of orders."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from shopdesk.domain.money import Money


@dataclass(frozen=True, slots=True)
class RefusedRow:
    """A row that was not taken."""

    line: int
    """Counted from 1; of a spreadsheet the row."""
    reason: str
    """A sentence for the owner."""


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What was done, or, of a dry run, what would be."""

    file: str
    """Its name."""
    format: str
    """How it was read."""
    source: str
    """Where its orders were made."""
    people: bool
    """It is a list of customers."""
    rows: int
    """Rows below the heading that say anything."""
    found: int
    """Orders, or people, in them."""
    added: int
    """New ones."""
    changed: int
    """Known ones of which the file says something newer."""
    unchanged: int
    """Known ones of which it says nothing new."""
    older: int
    """Of these the records know newer; only what was not known at all was filled in."""
    totals: tuple[Money, ...]
    """What the orders of the file come to."""
    refused: tuple[RefusedRow, ...]
    """By line; the first ones of many."""
    refused_rows: int
    """How many there are."""
    dry_run: bool
    """Nothing was changed."""
    warnings: tuple[str, ...] = ()
    """What should be looked at."""

    @property
    def nothing(self) -> bool:
        """No row of it could be taken."""
        return self.found == 0 and self.refused_rows > 0

"""The part of the records that the board is painted from, and nothing else."""

from __future__ import annotations

from pathlib import Path

from shopdesk.adapters.records.alarms import Alarms
from shopdesk.adapters.records.board import Board
from shopdesk.adapters.records.database import Database
from shopdesk.adapters.records.guests import Guests
from shopdesk.adapters.records.leaving import Leaving
from shopdesk.adapters.records.migrations import is_current
from shopdesk.adapters.records.quarantine import Quarantine
from shopdesk.adapters.records.quiet import Quiet
from shopdesk.adapters.records.returns import Returns


class GlanceRecords(Alarms, Board, Leaving, Quarantine, Returns, Quiet, Guests):
    """Ready sooner than all of the records. Used from one thread, for reading only."""

    def __init__(self, path: Path) -> None:
        """Open a file that is there; raises `RecordsError`."""
        super().__init__(Database(path))
        self._db.only_show(True)

    @property
    def current(self) -> bool:
        """Whether the file is of this version; an older one is for `SqliteRecords` to change."""
        return is_current(self._db)

    def change(self) -> int:
        """A number that differs whenever anybody has written."""
        return self._db.change()

    def close(self) -> None:
        """Close the file."""
        self._db.close()

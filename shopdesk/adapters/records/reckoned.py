"""The part of the records that the figures are reckoned from, and nothing else."""

from __future__ import annotations

from pathlib import Path

from shopdesk.adapters.records.coaching import Coaching
from shopdesk.adapters.records.database import Database
from shopdesk.adapters.records.figures import Figures
from shopdesk.adapters.records.migrations import is_current
from shopdesk.adapters.records.surveys import Surveys

_CACHE_KIB = 64 << 10


class ReckonedRecords(Figures, Coaching, Surveys):
    """Ready sooner than all of the records. Used from one thread, for reading only."""

    def __init__(self, path: Path) -> None:
        """Open a file that is there; raises `RecordsError`."""
        super().__init__(Database(path))
        self._db.only_show(True)
        # SQLite's own 2 MiB are read over and over: a year is looked up all over the file
        self._db.execute(f"PRAGMA cache_size = -{_CACHE_KIB}")

    @property
    def current(self) -> bool:
        """Whether the file is of this version; an older one is for `SqliteRecords` to change."""
        return is_current(self._db)

    def close(self) -> None:
        """Close the file."""
        self._db.close()

"""A copy of the records while others write into them, checked page by page."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from shopdesk.adapters.profile.folder import private_file, refused
from shopdesk.adapters.records.failures import damaged, explained
from shopdesk.domain.errors import Damaged
from shopdesk.ports.backup import Progress

PAGES = 512
"""Copied between two words of progress: 2 MiB."""
BUSY_S = 10.0
_COUNT = "SELECT count(*) FROM message"


def copy(source: Path, target: Path, progress: Progress) -> int:
    """Copy a records file by SQLite's online backup; returns how many messages it holds.

    The copy is of one instant and one file alone. Raises `Damaged` where the source is.
    """
    private_file(target)
    try:
        with closing(_open(source)) as here, closing(_open(target)) as there:
            # One reading transaction: whoever writes meanwhile does not make the copy begin anew.
            here.execute("BEGIN")
            here.execute("SELECT count(*) FROM sqlite_master").fetchall()
            here.backup(
                there,
                pages=PAGES,
                progress=lambda _status, left, of: progress(1 - left / max(of, 1)),
            )
            here.execute("COMMIT")
    except sqlite3.Error as error:
        raise explained(error, source) from error
    except OSError as error:
        raise refused(error, target) from error
    try:
        return checked(target)
    except Damaged as error:
        raise damaged(source) from error


def checked(path: Path) -> int:
    """Look at every page of a records file that nobody else has open; how many messages it holds.

    Raises `Damaged`.
    """
    try:
        with closing(_open(path)) as copied:
            copied.execute("PRAGMA journal_mode = DELETE").fetchall()
            found = copied.execute("PRAGMA integrity_check(1)").fetchone()
            if found != ("ok",):
                raise damaged(path)
            return int(copied.execute(_COUNT).fetchone()[0])
    except sqlite3.OperationalError as error:
        if "no such table" in str(error):
            raise damaged(path) from error
        raise explained(error, path) from error
    except sqlite3.Error as error:
        raise explained(error, path) from error


def _open(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(path, timeout=BUSY_S, isolation_level=None)

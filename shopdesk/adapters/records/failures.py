"""SQLite's errors as sentences for the owner."""

from __future__ import annotations

import shutil
import sqlite3
from pathlib import Path

from shopdesk.adapters.profile.folder import no_room
from shopdesk.domain.errors import Damaged as Damaged
from shopdesk.domain.errors import RecordsError
from shopdesk.words import _

_PRIMARY = 0xFF
"""SQLite's extended result codes carry the primary one in their lowest byte."""
_SCANT_BYTES = 1 << 20


def explained(error: sqlite3.Error, path: Path) -> RecordsError:
    """What went wrong with the file, and what to do."""
    code = getattr(error, "sqlite_errorcode", 0) & _PRIMARY
    if code == sqlite3.SQLITE_FULL or (code == sqlite3.SQLITE_IOERR and _is_full(path)):
        return no_room(path)
    if code in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
        return damaged(path)
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        sentence = _("Another program keeps {path} locked. Close it, then try again.")
    elif code in (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM, sqlite3.SQLITE_READONLY):
        sentence = _("{path} cannot be used ({why}). Check that it is yours and may be written.")
    elif code == sqlite3.SQLITE_IOERR:
        sentence = _("{path} could not be read or written ({why}). Check the disk.")
    else:
        sentence = _("{path} could not be read or written ({why}).")
    return RecordsError(sentence.format(path=path, why=error))


def damaged(path: Path) -> Damaged:
    """A records file that is broken, and the way out."""
    return Damaged(
        _(
            "{path} is damaged. Close shopdesk; `shopdesk restore latest --only records` puts the "
            "newest backup in its place and keeps the damaged file."
        ).format(path=path)
    )


def _is_full(path: Path) -> bool:
    """A full disk can also show as an I/O error: the WAL's index is mapped, not written."""
    try:
        return shutil.disk_usage(path.parent).free < _SCANT_BYTES
    except OSError:
        return False

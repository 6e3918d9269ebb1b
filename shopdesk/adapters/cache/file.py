"""The cache's file: made, opened, and thrown away when it is of no use."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TypeVar

from shopdesk.adapters.profile.folder import COMPANIONS, refused
from shopdesk.adapters.records.database import Database
from shopdesk.adapters.records.failures import Damaged
from shopdesk.domain.errors import RecordsError

T = TypeVar("T")

APPLICATION = 0x73686463
"""Marks the file as our cache in its header (`shdc`)."""
VERSION = 2
"""Of the tables below and of how words are made comparable. A cache of any other version is
thrown away: raise it with each change."""

# Numbers of `mail` and `filed` come from one row, the second of receipt in their upper bits: what
# the index holds is in the order of time. In `said` stand words, not texts.
_TABLES = (
    """
    CREATE TABLE mail (
        id INTEGER PRIMARY KEY,
        address TEXT NOT NULL,
        folder TEXT NOT NULL,
        uidvalidity INTEGER NOT NULL,
        uid INTEGER NOT NULL,
        received INTEGER NOT NULL,
        message BLOB NOT NULL,
        UNIQUE (address, folder, uidvalidity, uid)
    )
    """,
    """
    CREATE TABLE mail_address (
        key TEXT NOT NULL,
        mail_id INTEGER NOT NULL REFERENCES mail (id) ON DELETE CASCADE,
        PRIMARY KEY (key, mail_id)
    ) WITHOUT ROWID
    """,
    "CREATE INDEX mail_address_mail ON mail_address (mail_id)",
    "CREATE TABLE filed (id INTEGER PRIMARY KEY, message INTEGER NOT NULL UNIQUE)",
    """
    CREATE VIRTUAL TABLE said USING fts5 (
        words, stems, content = '', prefix = '1 2', tokenize = 'ascii'
    )
    """,
    """
    CREATE TABLE progress (
        address TEXT NOT NULL,
        folder TEXT NOT NULL,
        uidvalidity INTEGER NOT NULL,
        low INTEGER NOT NULL,
        done INTEGER NOT NULL,
        total INTEGER NOT NULL,
        PRIMARY KEY (address, folder)
    ) WITHOUT ROWID
    """,
    f"PRAGMA application_id = {APPLICATION}",
    f"PRAGMA user_version = {VERSION}",
)


class CacheFile:
    """Runs work on a sound file: damaged or of another version, it starts again empty."""

    def __init__(self, path: Path) -> None:
        """Open the file or make it, mode 0600."""
        self._path = path
        try:
            self._db = _opened(path)
        except Damaged:
            self._db = self._anew()

    def run(self, work: Callable[[Database], T]) -> T:
        """What the work returns, done again on an empty file when this one proves damaged."""
        try:
            return work(self._db)
        except Damaged:
            with suppress(RecordsError):
                self._db.close()
            self._db = self._anew()
            return work(self._db)

    def write(self, work: Callable[[Database], T]) -> T:
        """The same, all or nothing."""

        def whole(db: Database) -> T:
            with db.transaction():
                return work(db)

        return self.run(whole)

    def close(self) -> None:
        """Close the file."""
        self._db.close()

    def _anew(self) -> Database:
        try:
            for suffix in ("", *COMPANIONS):
                self._path.with_name(self._path.name + suffix).unlink(missing_ok=True)
        except OSError as error:
            raise refused(error, self._path) from error
        return _opened(self._path)


def _opened(path: Path) -> Database:
    """The file with our tables; raises `Damaged` where it holds anything else."""
    db = Database(path, durable=False)
    try:
        if not _is_ours(db):
            with db.transaction():
                _furnish(db)
    except BaseException:
        db.close()
        raise
    return db


def _is_ours(db: Database) -> bool:
    mark = (db.number("PRAGMA application_id"), db.number("PRAGMA user_version"))
    return mark == (APPLICATION, VERSION)


def _furnish(db: Database) -> None:
    """Make our tables, unless another process did so while we waited for the lock."""
    if db.number("SELECT count(*) FROM sqlite_master") == 0:
        for statement in _TABLES:
            db.execute(statement)
    elif not _is_ours(db):
        raise Damaged(f"{db.path} is a cache of another version")

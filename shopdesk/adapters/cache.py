"""Older mail in a SQLite file of its own, which may be deleted at any time."""

from __future__ import annotations

import json
import sqlite3
import zlib
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TypeVar

from shopdesk.adapters.folder import COMPANIONS, refused
from shopdesk.adapters.records import rows
from shopdesk.adapters.records.database import Database
from shopdesk.adapters.records.failures import Damaged
from shopdesk.adapters.records.rows import instant, milliseconds, packed, unpacked
from shopdesk.domain.errors import RecordsError
from shopdesk.domain.message import Message
from shopdesk.domain.threading import folded
from shopdesk.ports.cache import OlderMail

T = TypeVar("T")

APPLICATION = 0x73686463
"""Marks the file as our cache in its header (`shdc`)."""
VERSION = 1
"""Of the tables below. A cache of any other version is thrown away: raise it with each change."""

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
        received INTEGER NOT NULL,
        mail_id INTEGER NOT NULL REFERENCES mail (id) ON DELETE CASCADE,
        PRIMARY KEY (key, received, mail_id)
    ) WITHOUT ROWID
    """,
    "CREATE INDEX mail_address_mail ON mail_address (mail_id)",
    """
    CREATE TABLE progress (
        address TEXT NOT NULL,
        folder TEXT NOT NULL,
        uidvalidity INTEGER NOT NULL,
        uid INTEGER NOT NULL,
        PRIMARY KEY (address, folder)
    ) WITHOUT ROWID
    """,
    f"PRAGMA application_id = {APPLICATION}",
    f"PRAGMA user_version = {VERSION}",
)


class SqliteCache:
    """Older mail. Damaged or of another version, it starts again empty, without a word."""

    def __init__(self, path: Path) -> None:
        """Open the file or make it, mode 0600."""
        self._path = path
        try:
            self._db = _opened(path)
        except Damaged:
            self._db = self._anew()

    def add(self, mails: Sequence[OlderMail]) -> None:
        """Keep them; one that is there already is passed over."""

        def work(db: Database) -> None:
            with db.transaction():
                for mail in mails:
                    _add(db, mail)

        self._on_sound_file(work)

    def with_address(self, email: str, limit: int) -> tuple[OlderMail, ...]:
        """The newest older mails from or to that address."""
        return self._on_sound_file(
            lambda db: tuple(
                OlderMail(rows.place(row), instant(row["received"]), _message(db, row))
                for row in db.rows(
                    """
                    SELECT m.* FROM mail_address AS a JOIN mail AS m ON m.id = a.mail_id
                    WHERE a.key = ? ORDER BY a.received DESC, a.mail_id DESC LIMIT ?
                    """,
                    folded(email),
                    limit,
                )
            )
        )

    def count(self) -> int:
        """How many there are."""
        return self._on_sound_file(lambda db: db.number("SELECT count(*) FROM mail"))

    def uids(self, mailbox: str, folder: str, uidvalidity: int) -> frozenset[int]:
        """Where in a folder the mails lie that are kept."""
        sql = "SELECT uid FROM mail WHERE address = ? AND folder = ? AND uidvalidity = ?"
        return self._on_sound_file(
            lambda db: frozenset(row["uid"] for row in db.rows(sql, mailbox, folder, uidvalidity))
        )

    def progress(self, mailbox: str, folder: str, uidvalidity: int) -> int | None:
        """The lowest UID up to which history has been read; None before the start."""
        return self._on_sound_file(lambda db: _progress(db, mailbox, folder, uidvalidity))

    def set_progress(self, mailbox: str, folder: str, uidvalidity: int, uid: int) -> None:
        """Remember how far down history has been read; mails under other UIDs are forgotten."""

        def work(db: Database) -> None:
            with db.transaction():
                if _progress(db, mailbox, folder, uidvalidity) is None:
                    db.execute(
                        "DELETE FROM mail WHERE address = ? AND folder = ? AND uidvalidity != ?",
                        mailbox,
                        folder,
                        uidvalidity,
                    )
                db.execute(
                    "INSERT OR REPLACE INTO progress VALUES (?, ?, ?, ?)",
                    mailbox,
                    folder,
                    uidvalidity,
                    uid,
                )

        self._on_sound_file(work)

    def close(self) -> None:
        """Close the file."""
        self._db.close()

    def _on_sound_file(self, work: Callable[[Database], T]) -> T:
        try:
            return work(self._db)
        except Damaged:
            with suppress(RecordsError):
                self._db.close()
            self._db = self._anew()
            return work(self._db)

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


def _progress(db: Database, mailbox: str, folder: str, uidvalidity: int) -> int | None:
    row = db.row(
        "SELECT uid FROM progress WHERE address = ? AND folder = ? AND uidvalidity = ?",
        mailbox,
        folder,
        uidvalidity,
    )
    return None if row is None else int(row["uid"])


def _add(db: Database, mail: OlderMail) -> None:
    place, received = mail.place, milliseconds(mail.received)
    added = db.execute(
        """
        INSERT INTO mail (address, folder, uidvalidity, uid, received, message)
        VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (address, folder, uidvalidity, uid) DO NOTHING
        """,
        place.mailbox,
        place.folder,
        place.uidvalidity,
        place.uid,
        received,
        packed(json.dumps(rows.columns(mail.message)).encode()),
    )
    if added.rowcount == 0:
        return
    message = mail.message
    everybody = (message.sender, message.author, *message.to)
    for key in {folded(address.email) for address in everybody if address.email}:
        db.execute("INSERT INTO mail_address VALUES (?, ?, ?)", key, received, added.lastrowid)


def _message(db: Database, row: sqlite3.Row) -> Message:
    try:
        return rows.message(json.loads(unpacked(row["message"])))
    except (zlib.error, ValueError) as error:
        raise Damaged(f"{db.path} holds a mail that cannot be read") from error

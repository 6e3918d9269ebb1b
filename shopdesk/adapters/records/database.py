"""One SQLite file: opened, written in transactions, its errors explained."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TypeAlias

from shopdesk.adapters.folder import private_file
from shopdesk.adapters.records.failures import Damaged, explained
from shopdesk.domain.errors import RecordsError
from shopdesk.words import _

Value: TypeAlias = str | int | bytes | None

BUSY_S = 10.0
_PAUSE_S = 0.01
_OUTERMOST = ("BEGIN IMMEDIATE", "COMMIT", ("ROLLBACK",))
_NESTED = ("SAVEPOINT step", "RELEASE step", ("ROLLBACK TO step", "RELEASE step"))


class Database:
    """A connection for the thread that made it. Raises `RecordsError`."""

    def __init__(self, path: Path, *, durable: bool = True) -> None:
        """Open the file, made with mode 0600 where there is none.

        A durable one is on the disk when a transaction ends; another may lose the last ones to
        a power cut, but never its order.
        """
        self._path = path
        self._depth = 0
        private_file(path)
        try:
            self._connection = sqlite3.connect(path, timeout=BUSY_S, isolation_level=None)
        except sqlite3.Error as error:
            raise explained(error, path) from error
        try:
            self._prepare(durable)
        except BaseException:
            self._connection.close()
            raise

    @property
    def path(self) -> Path:
        """The file."""
        return self._path

    def execute(self, sql: str, *values: Value) -> sqlite3.Cursor:
        """Run one statement."""
        if self._depth and not self._connection.in_transaction:
            # SQLite itself takes a whole transaction back when the disk is full or fails. Going
            # on would write the rest of it piece by piece.
            raise RecordsError(
                _("A change to {path} was taken back after an error.").format(path=self._path)
            )
        try:
            return self._connection.execute(sql, values)
        except UnicodeEncodeError:
            return self.execute(sql, *map(_encodable, values))
        except sqlite3.ProgrammingError:
            raise
        except sqlite3.Error as error:
            raise explained(error, self._path) from error

    def rows(self, sql: str, *values: Value) -> list[sqlite3.Row]:
        """All rows of a query."""
        cursor = self.execute(sql, *values)
        try:
            return cursor.fetchall()
        except sqlite3.Error as error:
            raise explained(error, self._path) from error

    def row(self, sql: str, *values: Value) -> sqlite3.Row | None:
        """The first row of a query, if there is any."""
        found = self.rows(sql, *values)
        return found[0] if found else None

    def number(self, sql: str, *values: Value) -> int:
        """The single whole number that a query yields."""
        return int(self.rows(sql, *values)[0][0])

    def insert(self, sql: str, *values: Value) -> int:
        """Run an INSERT; returns the new row's number."""
        return self.execute(sql, *values).lastrowid or 0

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All or nothing. Nested use joins the outer one; a failed nested part leaves no trace."""
        begin, commit, undo = _NESTED if self._depth else _OUTERMOST
        self.execute(begin)
        self._depth += 1
        try:
            yield
            self.execute(commit)
        except BaseException:
            self._take_back(undo)
            raise
        finally:
            self._depth -= 1

    def change(self) -> int:
        """A number that differs whenever any connection has written."""
        return (self.number("PRAGMA data_version") << 48) + self._connection.total_changes

    def problems(self) -> tuple[str, ...]:
        """What SQLite's quick check finds wrong with the file; empty when it is sound."""
        try:
            found = tuple(str(row[0]) for row in self.rows("PRAGMA quick_check"))
        except Damaged as error:
            return (str(error),)
        return () if found == ("ok",) else found

    def close(self) -> None:
        """Close the file; safe to call twice."""
        try:
            self._connection.close()
        except sqlite3.ProgrammingError:
            raise
        except sqlite3.Error as error:
            raise explained(error, self._path) from error

    def _prepare(self, durable: bool) -> None:
        self._connection.row_factory = sqlite3.Row
        self._write_ahead()
        self.execute("PRAGMA foreign_keys = ON")
        self.execute(f"PRAGMA synchronous = {'FULL' if durable else 'NORMAL'}")
        if durable:
            # macOS only: there, a plain fsync does not reach the disk.
            self.execute("PRAGMA fullfsync = ON")

    def _write_ahead(self) -> None:
        """Switch to WAL; SQLite does not wait by itself when two processes do so at once."""
        deadline = time.monotonic() + BUSY_S
        while True:
            try:
                self._connection.execute("PRAGMA journal_mode = WAL").fetchall()
                return
            except sqlite3.Error as error:
                busy = getattr(error, "sqlite_errorcode", 0) & 0xFF == sqlite3.SQLITE_BUSY
                if not busy or time.monotonic() > deadline:
                    raise explained(error, self._path) from error
            time.sleep(_PAUSE_S)

    def _take_back(self, undo: Sequence[str]) -> None:
        if self._connection.in_transaction:
            for sql in undo:
                self.execute(sql)


def _encodable(value: Value) -> Value:
    """Text with lone surrogates, which broken mails yield, cannot be stored as it is."""
    return value.encode("utf-8", "replace").decode() if isinstance(value, str) else value

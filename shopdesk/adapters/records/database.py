"""One SQLite file: opened, written in transactions, its errors explained."""

from __future__ import annotations

import sqlite3
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TypeAlias

from shopdesk.adapters.profile.folder import private_file
from shopdesk.adapters.records.failures import explained
from shopdesk.domain.errors import Damaged, OnlyShows, RecordsError
from shopdesk.words import _

Value: TypeAlias = str | int | bytes | None

BUSY_S = 10.0
LARGE = 256 << 20
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
        self._only_shows = False
        self._taken_back = 0
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

    @property
    def only_shows(self) -> bool:
        """Whether every change raises `OnlyShows`."""
        return self._only_shows

    @property
    def taken_back(self) -> int:
        """How many transactions, whole or in part, left no trace."""
        return self._taken_back

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
            raise self._explained(error) from error

    def many(self, sql: str, rows: Iterable[Sequence[Value]]) -> int:
        """Run one statement for each row; returns how many rows it changed."""
        rows = tuple(rows)
        try:
            return self._connection.executemany(sql, rows).rowcount
        except UnicodeEncodeError:
            return self.many(sql, [tuple(map(_encodable, row)) for row in rows])
        except sqlite3.ProgrammingError:
            raise
        except sqlite3.Error as error:
            raise self._explained(error) from error

    def each(self, sql: str, *values: Value) -> Iterator[sqlite3.Row]:
        """The rows of a query, one after another."""
        cursor = self.execute(sql, *values)
        try:
            # not `yield from`: left early, it would close a cursor whose file is closed already
            for row in cursor:  # noqa: UP028
                yield row
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

    def only_show(self, only: bool) -> None:
        """Whether every change raises `OnlyShows` from now on."""
        self._only_shows = only
        self.execute(f"PRAGMA query_only = {'ON' if only else 'OFF'}")

    def change(self) -> int:
        """A number that differs whenever any connection has written."""
        return (self.number("PRAGMA data_version") << 48) + self._connection.total_changes

    def problems(self, within_s: float | None = None) -> tuple[str, ...]:
        """What SQLite's quick check finds wrong with the file; empty when it is sound.

        After `within_s` seconds the look ends; what it did not come to counts as sound.
        """
        bell = None if within_s is None else threading.Timer(within_s, self._connection.interrupt)
        if bell is not None:
            bell.daemon = True
            bell.start()
        try:
            found = tuple(str(row[0]) for row in self._connection.execute("PRAGMA quick_check"))
        except sqlite3.Error as error:
            if _primary(error) == sqlite3.SQLITE_INTERRUPT:
                return ()
            told = explained(error, self._path)
            if isinstance(told, Damaged):
                return (str(told),)
            raise told from error
        finally:
            if bell is not None:
                bell.cancel()
                bell.join()
        return () if found == ("ok",) else found

    def keep_aside(self, *, on_disk: bool) -> None:
        """Where temporary tables are from now on; those that are there go."""
        self.execute(f"PRAGMA temp_store = {'FILE' if on_disk else 'MEMORY'}")

    def function(self, name: str, work: Callable[..., Value]) -> None:
        """Let SQL call it, with as many arguments as it takes."""
        self._connection.create_function(name, -1, work)

    def wipe(self) -> None:
        """Rewrite the file and empty its log: nothing that was deleted is left in either."""
        if self._path.stat().st_size > LARGE:
            # the copy that is made on the way would fill the memory
            self.execute("PRAGMA temp_store = FILE")
        self.execute("VACUUM")
        busy = self.rows("PRAGMA wal_checkpoint(TRUNCATE)")[0][0]
        self.execute("PRAGMA temp_store = MEMORY")
        if busy:
            raise RecordsError(
                _("Another program keeps {path} open. Close it, then try again.").format(
                    path=self._path
                )
            )

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
        self.execute("PRAGMA temp_store = MEMORY")
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
                busy = _primary(error) == sqlite3.SQLITE_BUSY
                if not busy or time.monotonic() > deadline:
                    raise explained(error, self._path) from error
            time.sleep(_PAUSE_S)

    def _explained(self, error: sqlite3.Error) -> RecordsError:
        if self._only_shows and _primary(error) == sqlite3.SQLITE_READONLY:
            return OnlyShows(_("Another board is open; this one only shows."))
        return explained(error, self._path)

    def _take_back(self, undo: Sequence[str]) -> None:
        self._taken_back += 1
        if self._connection.in_transaction:
            for sql in undo:
                self.execute(sql)


def _primary(error: sqlite3.Error) -> int:
    """SQLite's extended result codes carry the primary one in their lowest byte."""
    code: int = getattr(error, "sqlite_errorcode", 0)
    return code & 0xFF


def _encodable(value: Value) -> Value:
    """Text with lone surrogates, which broken mails yield, cannot be stored as it is."""
    return value.encode("utf-8", "replace").decode() if isinstance(value, str) else value

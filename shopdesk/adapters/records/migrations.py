"""From any older version of the file to the present one."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from shopdesk.domain.errors import Damaged, RecordsError
from shopdesk.words import _

if TYPE_CHECKING:
    from shopdesk.adapters.records.database import Database

APPLICATION = 0x73686470
"""Marks the file as ours in its header (`shdp`)."""


def steps() -> tuple[str, ...]:
    """One script for each version, the first from an empty file."""
    return tuple(script.read_text(encoding="utf-8") for script in sorted(_files()))


def is_current(database: Database) -> bool:
    """Whether the file is of the version that the scripts lead to."""
    return _mark(database) == (APPLICATION, sum(1 for _file in _files()))


def migrate(database: Database, scripts: Sequence[str]) -> None:
    """Bring the file to the version that the scripts lead to, each step in its own transaction.

    A step that fails leaves the version before it. Raises `RecordsError` for a file of a newer
    shopdesk, `Damaged` for one of another program.
    """
    while _mark(database) != (APPLICATION, len(scripts)):
        _step(database, scripts)


def _step(database: Database, scripts: Sequence[str]) -> None:
    # Looked at again under the lock: another process may be making or changing the file now.
    with database.transaction():
        version = _version(database, len(scripts))
        if version < len(scripts):
            for statement in statements(scripts[version]):
                database.execute(statement)
            version += 1
        database.execute(f"PRAGMA application_id = {APPLICATION}")
        database.execute(f"PRAGMA user_version = {version}")


def statements(script: str) -> Iterator[str]:
    """The statements of an SQL script, each ending at the end of a line."""
    pending = ""
    for line in script.splitlines(keepends=True):
        pending += line
        if sqlite3.complete_statement(pending):
            yield pending
            pending = ""
    if pending.strip():
        yield pending


def _files() -> Iterator[Path]:
    return (Path(__file__).parent / "schema").glob("*.sql")


def _mark(database: Database) -> tuple[int, int]:
    """Whose file it is, and its version; both zero in a new one."""
    return database.number("PRAGMA application_id"), database.number("PRAGMA user_version")


def _version(database: Database, known: int) -> int:
    application, version = _mark(database)
    tables = database.number("SELECT count(*) FROM sqlite_master")
    if application != APPLICATION and (application or version or tables):
        raise Damaged(
            _("{path} was not made by shopdesk. Move it away, or name another profile.").format(
                path=database.path
            )
        )
    if version > known:
        raise RecordsError(
            _(
                "{path} was made by a newer shopdesk (its version is {found}, this one knows "
                "up to {known}). Update shopdesk; nothing was changed."
            ).format(path=database.path, found=version, known=known)
        )
    return version

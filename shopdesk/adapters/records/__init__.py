"""The records: what only we know, in SQLite."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from shopdesk.adapters.records.sqlite import SqliteRecords as SqliteRecords

__all__ = ["SqliteRecords"]


def __getattr__(name: str) -> object:
    """Read when it is asked for: the board is painted from a part of it."""
    if name == "SqliteRecords":
        from shopdesk.adapters.records.sqlite import SqliteRecords

        return SqliteRecords
    raise AttributeError(name)

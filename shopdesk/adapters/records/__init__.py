"""The records in SQLite."""

from shopdesk.adapters.records.sqlite import SqliteRecords

__all__ = ["SqliteRecords"]

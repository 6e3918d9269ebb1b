"""Older mail, and the index over mail of any age, in one SQLite file."""

from shopdesk.adapters.cache.file import APPLICATION, VERSION
from shopdesk.adapters.cache.sqlite import SqliteCache

__all__ = ["APPLICATION", "VERSION", "SqliteCache"]

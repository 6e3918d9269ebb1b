"""Older mail from the server's bytes into the cache."""

from __future__ import annotations

from pathlib import Path

from shopdesk.adapters.cache.sqlite import SqliteCache
from shopdesk.adapters.mime import MimeReader
from shopdesk.adapters.records import SqliteRecords
from shopdesk.domain.errors import UnreadableMail
from shopdesk.ports.cache import OlderMail, Stretch, Unread
from shopdesk.words import _

AT_ONCE = 500
"""Messages of the records that are let be found in one transaction."""


class Shelf:
    """Does it at once, in the thread that made it; the `Shelver` port for a few mails."""

    def __init__(self, cache: Path, records: Path) -> None:
        """The profile's files."""
        self._cache = SqliteCache(cache)
        self._records = records
        self._opened: SqliteRecords | None = None
        self._reader = MimeReader()

    def shelve(self, stretch: Stretch) -> tuple[Unread, ...]:
        """Keep them; returns what could not be read."""
        found: list[OlderMail] = []
        unread: list[Unread] = []
        for arrival in stretch.arrivals:
            if not arrival.raw:
                unread.append(Unread(arrival, _("The server lists it, but does not hand it out.")))
                continue
            try:
                message = self._reader.skim(arrival.raw)
            except UnreadableMail as error:
                unread.append(Unread(arrival, str(error)))
                continue
            found.append(OlderMail(arrival.place, arrival.received, message))
        self._cache.add_stretch(
            found, stretch.mailbox, stretch.folder, stretch.uidvalidity, stretch.history
        )
        return tuple(unread)

    def settle(self) -> tuple[Unread, ...]:
        """All is kept already."""
        return ()

    def index_records(self) -> bool:
        """Let some more messages of the records be found; False when all can be."""
        if self._opened is None:
            self._opened = SqliteRecords(self._records)
        messages = self._opened.said_after(self._cache.indexed(), AT_ONCE)
        self._cache.index(messages)
        return bool(messages)

    def close(self) -> None:
        """Close the files."""
        self._cache.close()
        if self._opened is not None:
            self._opened.close()

"""Finds mails by Message-ID.

SEARCH alone is not to be believed: the index of some servers runs minutes behind (Exchange), and
some answer with mails that were not asked for, or with none (QQ, 163). So what it finds is read
again, and the last mails of the folder are read in any case.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from email.parser import BytesHeaderParser

from shopdesk.adapters.imap.arguments import quoted, uid_sets
from shopdesk.adapters.imap.fetching import Row, head, rows
from shopdesk.adapters.imap.session import Session
from shopdesk.adapters.imap.wire import Connection
from shopdesk.domain.answer.outbox import ORIGINAL_ID_HEADERS
from shopdesk.domain.errors import ServerRefused

_LAST = 40
_MOST_HITS = 20
_LONGEST_ID = 900
_ITEMS = f"(UID INTERNALDATE BODY.PEEK[HEADER.FIELDS (MESSAGE-ID {' '.join(ORIGINAL_ID_HEADERS)})])"


@dataclass(frozen=True, slots=True)
class Hit:
    """A mail that bears the Message-ID."""

    uid: int
    """In the folder that was looked through."""
    uidvalidity: int
    """The folder's."""
    received: datetime | None
    """INTERNALDATE, UTC, where the server knows it."""


class Seeker:
    """Looks through one folder at a time; raises `ServerError`."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def find(self, folder: str, ids: Sequence[str]) -> dict[str, Hit]:
        """Those of the Message-IDs, without brackets, that lie in the folder."""
        state = self._session.afresh(folder).state
        wanted = {id for id in ids if id}
        found = self._among(self._last(state.exists), wanted)
        for id in sorted(wanted - found.keys()):
            found |= self._among(self._searched(id), {id})
        return {
            id: Hit(uid, state.uidvalidity, head(row).received) for id, (uid, row) in found.items()
        }

    def _last(self, exists: int) -> dict[int, Row]:
        if not exists:
            return {}
        with self._session.speaking() as connection:
            status, data = connection.wire.fetch(f"{max(exists - _LAST + 1, 1)}:*", _ITEMS)
            if status != "OK":
                raise connection.Error(f"FETCH: {data!r}")
            return rows(data)

    def _searched(self, id: str) -> dict[int, Row]:
        if not id.isascii() or not id.isprintable() or len(id) > _LONGEST_ID:
            return {}
        try:
            with self._session.speaking() as connection:
                uids = search(connection, "HEADER", "Message-ID", quoted(f"<{id}>"))
        except ServerRefused:
            return {}
        found: dict[int, Row] = {}
        for uid_set in uid_sets(sorted(uids)[-_MOST_HITS:]):
            with self._session.speaking() as connection:
                found |= rows(connection.uid_command("FETCH", uid_set, _ITEMS))
        return found

    @staticmethod
    def _among(answer: Mapping[int, Row], wanted: set[str]) -> dict[str, tuple[int, Row]]:
        return {id: (uid, row) for uid, row in sorted(answer.items()) for id in _ids(row) & wanted}


def search(connection: Connection, *criteria: str) -> set[int]:
    """UIDs that the search finds; some servers answer in several lines, or in none."""
    answer = connection.uid_command("SEARCH", *criteria)
    return {int(word) for line in answer if line for word in line.split() if word.isdigit()}


def _ids(row: Row) -> frozenset[str]:
    """Of the header fields in a row; servers write their name in different ways."""
    fields = b"".join(
        value
        for name, value in row.items()
        if name.startswith(b"BODY[HEADER.FIELDS") and isinstance(value, bytes)
    )
    head = BytesHeaderParser().parsebytes(fields)
    names = ("Message-ID", *ORIGINAL_ID_HEADERS)
    values = (str(value) for name in names for value in head.get_all(name, []))
    return frozenset("".join(value.split()).strip("<>") for value in values)

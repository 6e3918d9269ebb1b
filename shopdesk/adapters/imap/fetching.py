"""Reading mails: what FETCH answers, how much is asked for at once, and mails that break it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from email.parser import BytesHeaderParser
from email.utils import parsedate_to_datetime
from enum import Enum
from itertools import groupby
from typing import Any

from imapclient.datetime_util import parse_to_datetime
from imapclient.response_parser import parse_response

from shopdesk.adapters.imap.errors import Garbled, said
from shopdesk.domain.mail.conversation import Place

LARGEST_WHOLE = 50 * 2**20
"""Bytes; a mail beyond comes with its header only."""
MOST_AT_ONCE = 100
"""Mails in one FETCH of bodies."""
BYTES_AT_ONCE = 8 * 2**20
"""Of mails in one FETCH, unless a single one is larger."""

Row = Mapping[bytes, Any]


def rows(data: Sequence[Any]) -> dict[int, Row]:
    """What a FETCH answered, by UID.

    Every response is read by itself: one without a UID was not asked for, and joining it by its
    sequence number, which may have moved meanwhile, would give a mail the flags of another.
    """
    if data == [None]:
        return {}
    parsed = parse_response(list(data))
    found: dict[int, dict[bytes, Any]] = {}
    for fields in parsed[1::2]:
        row = {bytes(name).upper(): value for name, value in zip(*[iter(fields)] * 2, strict=True)}
        if b"UID" in row:
            found.setdefault(_number(row[b"UID"]), {}).update(row)
    return dict(found)


def _number(uid: object) -> int:
    if not isinstance(uid, int):
        raise Garbled(said(uid))
    return uid


@dataclass(frozen=True, slots=True)
class Head:
    """What is known of a mail before it is read."""

    size: int
    """RFC822.SIZE in bytes."""
    flags: frozenset[str]
    """As the server spells them."""
    received: datetime | None
    """INTERNALDATE, UTC; None where the server does not know, which some say of odd mails."""


def head(row: Row) -> Head:
    """What a row tells."""
    size = row.get(b"RFC822.SIZE")
    instant = _instant(row.get(b"INTERNALDATE"))
    return Head(size if isinstance(size, int) else 0, flags(row), instant)


def dated(raw: bytes) -> datetime:
    """What the mail says of its own time, in UTC; 1970 when nothing: far too old, but not lost."""
    try:
        instant = parsedate_to_datetime(str(BytesHeaderParser().parsebytes(raw)["Date"]))
        return (instant if instant.tzinfo else instant.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError):
        return datetime.fromtimestamp(0, UTC)


def flags(row: Row) -> frozenset[str]:
    """The flags in a row, as the server spells them."""
    spelled = row.get(b"FLAGS")
    if not isinstance(spelled, tuple):
        return frozenset()
    return frozenset(
        f.decode("utf-8", "replace") if isinstance(f, bytes) else str(f) for f in spelled
    )


def _instant(spelled: object) -> datetime | None:
    if not isinstance(spelled, bytes):
        return None
    try:
        instant: datetime = parse_to_datetime(spelled, normalise=False)
        return instant.astimezone(UTC)
    except (ValueError, OverflowError):
        return None


class Part(Enum):
    """How much of a mail is asked for."""

    WHOLE = "BODY.PEEK[]"
    HEADER = "BODY.PEEK[HEADER]"
    NOTHING = ""

    @property
    def answer(self) -> bytes:
        """The name under which the server returns it."""
        return self.value.replace(".PEEK", "").encode()


def batches(
    uids: Sequence[int], heads: Mapping[int, Head]
) -> Iterator[tuple[Part, tuple[int, ...]]]:
    """The UIDs in their order, cut so that no FETCH brings too many mails or bytes."""
    part, batch, total = Part.WHOLE, list[int](), 0
    for uid in uids:
        size = heads[uid].size
        wanted = Part.WHOLE if size <= LARGEST_WHOLE else Part.HEADER
        full = len(batch) >= MOST_AT_ONCE or total + size > BYTES_AT_ONCE
        if batch and (full or wanted is not part):
            yield part, tuple(batch)
            batch, total = [], 0
        part = wanted
        batch.append(uid)
        total += size if wanted is Part.WHOLE else 0
    if batch:
        yield part, tuple(batch)


class Trouble:
    """Remembers mails at which a FETCH broke, so that one of them cannot hold up all others.

    A lost connection does not tell which mail of a batch lost it. So from then on each of them
    is asked for alone, which clears all but one; of that one, after three failures, only the
    header is asked for: an alarm without words beats none. After five no text at all is asked for,
    and after seven, when not even its date can be had, nothing: the desk keeps it aside by name.
    """

    def __init__(self) -> None:
        self._failures: Counter[Place] = Counter()

    def note(self, places: Sequence[Place]) -> None:
        """A FETCH of these failed."""
        self._failures.update(places)

    def clear(self, places: Sequence[Place]) -> None:
        """A FETCH of these went well."""
        for place in places:
            self._failures.pop(place, None)

    def part(self, place: Place) -> Part:
        """How much to ask for."""
        failures = self._failures[place]
        return Part.WHOLE if failures < 3 else Part.HEADER if failures < 5 else Part.NOTHING

    def hopeless(self, place: Place) -> bool:
        """Whether to ask no more."""
        return self._failures[place] >= 7

    def runs(self, places: Sequence[Place], longest: int) -> Iterator[tuple[Place, ...]]:
        """The places in their order, in runs for one FETCH; a suspect is always alone."""
        for suspect, group in groupby(places, key=lambda p: self._failures[p] > 0):
            run = tuple(group)
            step = 1 if suspect else longest
            for start in range(0, len(run), step):
                yield run[start : start + step]

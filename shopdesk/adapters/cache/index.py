"""The index: words in, numbers out."""

from __future__ import annotations

from collections.abc import Iterator

from shopdesk.adapters.records.database import Database
from shopdesk.domain.guests.search import Wanted, stem, words
from shopdesk.ports.cache import Spot

_FIND = """
SELECT said.rowid, filed.message FROM said LEFT JOIN filed ON filed.id = said.rowid
WHERE said MATCH ? ORDER BY said.rowid DESC LIMIT ?
"""
MOST_INDEXED = 200_000
"""Characters of one mail that it is found by."""


def add(db: Database, number: int, text: str) -> None:
    """Let a text be found under that number."""
    db.execute("INSERT INTO said (rowid, words, stems) VALUES (?, ?, ?)", number, *_columns(text))


def remove(db: Database, number: int, text: str) -> None:
    """Let it not be found any more; the text must be the one that was added."""
    db.execute(
        "INSERT INTO said (said, rowid, words, stems) VALUES ('delete', ?, ?, ?)",
        number,
        *_columns(text),
    )


def find(db: Database, wanted: Wanted, limit: int) -> Iterator[Spot]:
    """The texts with all of the words: in a row first, then the newest first."""
    seen = set[int]()
    for expression in _expressions(wanted):
        if len(seen) >= limit:
            return
        for number, message in db.rows(_FIND, expression, limit):
            if number not in seen and len(seen) < limit:
                seen.add(number)
                yield Spot(older=number) if message is None else Spot(message=message)


def _columns(text: str) -> tuple[str, str]:
    found = words(text[:MOST_INDEXED])
    bases = {stem(word) for word in set(found)}
    return " ".join(found), " ".join(sorted(bases.difference(found)))


def _expressions(wanted: Wanted) -> Iterator[str]:
    """For the search engine. The words are letters and digits: quoted, they order nothing."""
    if not wanted.words:
        return
    star = "*" if wanted.typing else ""
    if len(wanted.words) > 1:
        yield f'words : "{" ".join(wanted.words)}" {star}'
    last = len(wanted.words) - 1
    yield " AND ".join(
        f'("{word}"{star if nth == last else ""} OR "{stem(word)}")'
        for nth, word in enumerate(wanted.words)
    )

"""What somebody looks for."""

from __future__ import annotations

from dataclasses import dataclass

from shopdesk.domain.folding import fold, lower
from shopdesk.domain.guests.search.words import stem, words

MOST_WORDS = 16
"""Words of a query that count."""
MOST_TYPED = 500
"""Characters of a query that are read."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Words that must all be there; nothing in a query is an order to a search engine."""

    words: tuple[str, ...]
    """Comparable; empty when nothing can be looked for."""
    typing: bool
    """Whether the last one may go on: `gi` finds `giày`."""
    marked: tuple[str, ...] = ()
    """Those that were written with marks, in lower case: what has the same marks goes first."""

    def meant(self, word: str) -> frozenset[int]:
        """Which of them a comparable word is, or is a form of, by their places."""
        base, last = stem(word), len(self.words) - 1
        return frozenset(
            place
            for place, asked in enumerate(self.words)
            if word == asked
            or (self.typing and place == last and word.startswith(asked))
            or base == stem(asked)
        )


def wanted(typed: str) -> Wanted:
    """Read a query. A blank at its end says that the last word is complete."""
    typed = typed[:MOST_TYPED]
    found = tuple(words(typed))[:MOST_WORDS]
    marked = tuple(w for w in lower(typed).split() if fold(w) != w)
    return Wanted(found, bool(found) and not typed[-1].isspace(), marked)

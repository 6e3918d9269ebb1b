"""The place in a text where the words that were looked for stand."""

from __future__ import annotations

import re
from dataclasses import dataclass

from shopdesk.domain.folding import fold
from shopdesk.domain.guests.search.wanted import Wanted
from shopdesk.domain.guests.search.words import LONGEST_WORD

WIDTH = 200
"""Characters of an excerpt."""
BEFORE = 24
"""Characters that stay in sight before the first hit."""
MOST_READ = 100_000
"""Characters of a text that are looked through."""

_WORD = re.compile("[^\\W_]+(?:['’‘`ʼ\u0300-\u036f]+[^\\W_]+)*[\u0300-\u036f]*")


@dataclass(frozen=True, slots=True)
class Excerpt:
    """One line of a text."""

    text: str
    """Blanks folded; not yet made harmless for a screen."""
    hits: tuple[tuple[int, int], ...]
    """Where in it the wanted words stand: start and end."""
    seen: frozenset[int]
    """Which of the wanted words, by their places, stand somewhere in the whole text."""


class Reader:
    """Reads texts for one search; a word that it has met before costs it next to nothing."""

    def __init__(self, wanted: Wanted) -> None:
        self._wanted = wanted
        self._met: dict[str, frozenset[int]] = {}

    def excerpt(self, text: str, width: int = WIDTH) -> Excerpt:
        """The stretch with most of the wanted words, the first where there are several."""
        line = " ".join(text[:MOST_READ].split())
        found = [
            (match.start(), match.end(), which)
            for match in _WORD.finditer(line)
            if (which := self._meant(match[0]))
        ]
        first = _first(found, width, len(self._wanted.words))
        start = max(min(first - BEFORE, len(line) - width), 0)
        if start:
            # not in the middle of a word, where there is a blank before the first hit
            start = line.find(" ", start, first) + 1 or start
        end = start + width
        shown = tuple((a - start, b - start) for a, b, _ in found if start <= a and b <= end)
        seen = frozenset[int]().union(*(which for _, _, which in found))
        return Excerpt(line[start:end], shown, seen)

    def _meant(self, word: str) -> frozenset[int]:
        found = self._met.get(word)
        if found is None:
            found = self._wanted.meant(fold(word)[:LONGEST_WORD])
            self._met[word] = found
        return found


def _first(found: list[tuple[int, int, frozenset[int]]], width: int, wanted: int) -> int:
    """Where the first hit of the stretch is that has most of the different words in it."""
    best = most = first = 0
    for last, (_, end, _which) in enumerate(found):
        while first < last and end - found[first][0] > width - BEFORE:
            first += 1
        different = frozenset[int]().union(*(which for _, _, which in found[first : last + 1]))
        if len(different) > most:
            best, most = found[first][0], len(different)
        if most == wanted:
            break
    return best

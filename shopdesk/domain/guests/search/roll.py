"""A list of short texts, looked through for the beginnings of words."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from shopdesk.domain.folding import fold
from shopdesk.domain.guests.search.wanted import Wanted


class Roll:
    """Names, addresses, numbers: so many and so short that one pass finds them in no time."""

    def __init__(self, entries: Sequence[str]) -> None:
        """What each entry is found by; they are numbered from 0."""
        self._text = fold("\n".join(" ".join(entry.split()) for entry in entries))
        self._starts = [0]
        self._starts += (match.end() for match in re.finditer("\n", self._text))

    def find(self, wanted: Wanted, limit: int) -> list[int]:
        """The first entries in which all the words begin a word."""
        if not wanted.words:
            return []
        first, *others = sorted(wanted.words, key=len, reverse=True)
        patterns = [_beginning(word) for word in others]
        found: list[int] = []
        for number in self._with(first):
            if len(found) >= limit:
                break
            start, end = self._span(number)
            if all(pattern.search(self._text, start, end) for pattern in patterns):
                found.append(number)
        return found

    def _with(self, word: str) -> Iterator[int]:
        last = -1
        for match in _beginning(word).finditer(self._text):
            number = bisect_right(self._starts, match.start()) - 1
            if number != last:
                last = number
                yield number

    def _span(self, number: int) -> tuple[int, int]:
        after = self._starts[number + 1 : number + 2]
        return self._starts[number], after[0] - 1 if after else len(self._text)


def _beginning(word: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![^\W_]){re.escape(word)}")

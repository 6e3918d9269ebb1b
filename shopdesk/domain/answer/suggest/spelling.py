"""Misspelt words led back to the word that was meant."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

SHORTEST = 4
"""Shorter words are one slip away from too many others."""


class Speller:
    """Knows words; finds the one that a misspelt one is a single slip away from."""

    def __init__(self, words: Iterable[str]) -> None:
        self._known = frozenset(words)
        self._shortened: dict[str, str] = {}
        for word in sorted(self._known):
            if len(word) > SHORTEST and word.isalpha():
                for less in _one_less(word):
                    self._shortened.setdefault(less, word)

    def meant(self, word: str) -> str:
        """The known word that differs by one letter left out, added, changed or swapped.

        Of short words only swapped letters are mended.
        """
        if len(word) < SHORTEST or word in self._known or not word.isalpha():
            return word
        return next(self._candidates(word), word)

    def _candidates(self, word: str) -> Iterator[str]:
        swaps = (f"{word[:i]}{word[i + 1]}{word[i]}{word[i + 2 :]}" for i in range(len(word) - 1))
        yield from (swapped for swapped in swaps if swapped in self._known)
        if len(word) > SHORTEST:
            if word in self._shortened:
                yield self._shortened[word]
            for less in _one_less(word):
                if less in self._known:
                    yield less
            for less in _one_less(word):
                if less in self._shortened:
                    yield self._shortened[less]


def _one_less(word: str) -> Iterator[str]:
    return (word[:i] + word[i + 1 :] for i in range(len(word)))

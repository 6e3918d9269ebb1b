"""Learning from the owner's corrections what mails are about.

A corrected mail speaks for mails like it, the more the more alike they are; the rules speak for
themselves. So one correction is enough for the same question asked again, and none changes what
is said about other matters.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from shopdesk.domain.folding import fold
from shopdesk.domain.folding import words as words_of
from shopdesk.domain.mail.conversation import Category
from shopdesk.domain.triage import words_of_languages as languages
from shopdesk.domain.triage.categories import LOOKED_AT, categorise
from shopdesk.words import _

MOST_WORDS = 200
"""Words of a mail that are kept: the first ones say what it is about."""
MOST_CORRECTIONS = 2_000
"""The newest that are learnt from."""

RULE = 0.45
"""What a rule that knows is worth, where a mail just like this one is worth 1."""
NO_RULE = 0.2
"""What it takes to leave `other`."""
ALIKE = 0.3
"""Of 1: mails less alike say nothing about each other."""
_STEM = 6
_VIETNAMESE = "em anh chi minh shop oi a nhe nha vay cho cua voi thi la ma"
_TELLING = "order price shipping size arrived received заказ посылка доставка возврат размер"
"""Of the commonest words, those that say something about the matter."""


@dataclass(frozen=True, slots=True)
class Correction:
    """What the owner said that a mail is about."""

    words: tuple[str, ...]
    """As `words_in` gives them."""
    category: Category
    """The owner's."""


def words_in(subject: str, new_text: str) -> tuple[str, ...]:
    """What is remembered of a corrected mail: its telling words and pairs of them, each once."""
    said = [fold(word) for word in words_of(f"{subject}\n{new_text}"[:LOOKED_AT])]
    stems = [word[:_STEM] for word in said[:MOST_WORDS] if word not in _common()]
    pairs = [f"{one} {two}" for one, two in pairwise(stems)]
    return tuple(dict.fromkeys((*stems, *pairs)))


class Categoriser:
    """The rules, and what was learnt. Cheap to make; about a millisecond a mail."""

    def __init__(self, corrections: Sequence[Correction] = ()) -> None:
        self._corrections = tuple(corrections)[-MOST_CORRECTIONS:]
        counts = Counter(word for c in self._corrections for word in set(c.words))
        self._weights: Mapping[str, float] = {
            word: 1 / math.sqrt(1 + math.log1p(count)) for word, count in counts.items()
        }
        self._holders: dict[str, list[int]] = defaultdict(list)
        self._lengths: list[float] = []
        for n, correction in enumerate(self._corrections):
            self._lengths.append(self._length(correction.words))
            for word in correction.words:
                self._holders[word].append(n)

    def categorise(self, subject: str, new_text: str) -> tuple[Category, str]:
        """What the customer writes about, and why, as a sentence for the owner."""
        by_rule, why = categorise(subject, new_text)
        if not self._corrections:
            return by_rule, why
        votes = self._votes(words_in(subject, new_text))
        best = max(votes, key=lambda c: votes[c], default=by_rule)
        rule = RULE if by_rule is not Category.OTHER else NO_RULE
        if best is by_rule or votes[best] <= rule + votes.get(by_rule, 0.0):
            return by_rule, why
        return best, _("It is like mails that you filed so.")

    def _votes(self, words: Sequence[str]) -> dict[Category, float]:
        shared: dict[int, float] = defaultdict(float)
        for word in words:
            weight = self._weights.get(word, 0.0)
            for n in self._holders.get(word, ()):
                shared[n] += weight * weight
        own = self._length(words)
        votes: dict[Category, float] = defaultdict(float)
        nearest = sorted(
            ((common / (own * self._lengths[n] or 1.0), n) for n, common in shared.items()),
            reverse=True,
        )[:5]
        for alike, n in nearest:
            if alike > ALIKE:
                votes[self._corrections[n].category] += alike
        return votes

    def _length(self, words: Iterable[str]) -> float:
        return math.sqrt(sum(self._weights.get(word, 1.0) ** 2 for word in words))


@cache
def _common() -> frozenset[str]:
    """Words that say nothing about the matter."""
    lists = (
        languages.ENGLISH,
        languages.RUSSIAN,
        languages.UKRAINIAN,
        languages.GERMAN,
        languages.FRENCH,
        languages.SPANISH,
    )
    said = frozenset(fold(" ".join((*lists, _VIETNAMESE))).split())
    return said - frozenset(fold(_TELLING).split())

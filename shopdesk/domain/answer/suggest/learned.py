"""What past answers teach: which template went out to mails with which words."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from shopdesk.domain.answer.suggest.reading import Form, forms, spelt, stems
from shopdesk.domain.answer.suggest.vocabulary import everyday
from shopdesk.domain.mail.conversation import Category

_LOOKED_AT = 4_000
_LONGEST_WORD = 30
_MOST_WORDS = 120
"""What a mail is about stands at its beginning."""
_PATIENCE = 80.0
"""Words of past mails after which a template is judged by its own mails rather than by others."""
_IMAGINED = 100.0
"""Words of mails that were never answered: with one template in use, what is usual is not known."""
_COMMON, _RARE = 0.02, 0.002
"""The share of those words that an everyday word has, and any other."""
_AGAINST, _FOR = -1.5, 4.0
"""The least and the most that one word may say, in natural logarithms of likelihood."""
_CHANCE = 1
"""Answers that may have been chance: what a template was sent to once counts half."""
_OFTEN = 0.25
"""What it counts that a template is used more than others."""
_LONG = 6
"""From so many words on, each counts less: words of one mail come together."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a suggestion is made from."""

    subject: str
    """Of the conversation, without `Re:`."""
    text: str
    """The new text of what waits for an answer, the newest first."""
    category: Category
    """What it was sorted into."""
    language: str
    """ISO 639-1 code; empty when unknown."""

    @property
    def words(self) -> str:
        """All that was written, as far as it is looked at."""
        return f"{self.subject}\n{self.text}"[:_LOOKED_AT]


@dataclass(frozen=True, slots=True)
class PastAnswer:
    """One answer that went out with a template."""

    asked: Asked
    """The mail that it answered."""
    template: str
    """Id of the template."""
    at: datetime
    """When the server accepted it, UTC."""
    dispatch: int
    """Its number in the outbox."""


class Learner:
    """Counts words by template (naive Bayes); an answer more is learned at once."""

    def __init__(self) -> None:
        self._by_template: defaultdict[str, Counter[str]] = defaultdict(Counter)
        self._words_of: Counter[str] = Counter()
        self._everywhere: Counter[str] = Counter()
        self._answers: Counter[str] = Counter()
        self._total = 0

    @property
    def answers(self) -> int:
        """How many were learned from."""
        return self._answers.total()

    def learn(self, answer: PastAnswer) -> None:
        """One answer more."""
        features = _features(answer.asked)
        self._by_template[answer.template].update(features)
        self._everywhere.update(features)
        self._words_of[answer.template] += len(features)
        self._total += len(features)
        self._answers[answer.template] += 1

    def spoken_for(self, asked: Asked, templates: Iterable[str]) -> Mapping[str, float]:
        """For and against each template, in natural logarithms; nothing for a new one."""
        common = everyday(_form(asked))
        features = _features(asked)
        told = [
            (feature, self._everywhere[feature], _COMMON if feature in common else _RARE)
            for feature in features
        ]
        damped = math.sqrt(_LONG / max(len(told), _LONG))
        points = {}
        for template in templates:
            if answers := self._answers[template]:
                said = self._said(template, told) * damped * answers / (answers + _CHANCE)
                points[template] = said + _OFTEN * math.log1p(answers)
        return points

    def _said(self, template: str, told: list[tuple[str, int, float]]) -> float:
        """How much likelier these words are in its mails than in all others."""
        counts, own = self._by_template[template], self._words_of[template]
        others = self._total - own + _IMAGINED
        said = 0.0
        for feature, everywhere, share in told:
            count = counts[feature]
            usual = (everywhere - count + _IMAGINED * share) / others
            likely = (count + _PATIENCE * usual) / ((own + _PATIENCE) * usual)
            said += min(max(math.log(likely), _AGAINST), _FOR)
        return said


def _form(asked: Asked) -> Form:
    form, _ = forms(asked.words, asked.language)[0]
    return form


def _features(asked: Asked) -> set[str]:
    form = _form(asked)
    written = [w for w in spelt(asked.words, form) if w.isalpha() and len(w) <= _LONGEST_WORD]
    del written[_MOST_WORDS:]
    found = set(stems(written, form))
    if form in (Form.VIETNAMESE, Form.BARE_VIETNAMESE):
        # Two syllables make a word; without marks, so that both ways of typing meet.
        bare = stems(written, Form.BARE_VIETNAMESE)
        found.update(map(" ".join, pairwise(bare)))
    found.add(f"={asked.category}")
    return found

"""From the words of a mail to its likeliest templates."""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from shopdesk.domain.answer.suggest.learned import Asked, Learner
from shopdesk.domain.answer.suggest.phrases import Phrase, PhraseBook, phrases
from shopdesk.domain.answer.suggest.reading import Form, forms, met_as, spelt, words
from shopdesk.domain.answer.suggest.vocabulary import everyday, everyday_text, written_for
from shopdesk.domain.answer.template import Template, Variant

_WEIGHTS = (1.0, 0.8, 0.25)
"""What a tag, a word of the title and a word of the body count."""
_WEIGHTS_BESIDE_PHRASES = (0.5, 0.5, 0.1)
"""The same for a template that has its phrases in the vocabulary."""
_SUBJECT = 0.5
"""How much more a word of the subject says than one of the text."""
_CATEGORY = 1.0
_LANGUAGE = 0.5
_USES = 0.001
_WHEN_IN_DOUBT = {"hello": 0.3, "not-understood": 0.2, "follow-up": -9.0, "thank-you": -9.0}
"""Answers that are never wrong come first where nothing is known; what is written without being
asked comes last."""
_FIRST_DAYS = 150.0
"""Answers after which the words of the vocabulary count half."""
_LEAST_TRUST = 0.25
"""What the vocabulary goes on to count after many answers."""
_SHARP = 0.7
"""How sure the scores sound: higher parts them more."""
_LIQUID = re.compile(r"\{\{.*?\}\}|\{%.*?%\}", re.DOTALL)


NO_HINTS: Mapping[str, float] = {}


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A template and how likely it answers the mail."""

    template: Template
    """The canned reply."""
    score: float
    """0 to 1; those of all templates add up to 1."""


class Suggester:
    """Knows the words of some templates, and through its learner which ones were sent."""

    def __init__(self, templates: Iterable[Template], learner: Learner | None = None) -> None:
        self._templates = tuple(templates)
        self._learner = learner or Learner()
        self._books: dict[Form, PhraseBook] = {}

    def over(self, templates: Iterable[Template]) -> Suggester:
        """The same for templates that may have changed; reads them again only where they did."""
        renewed = Suggester(templates, self._learner)
        if _texts(renewed._templates) == _texts(self._templates):
            renewed._books = self._books
        return renewed

    def likeliest(
        self, asked: Asked, hints: Mapping[str, float] = NO_HINTS
    ) -> tuple[Suggestion, ...]:
        """All templates, the likeliest first; `hints` are points for some, by their ids."""
        points = defaultdict(float, _WHEN_IN_DOUBT)
        for id, said in hints.items():
            points[id] += said
        for id, said in self._vocabulary(asked).items():
            points[id] += said
        for id, learned in self._learner.spoken_for(asked, (t.id for t in self._templates)).items():
            points[id] += learned
        for template in self._templates:
            points[template.id] += _known(template, asked)
        return self._ranked(points)

    def _vocabulary(self, asked: Asked) -> Mapping[str, float]:
        fresh = max(_FIRST_DAYS / (_FIRST_DAYS + self._learner.answers), _LEAST_TRUST)
        points: defaultdict[str, float] = defaultdict(float)
        for form, trust in forms(asked.words, asked.language):
            book = self._book(form)
            for text, weight in ((asked.words, 1.0), (asked.subject, _SUBJECT)):
                for id, said in book.spoken_for(text).items():
                    points[id] += said * weight * trust * fresh
        return points

    def _ranked(self, points: Mapping[str, float]) -> tuple[Suggestion, ...]:
        best = max((points[t.id] for t in self._templates), default=0.0)
        weighed = {t.id: math.exp((points[t.id] - best) * _SHARP) for t in self._templates}
        whole = sum(weighed.values())
        ranked = sorted(self._templates, key=lambda t: (-points[t.id], t.id))
        return tuple(Suggestion(t, weighed[t.id] / whole) for t in ranked)

    def _book(self, form: Form) -> PhraseBook:
        if form not in self._books:
            self._books[form] = _book(self._templates, form)
        return self._books[form]


def _texts(templates: tuple[Template, ...]) -> list[tuple[str, Mapping[str, Variant]]]:
    return [(template.id, template.variants) for template in templates]


def _known(template: Template, asked: Asked) -> float:
    points = min(template.uses * _USES, 0.3)
    if template.category is asked.category:
        points += _CATEGORY
    if asked.language in template.variants:
        points += _LANGUAGE
    return points


def _book(templates: tuple[Template, ...], form: Form) -> PhraseBook:
    found: list[Phrase] = []
    spellings = [everyday_text(form)]
    for template in templates:
        written = written_for(template.id, form)
        found += phrases(written, template.id, form)
        spellings.append(written)
        for code, variant in template.variants.items():
            if form in met_as(f"{variant.title} {variant.body} {' '.join(variant.tags)}", code):
                found += _of_variant(variant, template.id, form, known=bool(written))
                spellings += [variant.title, *variant.tags]
    apart = " ".join(spellings).replace("_", " ").replace("*", "")
    return PhraseBook(form, found, everyday(form), frozenset(spelt(apart, form)))


def _of_variant(variant: Variant, id: str, form: Form, *, known: bool) -> Iterator[Phrase]:
    tag, title, body = _WEIGHTS_BESIDE_PHRASES if known else _WEIGHTS
    for written in variant.tags:
        if units := tuple(dict.fromkeys(words(written, form))):
            yield Phrase(units, id, tag)
    source = _LIQUID.sub(" ", variant.body)
    for text, weight in ((variant.title, title), (source, body)):
        for word in dict.fromkeys(words(text, form)):
            yield Phrase((word,), id, weight)

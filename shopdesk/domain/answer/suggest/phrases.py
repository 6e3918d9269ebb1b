"""Phrases to look for in a mail, each speaking for a template.

Words of a phrase may stand in any order, a few others between. `a/b` is either word, `begin*` any
ending, `one_two` words directly one after the other.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass
from itertools import chain, product

from shopdesk.domain.answer.suggest.reading import Form, spelt, stem, words
from shopdesk.domain.answer.suggest.spelling import Speller

_BETWEEN = 5
"""Other words that may stand between those of a phrase."""
_CLOSER = {1: 1.0, 2: 1.25}
_CLOSEST = 1.4
"""Several words together say more than each of them."""
_EVERYDAY = 0.35
"""How much less a word counts that any mail may hold."""
_SHORTEST_BEGINNING = 3


@dataclass(frozen=True, slots=True)
class Phrase:
    """Units that must stand near each other, and what they speak for."""

    units: tuple[str, ...]
    """Words, beginnings (`cancel*`) or joined words (`how_long`), as their form reads them."""
    template: str
    """Id of the template."""
    weight: float
    """1 for a phrase written for this purpose, less for a word of a title or a body."""


def phrases(written: str, template: str, form: Form, weight: float = 1.0) -> Iterable[Phrase]:
    """From phrases written one after another, parted by commas."""
    units_of: dict[str, str] = {}
    for phrase in written.split(","):
        alternatives = [w.split("/") for w in phrase.split()]
        for word in chain(*alternatives):
            if word not in units_of:
                units_of[word] = _unit(word, form)
        choices = [[units_of[word] for word in either] for either in alternatives]
        for units in product(*choices):
            if units and all(units):
                yield Phrase(tuple(dict.fromkeys(units)), template, weight)


def _unit(word: str, form: Form) -> str:
    if word == "#":
        return word
    if word.endswith("*"):
        # a beginning is no word yet: its ending must not be taken off
        form = Form.VIETNAMESE if form in (Form.ENGLISH, Form.RUSSIAN) else form
        return f"{''.join(words(word[:-1].replace('ё', 'е'), form))}*"
    return "_".join(said for part in word.split("_") for said in words(part, form))


class PhraseBook:
    """Phrases of one form, found in a mail in one pass over its words."""

    def __init__(
        self, form: Form, found: Iterable[Phrase], everyday: frozenset[str], spellings: Set[str]
    ) -> None:
        """`spellings` are whole words, as they may be meant where one is misspelt."""
        self._form = form
        self._everyday = everyday
        self._by_rarest: dict[str, list[Phrase]] = defaultdict(list)
        self._beginnings: set[str] = set()
        self._joined: dict[str, list[tuple[str, ...]]] = defaultdict(list)
        every = tuple(dict.fromkeys(found))
        self._templates = len({phrase.template for phrase in every})
        self._rarity = self._rarities(every)
        for phrase in every:
            self._by_rarest[max(phrase.units, key=self._rarity.__getitem__)].append(phrase)
        for unit in self._rarity:
            self._learn(unit)
        self._known = {part for unit in self._rarity for part in unit.split("_")} | everyday
        self._speller = Speller(spellings | self._known)

    def _rarities(self, every: tuple[Phrase, ...]) -> dict[str, float]:
        """How much each unit tells: the fewer templates it speaks for, the more.

        What is only mentioned in titles and bodies does not make a chosen word common.
        """
        chosen: dict[str, set[str]] = defaultdict(set)
        mentioned: dict[str, set[str]] = defaultdict(set)
        for phrase in every:
            for unit in phrase.units:
                (chosen if phrase.weight >= 1 else mentioned)[unit].add(phrase.template)
        return {unit: self._rare(unit, len(ids)) for unit, ids in {**mentioned, **chosen}.items()}

    def _rare(self, unit: str, templates: int) -> float:
        rarity = math.log(1 + self._templates / templates)
        parts = unit.rstrip("*").split("_")
        if all(part in self._everyday for part in parts):
            return rarity * (_EVERYDAY if len(parts) == 1 else 0.7)
        return rarity

    def _learn(self, unit: str) -> None:
        if unit.endswith("*"):
            self._beginnings.add(unit[:-1])
        elif "_" in unit:
            parts = tuple(unit.split("_"))
            self._joined[parts[0]].append(parts)

    def spoken_for(self, text: str) -> Mapping[str, float]:
        """Points by template id. Each word counts once, in the phrase that says most by it."""
        places = self._places([self._meant(word) for word in spelt(text, self._form)])
        credit: dict[str, dict[str, float]] = defaultdict(dict)
        for unit in places:
            for phrase in self._by_rarest.get(unit, ()):
                if len(phrase.units) > 1 and not _near(phrase.units, places):
                    continue
                boost = _CLOSER.get(len(phrase.units), _CLOSEST) * phrase.weight
                given = credit[phrase.template]
                for one in phrase.units:
                    given[one] = max(given.get(one, 0.0), self._rarity[one] * boost)
        return {template: sum(given.values()) for template, given in credit.items()}

    def _meant(self, word: str) -> str:
        stemmed = stem(word, self._form)
        if stemmed in self._known or any(True for _ in self._begun(stemmed)):
            return stemmed
        meant = self._speller.meant(word)
        return self._speller.meant(stemmed) if meant == word else stem(meant, self._form)

    def _begun(self, word: str) -> Iterator[str]:
        beginnings = (word[:n] for n in range(_SHORTEST_BEGINNING, len(word) + 1))
        return (beginning for beginning in beginnings if beginning in self._beginnings)

    def _places(self, said: list[str]) -> Mapping[str, list[int]]:
        places: dict[str, list[int]] = defaultdict(list)
        for at, word in enumerate(said):
            if word in self._rarity:
                places[word].append(at)
            for beginning in self._begun(word):
                places[f"{beginning}*"].append(at)
            for parts in self._joined.get(word, ()):
                if tuple(said[at : at + len(parts)]) == parts:
                    places["_".join(parts)].append(at)
        return places


def _near(units: tuple[str, ...], places: Mapping[str, list[int]]) -> bool:
    """Whether there is a place in the text around which all of them stand."""
    others = [places.get(unit, []) for unit in units]
    reach = len(units) - 1 + _BETWEEN
    return any(
        all(any(abs(at - there) <= reach for there in other) for other in others[1:])
        for at in others[0]
    )

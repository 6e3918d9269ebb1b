"""The language of a short text, from its letters and its commonest words."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from shopdesk.domain.folding import fold, words
from shopdesk.domain.patterns import compiled
from shopdesk.domain.triage import words_of_languages as vocabulary

LOOKED_AT = 4_000
"""Characters of a text that are looked at."""

_VIETNAMESE = re.compile(r"[ăđơư\u1ea0-\u1ef9]")
_CYRILLIC = re.compile(r"[Ѐ-ӿ]")
_UKRAINIAN = re.compile(r"[іїєґ]")
_RUSSIAN = re.compile(r"[ыэъ]")
_OTHERS = (
    ("el", r"[\u0370-\u03ff]"),
    ("he", r"[\u0590-\u05ff]"),
    ("ar", r"[\u0600-\u06ff]"),
    ("th", r"[\u0e00-\u0e7f]"),
    ("ja", r"[\u3040-\u30ff]"),
    ("ko", r"[\uac00-\ud7af]"),
    ("zh", r"[\u4e00-\u9fff]"),
)
_LETTERS = (
    ("de", r"ß|[äöü]"),
    ("es", r"ñ|[¿¡]"),
    ("fr", r"œ|ç|\b[cdjlmnst]['’](?=[aeiouhéê])|[éèê]\w*e?s?\b"),
    ("pl", r"[łąęśźż]"),
    ("pt", r"[ãõ]"),
)
_ENOUGH = 2
"""Known words from which on a language is sure, if it has twice as many as the next."""


@dataclass(frozen=True, slots=True)
class Guess:
    """A language, and whether the text says enough of it."""

    code: str
    """ISO 639-1; empty for a text without letters."""
    sure: bool
    """False where a statistical model may know better."""


def language(text: str) -> str:
    """ISO 639-1 code of the text's language; empty without letters."""
    return guessed(text).code


def guessed(text: str) -> Guess:
    """The language of a text, by rules that know the shop's customers best."""
    text = text[:LOOKED_AT].lower()
    said = words(text)
    if not said:
        return Guess("", sure=True)
    if 4 * sum(1 for word in said if _CYRILLIC.search(word)) >= len(said):
        return _cyrillic(text, said)
    for code, letters in _OTHERS:
        if len(compiled(letters).findall(text)) >= 2:
            return Guess(code, sure=code != "zh")
    if 6 * sum(1 for word in said if _VIETNAMESE.search(word)) >= len(said):
        return Guess("vi", sure=True)
    return _latin(text, said)


def _cyrillic(text: str, said: list[str]) -> Guess:
    ukrainian, russian = len(_UKRAINIAN.findall(text)), len(_RUSSIAN.findall(text))
    if ukrainian or russian:
        return Guess("uk" if ukrainian > russian else "ru", sure=True)
    points = {code: sum(1 for w in said if w in _known()[code]) for code in ("uk", "ru")}
    return Guess("uk" if points["uk"] > points["ru"] else "ru", sure=True)


def _latin(text: str, said: list[str]) -> Guess:
    bare = [fold(word) for word in said]
    vietnamese = sum(1 for word in bare if word in _known()["vi"])
    points = {
        code: sum(1 for word in bare if word in known)
        for code, known in _known().items()
        if code not in ("uk", "ru", "vi")
    }
    for code, letters in _LETTERS:
        points[code] += 1 if compiled(letters).search(text) else 0
    best, next_best = sorted(points, key=lambda code: -points[code])[:2]
    if 3 * vietnamese >= len(bare) and vietnamese > 2 * points["en"]:
        return Guess("vi", sure=vietnamese >= _ENOUGH)
    if not points[best] or (points[best] == points["en"] and best != "en"):
        return Guess("en", sure=False)
    enough = points[best] >= _ENOUGH and points[best] >= 2 * points[next_best]
    return Guess(best, sure=enough and 5 * points[best] >= len(bare))


@cache
def _known() -> Mapping[str, frozenset[str]]:
    return {
        code: frozenset(known.split())
        for code, known in (
            ("en", vocabulary.ENGLISH),
            ("vi", vocabulary.VIETNAMESE_UNMARKED),
            ("de", vocabulary.GERMAN),
            ("fr", vocabulary.FRENCH),
            ("es", vocabulary.SPANISH),
            ("it", vocabulary.ITALIAN),
            ("pt", vocabulary.PORTUGUESE),
            ("nl", vocabulary.DUTCH),
            ("pl", vocabulary.POLISH),
            ("uk", vocabulary.UKRAINIAN),
            ("ru", vocabulary.RUSSIAN),
        )
    }

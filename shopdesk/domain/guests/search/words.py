"""Words made comparable: `Đơn hàng` is `don hang`, `ё` is `е`, and endings do not count."""

from __future__ import annotations

import re
from functools import lru_cache

from shopdesk.domain.folding import fold

LONGEST_WORD = 40
"""Letters; a longer one, most likely no word of anybody's, counts as several."""
_REMEMBERED = 50_000

_WORD = re.compile(rf"[^\W_]{{1,{LONGEST_WORD}}}")
_ENGLISH = re.compile(r"[a-z]{4,}")
_RUSSIAN = re.compile(r"[а-яєіїґ]{4,}")
_VOWEL = re.compile(r"[aeiouy]")
_DOUBLE = re.compile(r"([bcdfgjklmnpqrtvz])\1$")

# As `fold` writes them: `й` has become `и`. The longest counts that leaves enough of the word.
_REFLEXIVE = re.compile(r"(?<=.{6})с[яь]$")
_CASES = re.compile(
    r"(?<=...)(?:иями|ами|ями|ого|его|ому|ему|ыми|ими|иеи|иям|иях|ием|ью|ья|ье|ьи|ие|ия|ию|ии"
    r"|ая|яя|ое|ее|ые|ых|их|ым|им|ую|юю|ыи|ои|еи|ею|ою|ом|ем|ам|ям|ах|ях|ов|ев|[аяоеыиуюь])$"
)
_PAST = re.compile(r"(?<=...)(?:[ыи]вал|[ыи]ван|[ыи]ва|[аяиеыу]л|[еа]нн?)$")
_PRESENT = r"(?:[ыи]ва(?:ет|ют|т)|[аяуе]ет|[аяуе]ют|[аяу]еш|[аяиеыую]т|[еи]ш)$"
_VERB = re.compile(rf"(?<=...){_PRESENT}")
_VERB_OR_NOUN = re.compile(rf"(?<=....){_PRESENT}")
_FLEETING = re.compile(r"(?<=..[бвгджзклмнпрстфхцчшщ])[ое]к$")


def words(text: str) -> list[str]:
    """The words and numbers of a text in their order, comparable."""
    return _WORD.findall(fold(text))


@lru_cache(_REMEMBERED)
def stem(word: str) -> str:
    """What the forms of a comparable word have in common; the word itself where that is unknown.

    Light on purpose: it takes off the endings of English and Russian and knows no exceptions.
    Two words that it takes for one are only found once too often.
    """
    if _ENGLISH.fullmatch(word):
        return _english(word)
    return _russian(word) if _RUSSIAN.fullmatch(word) else word


def _english(word: str) -> str:
    base = word
    if base.endswith("ies") and len(base) > 4:
        base = base[:-3] + "y"
    elif base.endswith(("sses", "shes", "ches", "xes", "zes")):
        base = base[:-2]
    elif base.endswith("s") and not base.endswith(("ss", "us", "is")):
        base = base[:-1]
    for ending in ("ied", "ing", "ed"):
        rest = base.removesuffix(ending)
        if rest != base and len(rest) > 2 and _VOWEL.search(rest):
            base = rest + "y" if ending == "ied" else rest
            break
    if len(base) > 3:
        base = base.removesuffix("e")
    return _DOUBLE.sub(r"\1", base) if len(base) > 3 else base


def _russian(word: str) -> str:
    base = _REFLEXIVE.sub("", word)
    # `оплата` ends as `лежат` does; `купить` cannot but be a verb
    present = _VERB if base.endswith("ь") else _VERB_OR_NOUN
    base = _PAST.sub("", present.sub("", _CASES.sub("", base)))
    return _FLEETING.sub("к", base)

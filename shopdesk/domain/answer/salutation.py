"""What to call a customer."""

from __future__ import annotations

import re
from dataclasses import dataclass

_NAME = re.compile(r"[^\W\d_]+(?:['\u2019-][^\W\d_]+)*\.?")
_MOST_WORDS = 5
# before a given name as well as before a whole one
_FAMILIAR_TITLES = frozenset({"ông", "bà", "anh", "chị", "cô", "em"})
_TITLES = _FAMILIAR_TITLES | frozenset(
    {"mr", "mrs", "ms", "miss", "mx", "dr", "prof", "sir", "herr", "frau", "mme", "г-н", "г-жа"}
    | {"господин", "госпожа"}
)
_AFTER = frozenset({"jr", "sr", "ii", "iii"})
_OFFICES = frozenset(
    {"info", "sales", "support", "team", "shop", "store", "office", "admin", "contact", "mail"}
    | {"service", "customer", "orders", "company", "ltd", "llc", "inc", "gmbh", "ооо", "ип"}
    | {"магазин", "отдел", "cty", "tnhh"}
)
# families that are hardly ever given names, and those that are both
_SURE_FAMILIES = frozenset(
    {"nguyễn", "trần", "phạm", "huỳnh", "hoàng", "đặng", "bùi", "đỗ", "ngô", "dương", "đinh"}
    | {"trương", "đoàn", "trịnh", "phùng", "nguyen", "tran", "pham", "huynh", "hoang", "dang"}
    | {"bui", "ngo", "duong", "dinh", "truong", "doan"}
)
_FAMILIES = _SURE_FAMILIES | frozenset(
    {"lê", "phan", "vũ", "võ", "hồ", "lý", "mai", "tô", "cao", "tạ", "lâm", "lưu", "hà", "đào"}
    | {"châu", "thái", "quách", "tăng", "le", "vu", "vo", "do", "ho", "ly"}
)
_MIDDLES = frozenset({"thị", "thi", "văn", "van"})
_CYRILLIC = re.compile(r"[А-яЁё-]+")
_PATRONYMIC = re.compile(r"(?:ович|евич|ич|овна|евна|ична|инична)$")
_RUSSIAN_FAMILY = re.compile(r"\w{2}(?:[оеё]в|ин|ын|ский|цкий|енко|[оеё]ва|ина|ына|ская|цкая|чук)$")
_RUSSIAN_GIVEN = frozenset(
    {"марина", "полина", "алина", "карина", "ирина", "екатерина", "галина", "кристина", "арина"}
    | {"валентина", "регина", "эвелина", "ангелина", "константин", "валентин", "мартин", "злата"}
    | {"вениамин", "августина", "сабина", "мадина", "амина", "эльвина", "рузалина", "антонина"}
)


@dataclass(frozen=True, slots=True)
class _Parts:
    given: str
    family: str


def first_name(name: str, language: str) -> str:
    """The name to greet with, or an empty string where greeting by it would be a guess.

    Vietnamese names put the given name last; Russian ones may carry family name and patronymic,
    and then want both names: `Антон Сергеевич`.
    """
    return _parts(name, language).given


def last_name(name: str, language: str) -> str:
    """The family name, or an empty string where it cannot be told."""
    return _parts(name, language).family


def _parts(name: str, language: str) -> _Parts:
    if "," in name:
        family, _, given = name.partition(",")
        words = _words(f"{given.strip()} {family.strip()}")
    else:
        words = _words(name)
    if not words:
        return _Parts("", "")
    lower = [word.lower() for word in words]
    if len(words) == 1 and _formal(name):
        return _Parts("", words[0])
    if "," not in name and _is_vietnamese(lower, language):
        return _Parts(words[-1], words[0])
    if _CYRILLIC.fullmatch(words[0]):
        return _russian(words, lower)
    given = words[0] if len(words[0]) > 1 and not words[0].endswith(".") else ""
    return _Parts(given, words[-1] if len(words) > 1 else "")


def _words(name: str) -> list[str]:
    """The words of a person's name in their usual case; none when it is no such name."""
    words = name.split()
    while len(words) > 1 and _bare(words[0]) in _TITLES:
        del words[0]
    while len(words) > 1 and _bare(words[-1]) in _AFTER:
        del words[-1]
    if not 0 < len(words) <= _MOST_WORDS or not all(_NAME.fullmatch(word) for word in words):
        return []
    if any(_bare(word) in _OFFICES for word in words):
        return []
    if name.isupper() or name.islower():
        return [_cased(word) for word in words]
    return words


def _formal(name: str) -> bool:
    """Whether a title comes first that only family names follow."""
    return _bare(name.split()[0]) in _TITLES - _FAMILIAR_TITLES


def _bare(word: str) -> str:
    return word.lower().rstrip(".")


def _cased(word: str) -> str:
    return re.sub(r"[^\W\d_]+", lambda part: part[0].capitalize(), word)


def _russian(words: list[str], lower: list[str]) -> _Parts:
    places = (n for n, word in enumerate(lower) if n > 0 and _PATRONYMIC.search(word))
    patronymic = next(places, None)
    if patronymic is not None:
        given = f"{words[patronymic - 1]} {words[patronymic]}"
        rest = words[: patronymic - 1] + words[patronymic + 1 :]
        return _Parts(given, rest[0] if rest else "")
    if len(words) == 1:
        return _Parts(words[0] if len(words[0]) > 1 else "", "")
    if _is_russian_family(lower[0]) and not _is_russian_family(lower[1]):
        return _Parts(words[1], words[0])
    return _Parts(words[0], words[-1])


def _is_russian_family(word: str) -> bool:
    return bool(_RUSSIAN_FAMILY.search(word)) and word not in _RUSSIAN_GIVEN


def _is_vietnamese(lower: list[str], language: str) -> bool:
    """Whether the family name stands first, as in Vietnam."""
    if len(lower) < 2 or lower[0] not in _FAMILIES:
        return False
    if lower[-1] in _SURE_FAMILIES and lower[0] not in _SURE_FAMILIES:
        return False
    unmistakable = lower[0] == "nguyen" or (len(lower) > 2 and lower[1] in _MIDDLES)
    return language == "vi" or not lower[0].isascii() or unmistakable

"""A mail as words that can be compared: folded, without endings, misspellings mended."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from enum import StrEnum
from functools import lru_cache

NUMBER = "#"
"""Stands for a number of three or more digits, such as an order's."""


class Form(StrEnum):
    """How a text is spelt; phrases are looked for in their own form."""

    ENGLISH = "en"
    VIETNAMESE = "vi"
    BARE_VIETNAMESE = "vi-bare"
    """Typed without its marks, as on an old telephone."""
    RUSSIAN = "ru"


_REMEMBERED = 20_000
"""Words whose stems are kept at hand."""

_WORD = re.compile(r"[^\W_]+")
_APOSTROPHE = re.compile(r"['\u2018\u2019\u02bc`\u00b4]")
_NOT = re.compile(r"\b(ca|wo|do|does|did|have|has|had|is|are|was|were|would|could|should)nt\b")
_WHOLE = {"ca": "can", "wo": "will"}
_VIETNAMESE_MARK = re.compile(r"[ăâđêôơưàáãèéìíòóõùúýĩũ\u1ea0-\u1ef9]")
_CYRILLIC = re.compile(r"[\u0400-\u04ff]")
_LEAST_MARKED = 5
"""One word in so many carries a mark, at the least, in a text that was typed with them."""

# Both spellings of a tone's place are in use: hóa and hoá, hủy and huỷ.
_TONES = "\u0300\u0301\u0303\u0309\u0323"
_LATE_TONE = re.compile(rf"(o)([ae])([{_TONES}])|(?<!q)(u)(y)([{_TONES}])")

_SHORT_VIETNAMESE = {
    "k": "không", "ko": "không", "kg": "không", "hok": "không", "hông": "không", "hem": "không",
    "khg": "không", "dc": "được", "đc": "được", "dk": "được", "đk": "được", "sp": "sản phẩm",
    "dh": "đơn hàng", "đh": "đơn hàng", "sdt": "số điện thoại", "sđt": "số điện thoại",
    "đt": "điện thoại", "tk": "tài khoản", "ck": "chuyển khoản", "tt": "thanh toán",
    "nv": "nhân viên", "sz": "size", "cỡ": "size", "bn": "bao nhiêu", "bnh": "bao nhiêu",
    "nhiu": "nhiêu", "wa": "quá", "zậy": "vậy", "r": "rồi", "rùi": "rồi", "đ/c": "địa chỉ",
    "dchi": "địa chỉ", "đchi": "địa chỉ", "hđ": "hóa đơn", "vch": "vận chuyển",
}  # fmt: skip
_SHORT_ENGLISH = {
    "acct": "account", "acc": "account", "pwd": "password", "pw": "password", "pls": "please",
    "plz": "please", "u": "you", "ur": "your", "ya": "you", "wanna": "want to", "qty": "quantity",
    "addr": "address", "info": "information", "cannot": "can not", "colour": "color",
    "cos": "because", "thx": "thanks", "msg": "message", "mins": "minutes", "deets": "details",
}  # fmt: skip


def forms(text: str, language: str) -> tuple[tuple[Form, float], ...]:
    """The forms that a text may be read in, with how far each is to be trusted, the best first.

    `language` is what it was taken for; a text in Cyrillic or with Vietnamese marks says more.
    """
    lower = unicodedata.normalize("NFC", text).lower()
    if 4 * len(_CYRILLIC.findall(lower)) >= max(len(lower), 1):
        return ((Form.RUSSIAN, 1.0),)
    marked = len(_VIETNAMESE_MARK.findall(lower))
    if marked and _LEAST_MARKED * marked >= len(lower.split()):
        return ((Form.VIETNAMESE, 1.0),)
    if language == "vi" or marked:
        return ((Form.BARE_VIETNAMESE, 1.0), (Form.ENGLISH, 0.5))
    # Short texts without marks are often taken for English, Italian or French.
    return ((Form.ENGLISH, 1.0), (Form.BARE_VIETNAMESE, 0.5))


def met_as(text: str, language: str) -> tuple[Form, ...]:
    """The forms in which customers may write the words of a text of ours."""
    form, _ = forms(text, language)[0]
    return (form, Form.BARE_VIETNAMESE) if form is Form.VIETNAMESE else (form,)


def words(text: str, form: Form) -> list[str]:
    """The words of a text, as they are compared in that form."""
    return stems(spelt(text, form), form)


def spelt(text: str, form: Form) -> list[str]:
    """The words of a text as they are written, abbreviations in full; numbers all alike."""
    text = _APOSTROPHE.sub("", unicodedata.normalize("NFC", text).lower())
    short = _SHORT[form]
    if form is Form.ENGLISH:
        text = _NOT.sub(lambda found: f"{_WHOLE.get(found[1], found[1])} not", text)
    found = _WORD.findall(text)
    if not short.keys().isdisjoint(found):
        found = " ".join(short.get(word, word) for word in found).split()
    return [word if word.isalpha() else _numbered(word) for word in found]


_SHORT: Mapping[Form, Mapping[str, str]] = {
    Form.ENGLISH: _SHORT_ENGLISH,
    Form.VIETNAMESE: _SHORT_VIETNAMESE,
    Form.BARE_VIETNAMESE: _SHORT_VIETNAMESE,
    Form.RUSSIAN: {},
}


def _numbered(word: str) -> str:
    return NUMBER if sum(map(str.isdigit, word)) > 2 else word


def stems(written: Iterable[str], form: Form) -> list[str]:
    """Words without what their place in a sentence adds to them."""
    return list(map(_STEMS[form], written))


def stem(word: str, form: Form) -> str:
    """One word without its ending."""
    return _STEMS[form](word)


@lru_cache(_REMEMBERED)
def _bare(word: str) -> str:
    apart = unicodedata.normalize("NFD", word)
    return "".join(c for c in apart if not unicodedata.combining(c)).replace("đ", "d")


@lru_cache(_REMEMBERED)
def _tone_in_place(word: str) -> str:
    apart = unicodedata.normalize("NFD", word)
    found = _LATE_TONE.search(apart)
    if found is None or found.end() != len(apart):
        return word
    first, second, tone = (part for part in found.groups() if part)
    return unicodedata.normalize("NFC", f"{apart[: found.start()]}{first}{tone}{second}")


_VOWEL = re.compile(r"[aeiouy]")
_ENGLISH_ENDINGS = (("ation", 4), ("able", 4), ("ment", 3), ("ing", 3), ("ed", 3), ("ery", 4))
"""With the fewest letters that must remain."""


@lru_cache(_REMEMBERED)
def _english_stem(word: str) -> str:
    """Light: enough that cancelled, cancelling and cancellation meet."""
    if len(word) < 4 or not word.isascii():
        return word
    if word.endswith("ies"):
        word = f"{word[:-3]}y"
    elif word.endswith(("sses", "shes", "ches", "xes")):
        word = word[:-2]
    elif word.endswith("s") and not word.endswith(("ss", "us", "is")):
        word = word[:-1]
    for ending, least in _ENGLISH_ENDINGS:
        stem = word[: -len(ending)]
        if word.endswith(ending) and len(stem) >= least and _VOWEL.search(stem):
            word = f"{stem}er" if ending == "ery" else stem
            break
    if len(word) > 3 and word[-1] == word[-2]:
        word = word[:-1]
    return word[:-1] if len(word) > 3 and word.endswith("e") else word


_RUSSIAN = (
    "а я о е у ю ы и ь й ой ей ый ий ая яя ое ее ые ие ого его ому ему ым им ых их ую юю ою ею "
    "ом ем ам ям ами ями ах ях ов ев ию ия ии ием иям иях ами ств "
    "ить ать ять еть уть ти ть ишь ешь ит ет ют ут им ем ите ете йте "
    "л ла ло ли ил ила или ило ал ала али ало ял яла яли ел ела ели ыл ыла ыли "
    "ен ена ено ены енный енная енное енные енного енной енную енных "
    "ан ана ано аны анный анная анное анные анного анной анную анных "
    "нный нная нное нные вший вшая вшие ив ав вши ующий ющий ние ния нию нием ении"
)
_RUSSIAN_ENDINGS = sorted(_RUSSIAN.split(), key=len, reverse=True)


@lru_cache(_REMEMBERED)
def _russian_stem(word: str) -> str:
    """Light: the longest ending goes where enough of the word remains."""
    word = word.replace("ё", "е")
    if len(word) < 4:
        return word
    if word.endswith(("ся", "сь")) and len(word) > 5:
        word = word[:-2]
    for ending in _RUSSIAN_ENDINGS:
        least = 3 if len(ending) < 3 else 4
        if word.endswith(ending) and len(word) - len(ending) >= least:
            return word[: -len(ending)]
    return word


_STEMS: Mapping[Form, Callable[[str], str]] = {
    Form.ENGLISH: _english_stem,
    Form.VIETNAMESE: _tone_in_place,
    Form.BARE_VIETNAMESE: _bare,
    Form.RUSSIAN: _russian_stem,
}

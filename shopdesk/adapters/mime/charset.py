"""Bytes as text, whatever the sender said or did not say about them.

A declaration is trusted where it can be wrong only by intent. Declarations that programs make
without looking (none at all, ASCII, Latin-1) are hints: UTF-8 that decodes is UTF-8, and the rest
is told apart by how the letters of each alphabet lie in words.
"""

from __future__ import annotations

import codecs
import re

from shopdesk.domain.plain import nfc

_ALIASES = {
    "ks_c_5601": "cp949",
    "ksc_5601": "cp949",
    "ksc5601": "cp949",
    "iso-ir-149": "cp949",
    "korean": "cp949",
    "euc-kr": "cp949",
    "shift_jis": "cp932",
    "shift-jis": "cp932",
    "sjis": "cp932",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "euc-cn": "gb18030",
    "cn-gb": "gb18030",
    "cn-big5": "big5",
    "x-big5": "big5",
    "unicode-1-1-utf-7": "utf-7",
    "unicode-1-1-utf-8": "utf-8",
    "utf8mb4": "utf-8",
    "ucs-2": "utf-16",
    "iso-8859-9": "cp1254",
    "iso-8859-11": "cp874",
    "tis-620": "cp874",
    "koi8r": "koi8-r",
    "koi8u": "koi8-u",
    "koi8-ru": "koi8-u",
    "mac": "mac-roman",
    "mac-ce": "mac-latin2",
}
_NUMBERS = {"31j": "cp932", "936": "gb18030", "65001": "utf-8"}
_PAGE = re.compile(r"(?:windows|win|cp|ms|ibm|dos)[-_]?(31j|\d{3,5})")
_SUFFIX = re.compile(r"(?<=\d)-[ie]$|(?<=5601)-19\d\d$")
"""Which way Hebrew and Arabic run; the year of the Korean standard."""
_WEAK = frozenset({"", "ascii", "cp1252", "iso8859-1"})
_KNOWN = re.compile(r"utf[-_]|iso|cp\d|koi8|mac|gb|big5|euc|shift|johab|hz|tis|ptcp|kz1048|ascii")
"""Names of codecs for text; Python has others under the same roof (`idna`, `unicode_escape`)."""
_SELF_EVIDENT = re.compile(r"utf|iso2022|hz")
"""What they write is never UTF-8 as well, or means another thing in it."""
_SEVERAL_BYTES = re.compile(r"cp9[345]\d|gb|big5|euc|shift|johab")
_ENOUGH = 3
"""Letters: two bytes of Chinese can be UTF-8 by chance, those of three letters hardly."""

_CYRILLIC = ("cp1251", "koi8-r")
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f]")
_RUSSIAN_SMALL = re.compile(r"[а-яё]")
_RUSSIAN_CAPITAL = re.compile(r"[А-ЯЁ]")
_MIXED = re.compile(r"[A-Za-z][Ѐ-ӿ]|[Ѐ-ӿ][A-Za-z]|[а-яё][А-ЯЁ]")
_HORN = re.compile(r"[ơưđăƠƯĐĂ]")
_TONE = re.compile(r"[\u1ea0-\u1ef9]")
_STRANDED = re.compile(r"[\u0300-\u0323]")
_SAMPLE = 20_000
_SURROGATE = re.compile(r"[\ud800-\udfff]")


def decode(data: bytes, declared: str = "") -> str:
    """The text; what cannot be decoded becomes U+FFFD. Never raises."""
    codec = _codec(declared)
    enough = _ENOUGH if _SEVERAL_BYTES.match(codec) else 0
    if not _SELF_EVIDENT.match(codec) and (text := _utf8(data, enough)):
        return text
    if codec in _WEAK:
        return data.decode(guess(data), "replace")
    try:
        return _whole(data.decode(codec))
    except UnicodeError:
        return _second_best(data, codec)


def _utf8(data: bytes, enough: int) -> str:
    """As UTF-8, where it is that and has that many letters beyond ASCII; else empty."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return ""
    return text if not enough or len(data) - len(text) >= 2 * enough else ""


def is_charset(declared: str) -> bool:
    """Whether the name stands for a charset that we can read."""
    return _codec(declared) != ""


def _codec(declared: str) -> str:
    """Python's name for it; empty for none, an unknown one, and codecs that are no charset."""
    name = declared.partition(";")[0].strip(" \t'\"").lower().removeprefix("x-")
    if not name or len(name) > 40 or "\0" in name:
        return ""
    name = _SUFFIX.sub("", name)
    if page := _PAGE.fullmatch(name):
        name = _NUMBERS.get(page[1], f"cp{page[1]}")
    try:
        found = codecs.lookup(_ALIASES.get(name, name)).name
    except (LookupError, UnicodeError):
        return ""
    return found if _KNOWN.match(found) else ""


def _second_best(data: bytes, codec: str) -> str:
    text = data.decode(codec, "replace")
    if codec == "utf-8":
        strange = sum(1 for c in text[:_SAMPLE] if c > "\x7f")
        # A letter or two that were cut are no reason to doubt the rest.
        if 2 * text[:_SAMPLE].count("\ufffd") > strange:
            return data.decode(guess(data), "replace")
        return text
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return _whole(text)


def _whole(text: str) -> str:
    """UTF-7 and UTF-16 can spell half a character; it must not reach a database or a screen."""
    return _SURROGATE.sub("\ufffd", text) if _SURROGATE.search(text) else text


def guess(data: bytes) -> str:
    """The likeliest one-byte charset of Russia, Vietnam or the West."""
    sample = data[:_SAMPLE]
    rated = {codec: _russian(sample.decode(codec, "replace")) for codec in _CYRILLIC}
    rated["cp1258"] = _vietnamese(nfc(sample.decode("cp1258", "replace")))
    best = max(rated, key=lambda codec: rated[codec])
    return best if rated[best] > 0 else "cp1252"


def _russian(text: str) -> int:
    """Above 0 when words are written in it: small letters in rows, no Latin letters among them."""
    small, capital = len(_RUSSIAN_SMALL.findall(text)), len(_RUSSIAN_CAPITAL.findall(text))
    return small - capital - 4 * len(_MIXED.findall(text)) if small + capital > 2 else 0


def _vietnamese(text: str) -> int:
    """Above 0 when both the horned letters and the marks of the tones are there, as in no other."""
    horns, tones = len(_HORN.findall(text)), len(_TONE.findall(text))
    if not horns or not tones:
        return 0
    return 3 * (horns + tones) - 6 * len(_STRANDED.findall(text))

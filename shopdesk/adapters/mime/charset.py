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
    "ks_c_5601-1987": "cp949",
    "ks_c_5601": "cp949",
    "euc-kr": "cp949",
    "shift_jis": "cp932",
    "shift-jis": "cp932",
    "x-sjis": "cp932",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "x-gbk": "gb18030",
    "unicode-1-1-utf-7": "utf-7",
    "iso-8859-8-i": "iso-8859-8",
    "iso-8859-9": "cp1254",
    "iso-8859-11": "cp874",
    "tis-620": "cp874",
    "koi8-ru": "koi8-u",
    "x-mac-cyrillic": "mac_cyrillic",
}
_WEAK = frozenset({"", "ascii", "cp1252", "iso8859-1"})
_KNOWN = re.compile(r"utf[-_]|iso|cp\d|koi8|mac|gb|big5|euc|shift|johab|hz|tis|ptcp|kz1048|ascii")
"""Names of codecs for text; Python has others under the same roof (`idna`, `unicode_escape`)."""
_SEVERAL_BYTES = re.compile(r"utf|iso2022|cp9[345]\d|gb|big5|euc|shift|johab|hz")

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
    if codec in _WEAK or not _SEVERAL_BYTES.match(codec):
        try:
            return data.decode("utf-8-sig")
        except UnicodeDecodeError:
            if codec in _WEAK:
                return data.decode(_guess(data), "replace")
    try:
        return _whole(data.decode(codec))
    except UnicodeError:
        return _second_best(data, codec)


def is_charset(declared: str) -> bool:
    """Whether the name stands for a charset that we can read."""
    return _codec(declared) != ""


def _codec(declared: str) -> str:
    """Python's name for it; empty for none, an unknown one, and codecs that are no charset."""
    name = declared.strip().strip("'\"").lower()
    if not name or len(name) > 40 or "\0" in name:
        return ""
    try:
        found = codecs.lookup(_ALIASES.get(name, name)).name
    except (LookupError, UnicodeError):
        return ""
    return found if _KNOWN.match(found) else ""


def _second_best(data: bytes, codec: str) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return _whole(data.decode(codec, "replace"))


def _whole(text: str) -> str:
    """UTF-7 and UTF-16 can spell half a character; it must not reach a database or a screen."""
    return _SURROGATE.sub("\ufffd", text) if _SURROGATE.search(text) else text


def _guess(data: bytes) -> str:
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

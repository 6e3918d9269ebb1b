"""Finding by a few typed letters, whatever the diacritics."""

from __future__ import annotations

import re
import unicodedata

# a letter of its own rather than one with a mark: it is put aside while the marks are taken off
_SHORT_I = "\ue000"
_ALIKE = str.maketrans({"đ": "d", "ё": "е", "й": _SHORT_I})
_MARKS = re.compile(r"[\u0300-\u036f]+")


def folded(text: str) -> str:
    """Lower case without diacritics, so that `giay` and `Giày` are one; Russian й stays."""
    lower = text.lower()
    if lower.isascii():
        return lower
    composed = unicodedata.normalize("NFC", lower.replace(_SHORT_I, " ")).translate(_ALIKE)
    bare = _MARKS.sub("", unicodedata.normalize("NFD", composed))
    return unicodedata.normalize("NFC", bare.replace(_SHORT_I, "й"))


def found(typed: str, *texts: str) -> bool:
    """Whether each typed word stands somewhere in the texts; nothing typed finds everything."""
    inside = folded("\n".join(texts))
    return all(word in inside for word in folded(typed).split())

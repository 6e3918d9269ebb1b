"""Text made comparable: what differs only in case, marks or apostrophes becomes the same."""

from __future__ import annotations

import re
import unicodedata

_APOSTROPHES = re.compile("['’‘`ʼ]+")
_MARKS = re.compile("[\u0300-\u036f]+")
_MARKED = re.compile(r"[ăâđêôơư\u1ea0-\u1ef9]")
_CYRILLIC = re.compile(r"[Ѐ-ӿ]")
_WORD = re.compile(r"[^\W\d_]+")


def lower(text: str) -> str:
    """Lower case, NFC, `ё` as `е`, without apostrophes."""
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
    return _APOSTROPHES.sub("", text.lower().replace("ё", "е"))


def fold(text: str) -> str:
    """Lower case without marks and apostrophes: `Đơn hàng` and `don hang` become the same."""
    if text.isascii():
        return lower(text)
    return _MARKS.sub("", unicodedata.normalize("NFD", lower(text))).replace("đ", "d")


def words(text: str) -> list[str]:
    """Its words, in lower case."""
    return _WORD.findall(lower(text))


def is_marked(lower_text: str) -> bool:
    """Whether text in lower case is written with Vietnamese marks or Cyrillic letters."""
    return bool(_MARKED.search(lower_text) or _CYRILLIC.search(lower_text))

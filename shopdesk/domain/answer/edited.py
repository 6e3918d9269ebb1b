"""Whether the owner changed a template's words before the answer left."""

from __future__ import annotations

import re

_BLANK = re.compile(r"\{\{.*?\}\}")


def was_edited(sent: str, filled: str) -> bool:
    """Whether the sent words differ from the filled-in template otherwise than in space.

    A blank that nobody but the owner can fill in, as in `{{ order.date }}`, may stand for anything.
    """
    words = _one_line(sent)
    first, *others = _BLANK.split(_one_line(filled))
    if not others:
        return words != first
    last = others.pop()
    end = len(words) - len(last)
    if not words.startswith(first) or not words.endswith(last) or end < len(first):
        return True
    at = len(first)
    for piece in others:
        found = words.find(piece, at, end)
        if found < 0:
            return True
        at = found + len(piece)
    return False


def _one_line(text: str) -> str:
    return " ".join(text.split())

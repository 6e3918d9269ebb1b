"""Which templates answer a mail most likely."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from shopdesk.domain.conversation import Category
from shopdesk.domain.template import Template

_WORD = re.compile(r"\w+")
_MARKED = re.compile(r"[\u00e0-\u01b0\u1ea0-\u1ef9]", re.IGNORECASE)
_CATEGORY_WEIGHT = 2.0
_USES_WEIGHT = 0.001


def likeliest(
    templates: Iterable[Template], words: str, category: Category, language: str
) -> tuple[Template, ...]:
    """All templates, by shared words and category, then by how often they were used."""
    # Vietnamese written with its marks is compared with them: đổi, đôi and đợi are three words.
    read = _lower if _MARKED.search(words) else _folded
    said = set(read(words))

    def score(template: Template) -> float:
        _, variant = template.variant(language, language)
        points = _CATEGORY_WEIGHT if template.category is category else 0.0
        for phrase in (*variant.tags, variant.title):
            wanted = read(phrase)
            if wanted and all(_said(word, said) for word in wanted):
                points += len(wanted)
        return points + min(template.uses * _USES_WEIGHT, 0.5)

    return tuple(sorted(templates, key=lambda t: (-score(t), t.id)))


def _said(word: str, said: set[str]) -> bool:
    if word in said:
        return True
    stem = word[: max(4, len(word) - 2)]
    return len(word) > 4 and any(w.startswith(stem) for w in said)


def _lower(text: str) -> list[str]:
    return _WORD.findall(unicodedata.normalize("NFC", text.lower()).replace("ё", "е"))


def _folded(text: str) -> list[str]:
    """Lower-case words without diacritics, so that `giay` and `giày` are one."""
    bare = unicodedata.normalize("NFD", text.lower().replace("đ", "d").replace("ё", "е"))
    return _WORD.findall("".join(c for c in bare if not unicodedata.combining(c)))

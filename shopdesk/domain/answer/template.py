"""Canned replies."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from shopdesk.domain.finding import folded

if TYPE_CHECKING:
    from shopdesk.domain.mail.matter import Category

LONGEST_TEXT = 64 * 1024
"""Characters of a body."""
LONGEST_NAME = 64
"""Characters of an id or a shortcut."""
_NAME = re.compile(rf"\w[\w.-]{{0,{LONGEST_NAME - 1}}}")
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
_APART = re.compile(r"[^\w]+")


@dataclass(frozen=True, slots=True)
class Variant:
    """A template in one language."""

    title: str
    """What the owner picks it by."""
    body: str
    """Liquid source."""
    subject: str = ""
    """Liquid source; empty: `Re:` and the customer's subject."""
    tags: tuple[str, ...] = ()
    """Words that it is found and suggested by."""


@dataclass(frozen=True, slots=True)
class Template:
    """One canned reply in one or several languages."""

    id: str
    """Stable name, as in `order-status`."""
    category: Category
    """What it answers."""
    variants: Mapping[str, Variant]
    """By language code; at least one."""
    uses: int = 0
    """How many answers were made with it."""
    used: datetime | None = None
    """When it was last used, UTC."""
    shortcut: str = ""
    """Typed after `;` it puts the text in; one word of letters, digits, `.`, `_` or `-`."""
    attachments: tuple[str, ...] = ()
    """Paths of the files that go with it; `~` is the home folder."""
    problem: str = ""
    """Id of the playbook's problem that it solves; empty for none."""

    def variant(self, language: str, fallback: str) -> tuple[str, Variant]:
        """The language chosen and its variant: the asked one, the shop's, English, any."""
        for code in (language, fallback, "en"):
            if code in self.variants:
                return code, self.variants[code]
        return next(iter(sorted(self.variants.items())))


def is_name(text: str) -> bool:
    """Whether the text can be an id or a shortcut: a name that any folder takes as a file's."""
    return bool(_NAME.fullmatch(text))


def is_language(code: str) -> bool:
    """Whether this looks like a language code: `en`, `pt-BR`."""
    return bool(_LANGUAGE.fullmatch(code))


def new_id(title: str, taken: Collection[str]) -> str:
    """An id made from a title, unlike those that are taken: `where-is-it`, `where-is-it-2`."""
    wanted = _APART.sub("-", folded(title)).strip("-_")[: LONGEST_NAME - 4].strip("-_")
    wanted = wanted or "template"
    number, id = 1, wanted
    while id in taken:
        number += 1
        id = f"{wanted}-{number}"
    return id

"""The owner's language: every sentence that is shown goes through here."""

from __future__ import annotations

import gettext
from pathlib import Path

_LOCALE = Path(__file__).parent / "locale"
_catalogue: gettext.NullTranslations = gettext.NullTranslations()


def speak(language: str) -> None:
    """Choose the language (`en`, `vi`, `ru`) for every sentence from now on."""
    global _catalogue
    _catalogue = gettext.translation("shopdesk", _LOCALE, [language], fallback=True)


def _(sentence: str) -> str:
    """The sentence in the owner's language."""
    return _catalogue.gettext(sentence)


def _n(one: str, many: str, n: int) -> str:
    """The sentence in the owner's language for the number `n`; `{n}` is filled in."""
    return _catalogue.ngettext(one, many, n).format(n=n)

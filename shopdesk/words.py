"""The owner's language: every sentence that is shown goes through here."""

from __future__ import annotations

import gettext
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path

_LOCALE = Path(__file__).parent / "locale"
_MARKS = {"en": ",.", "vi": ".,", "ru": "\N{NO-BREAK SPACE},"}
"""What parts thousands, and the decimal mark."""
_catalogue: gettext.NullTranslations = gettext.NullTranslations()
_language = "en"


def speak(language: str) -> None:
    """Choose the language (`en`, `vi`, `ru`) for every sentence from now on."""
    global _catalogue, _language
    _language = language
    _catalogue = gettext.translation("shopdesk", _LOCALE, [language], fallback=True)


def spoken() -> str:
    """The language that is spoken now."""
    return _language


def preferred(environment: Mapping[str, str]) -> str:
    """The language that the system is set to, where there is a catalogue for it; else English."""
    for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        if said := environment.get(name, ""):
            language = said.split(":")[0].split("_")[0].split(".")[0].lower()
            return language if (_LOCALE / language / "LC_MESSAGES").is_dir() else "en"
    return "en"


def _(sentence: str) -> str:
    """The sentence in the owner's language."""
    return _catalogue.gettext(sentence)


def _n(one: str, many: str, n: int) -> str:
    """The sentence in the owner's language for the number `n`; `{n}` is filled in."""
    return _catalogue.ngettext(one, many, n).format(n=n)


def number(value: float | Decimal, places: int = 0) -> str:
    """As the owner's language writes numbers: `1,234.5`, `1.234,5`."""
    marks = _MARKS.get(_language, _MARKS["en"])
    written = f"{value:,.{places}f}"
    return written.translate({ord(","): marks[0], ord("."): marks[1]})

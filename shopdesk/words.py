"""The owner's language: every sentence that is shown goes through here."""

from __future__ import annotations

import gettext
from collections.abc import Mapping
from pathlib import Path

_LOCALE = Path(__file__).parent / "locale"
_catalogue: gettext.NullTranslations = gettext.NullTranslations()


def speak(language: str) -> None:
    """Choose the language (`en`, `vi`, `ru`) for every sentence from now on."""
    global _catalogue
    _catalogue = gettext.translation("shopdesk", _LOCALE, [language], fallback=True)


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

"""The words of customers that are known before the first mail, by form."""

from __future__ import annotations

from functools import cache

from shopdesk.domain.answer.suggest import words_en, words_ru, words_vi
from shopdesk.domain.answer.suggest.reading import Form, words

_EVERYDAY = {"en": words_en.EVERYDAY, "vi": words_vi.EVERYDAY, "ru": words_ru.EVERYDAY}
_PHRASES = {"en": words_en.PHRASES, "vi": words_vi.PHRASES, "ru": words_ru.PHRASES}


def written_for(template: str, form: Form) -> str:
    """Phrases for a starter template, parted by commas; empty for any other template."""
    return _PHRASES[_language(form)].get(template, "")


def everyday_text(form: Form) -> str:
    """Words that any mail may hold, as they are written."""
    return _EVERYDAY[_language(form)]


@cache
def everyday(form: Form) -> frozenset[str]:
    """The same as the form reads them."""
    return frozenset(words(everyday_text(form), form))


def _language(form: Form) -> str:
    return form.value[:2]

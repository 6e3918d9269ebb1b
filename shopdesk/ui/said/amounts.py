"""Money as the owner reads it."""

from __future__ import annotations

from functools import lru_cache

from shopdesk.domain.money import NO_CURRENCY, Money


def written(money: Money, language: str, country: str = "") -> str:
    """An amount in the way of the owner's language and country."""
    if money.currency == NO_CURRENCY:
        return money.plain()
    # a tenth of a second, which the first picture need not wait for
    from babel.numbers import format_currency

    return str(format_currency(money.amount, money.currency, locale=_locale(language, country)))


@lru_cache(maxsize=8)
def _locale(language: str, country: str) -> str:
    from babel import Locale, UnknownLocaleError

    for name in (f"{language}_{country}", language):
        try:
            return str(Locale.parse(name))
        except (UnknownLocaleError, ValueError):
            continue
    return "en"

"""Money, dates and times as people write them, by Babel."""

from __future__ import annotations

import re
from datetime import date, datetime, time
from decimal import Decimal, InvalidOperation
from functools import lru_cache

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_time
from babel.numbers import format_currency

from shopdesk.words import _

STYLES = ("short", "medium", "long", "full")
"""What `date` and `time` know besides strftime's own way."""
_LARGEST = Decimal(10) ** 15
_SMALLEST_EXPONENT = -9
_CURRENCY = re.compile(r"[A-Z]{3}")
_NAMED = re.compile(r"%[-^_0#]?([AaBb%])")


class Day(date):
    """A date that is written out in a language."""

    locale: str
    """As `written` takes it."""

    @classmethod
    def of(cls, day: date, locale: str) -> Day:
        """The day, to be written in the way of `locale`."""
        made = cls(day.year, day.month, day.day)
        made.locale = locale
        return made

    def __str__(self) -> str:
        return written_date(self, "long", self.locale)


@lru_cache(maxsize=32)
def locale_for(language: str, country: str) -> str:
    """Babel's name for a language as it is written in a country; `en` when neither is known."""
    # English outside of America writes the day first
    world = ("en_001",) if language == "en" and country else ()
    tags = language.replace("-", "_")
    for name in (f"{tags}_{country}" if country else tags, *world, tags, tags[:2]):
        try:
            return str(Locale.parse(name))
        except (UnknownLocaleError, ValueError):
            continue
    return "en"


def written_money(amount: object, currency: str, locale: str) -> str:
    """An amount with its currency; raises ValueError for what is no amount or no currency."""
    try:
        number = Decimal(str(amount).strip())
    except InvalidOperation as error:
        raise ValueError(_("{amount} is no number").format(amount=amount)) from error
    if not number.is_finite() or abs(number) > _LARGEST:
        raise ValueError(_("{amount} is no amount of money").format(amount=amount))
    exponent = number.as_tuple().exponent
    if isinstance(exponent, int) and exponent < _SMALLEST_EXPONENT:
        number = number.quantize(Decimal(1).scaleb(_SMALLEST_EXPONENT))
    if not _CURRENCY.fullmatch(currency):
        raise ValueError(_('{currency} is no currency such as "GBP"').format(currency=currency))
    return str(format_currency(number, currency, locale=locale))


def written_date(day: date, style: str, locale: str) -> str:
    """A date in one of the `STYLES`."""
    return format_date(day, style, locale)


def written_time(at: datetime | time, style: str, locale: str) -> str:
    """A time of day in one of the `STYLES`."""
    zone = at.tzinfo
    return format_time(at, style, tzinfo=zone, locale=locale)


def named(form: str, day: date, locale: str) -> str:
    """A strftime form with the names of month and weekday put in, in the locale's words."""
    words = Locale.parse(locale)
    names = {
        "A": words.days["format"]["wide"][day.weekday()],
        "a": words.days["format"]["abbreviated"][day.weekday()],
        "B": words.months["format"]["wide"][day.month],
        "b": words.months["format"]["abbreviated"][day.month],
    }
    return _NAMED.sub(lambda hit: names.get(hit[1], hit[0]), form)

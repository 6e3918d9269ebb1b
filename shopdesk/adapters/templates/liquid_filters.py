"""Our own filters: `money`, `time`, and `date` in the customer's language."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from functools import partial
from typing import Protocol

from liquid import Environment, Token
from liquid.undefined import Undefined

from shopdesk.adapters.templates import liquid_local
from shopdesk.words import _

_ISO = "%Y-%m-%dT%H:%M:%S%z"
_OTHERWISE = "en"


class Context(Protocol):
    """What the filters ask of a rendering."""

    @property
    def locale(self) -> str:
        """Babel's name for the language that is written; empty when the values name none."""
        ...

    @property
    def env(self) -> Environment:
        """Liquid's settings."""
        ...

    def get(self, path: list[object], *, token: Token | None) -> object:
        """A variable's value, or an `Undefined`."""
        ...


def local(plain_date: Callable[..., object]) -> dict[str, Callable[..., object]]:
    """The filters by name; `plain_date` is the library's own `date`."""
    filters: dict[str, Callable[..., object]] = {
        "money": _money,
        "date": partial(_date, plain_date),
        "time": partial(_time, plain_date),
    }
    for run in filters.values():
        run.with_context = True  # type: ignore[attr-defined]  # how the library asks for it
    return filters


def _money(value: object, currency: object = None, *, context: Context) -> object:
    """`{{ 12.5 | money: "GBP" }}`; a currency of the value's own comes before the shop's."""
    if isinstance(value, dict):
        currency = currency or value.get("currency")
        value = value.get("amount")
    if currency is None:
        currency = context.get(["shop", "currency"], token=None)
        if isinstance(currency, Undefined):
            return currency
    return liquid_local.written_money(value, str(currency), context.locale or _OTHERWISE)


def _date(
    plain_date: Callable[..., object], value: object, form: object = "medium", *, context: Context
) -> object:
    """`{{ today | date: "long" }}`, or any form of strftime's."""
    if form not in liquid_local.STYLES and not context.locale:
        return plain_date(value, form, environment=context.env)
    at = _instant(plain_date, value, context)
    if at is None:
        # as Liquid does with what is no date
        return value
    if form in liquid_local.STYLES:
        return liquid_local.written_date(at.date(), str(form), context.locale or _OTHERWISE)
    return plain_date(
        at, liquid_local.named(str(form), at, context.locale), environment=context.env
    )


def _time(
    plain_date: Callable[..., object], value: object, style: object = "short", *, context: Context
) -> object:
    """`{{ now | time }}`."""
    if style not in liquid_local.STYLES:
        raise ValueError(
            _("{style} is none of {known}").format(
                style=style, known=", ".join(liquid_local.STYLES)
            )
        )
    at = _instant(plain_date, value, context)
    if at is None:
        return value
    return liquid_local.written_time(at, str(style), context.locale or _OTHERWISE)


def _instant(plain_date: Callable[..., object], value: object, context: Context) -> datetime | None:
    if isinstance(value, datetime):
        return value
    if isinstance(value, date):
        return datetime(value.year, value.month, value.day)  # noqa: DTZ001 - a day has no zone
    try:
        return datetime.fromisoformat(str(plain_date(value, _ISO, environment=context.env)))
    except ValueError:
        return None

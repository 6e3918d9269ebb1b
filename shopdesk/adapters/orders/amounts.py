"""Amounts of an export: read once, however often they stand there."""

from __future__ import annotations

import re

from shopdesk.adapters.orders.cells import Refuse, shown
from shopdesk.adapters.orders.gathered import Gathered
from shopdesk.adapters.orders.layout import Layout
from shopdesk.domain.money import NoAmount, digits
from shopdesk.words import _

_KEPT = 50_000
_CENTS = re.compile(r"(?:0|[1-9]\d{0,8})\.\d\d", re.ASCII).fullmatch


class BadAmount(ValueError):
    """A text that is no amount."""


class Amounts:
    """Reads by one layout."""

    def __init__(self, layout: Layout) -> None:
        self._layout = layout
        self._known: dict[tuple[str, str], tuple[str, str]] = {}
        self._plain = layout.decimal == "."

    def parsed(self, text: str, currency: str) -> tuple[str, str]:
        """The amount as a decimal, and its currency; raises `BadAmount`."""
        key = text, currency
        if (known := self._known.get(key)) is not None:
            return known
        if self._plain and digits(currency) == 2 and _CENTS(text):
            found = text, currency
        else:
            try:
                money = self._layout.money(text, currency)
            except NoAmount as error:
                raise BadAmount(text) from error
            found = money.plain(), money.currency
        if len(self._known) >= _KEPT:
            self._known.clear()
        self._known[key] = found
        return found

    def of(self, order: Gathered, text: str, what: str) -> str:
        """An amount of the order, which has one currency; raises `Refuse`."""
        try:
            amount, currency = self.parsed(text, order.currency)
        except BadAmount as error:
            raise Refuse(
                _("{what}: {text} is no amount").format(what=what, text=shown(text))
            ) from error
        if currency != order.currency:
            if order.currency_said:
                raise Refuse(
                    _("{what}: {text} is not in {currency}").format(
                        what=what, text=shown(text), currency=order.currency
                    )
                )
            order.currency = currency
        order.currency_said = True
        return amount

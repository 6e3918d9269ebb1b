"""Whether customers come back, and what they are worth."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from itertools import accumulate
from operator import attrgetter
from typing import TYPE_CHECKING

from shopdesk.domain.figures.numbers import Share
from shopdesk.domain.figures.spans import YEAR

if TYPE_CHECKING:
    from shopdesk.domain.figures.facts import OrderFact

_PLACED: Callable[[OrderFact], datetime] = attrgetter("placed")


@dataclass(frozen=True, slots=True)
class Lifetime:
    """What a customer brings in one currency, while being one: revenue, not profit."""

    currency: str
    """ISO 4217 code."""
    orders: int
    """Orders of the last year that it is reckoned from."""
    order_value: Decimal
    """Their mean total."""
    orders_a_year: Decimal
    """Per customer who ordered in that year."""
    years: Decimal
    """How long a customer stays: 1 ÷ churn."""

    @property
    def value(self) -> Decimal:
        """Mean order × orders a year × years."""
        return self.order_value * self.orders_a_year * self.years


@dataclass(frozen=True, slots=True)
class Loyalty:
    """The customers in a span of time."""

    customers: int
    """Who ever ordered, up to its end."""
    new: int
    """Who ordered for the first time in it."""
    retention: Share
    """(customers at the end − new ones) ÷ customers at the start."""
    repeat: Share
    """Customers with more than one order ÷ customers, up to its end."""
    churned: Share
    """Of the customers at the start, those who are none any more at its end."""
    yearly_churn: Share
    """The same over the year that ends with it: what lifetimes are reckoned from."""
    lifetime: tuple[Lifetime, ...]
    """One for each currency; none while nobody has been seen to leave."""


def loyalty(
    orders: Iterable[OrderFact], since: datetime, until: datetime, lasts: timedelta = YEAR
) -> Loyalty:
    """The figures for [since, until); a customer is one until `lasts` passed without an order."""
    return Buyers(orders, lasts).loyalty(since, until)


class Buyers:
    """All orders there ever were, made ready to be asked about many spans."""

    def __init__(self, orders: Iterable[OrderFact], lasts: timedelta = YEAR) -> None:
        """A customer is one until `lasts` passed without an order."""
        ordered = sorted(orders, key=_PLACED)
        self._lasts = lasts
        self._first: dict[str, datetime] = {}
        again: dict[str, datetime] = {}
        for order in ordered:
            if order.customer in self._first:
                again.setdefault(order.customer, order.placed)
            else:
                self._first[order.customer] = order.placed
        self._firsts = sorted(self._first.values())
        self._again = sorted(again.values())
        self._every = [order.placed for order in ordered]
        self._who = [order.customer for order in ordered]
        self._purses = _purses(ordered)
        self._active: dict[datetime, frozenset[str]] = {}

    def active(self, at: datetime) -> frozenset[str]:
        """Who was a customer then: ordered before it, and no longer ago than it lasts."""
        found = self._active.get(at)
        if found is None:
            first, last = bisect_left(self._every, at - self._lasts), bisect_left(self._every, at)
            found = self._active[at] = frozenset(self._who[first:last])
        return found

    def loyalty(self, since: datetime, until: datetime) -> Loyalty:
        """The figures for [since, until)."""
        start, end = self.active(since), self.active(until)
        customers = bisect_left(self._firsts, until)
        year_ago = self.active(until - YEAR)
        churn = Share(len(year_ago - end), len(year_ago))
        return Loyalty(
            customers=customers,
            new=customers - bisect_left(self._firsts, since),
            retention=Share(sum(1 for who in end if self._first[who] < since), len(start)),
            repeat=Share(bisect_left(self._again, until), customers),
            churned=Share(len(start - end), len(start)),
            yearly_churn=churn,
            lifetime=self._lifetimes(until, churn),
        )

    def _lifetimes(self, until: datetime, churn: Share) -> tuple[Lifetime, ...]:
        if not churn.part:
            return ()
        years = Decimal(churn.whole) / churn.part
        lives = (purse.lifetime(until - YEAR, until, years) for purse in self._purses)
        return tuple(life for life in lives if life is not None)


class _Purse:
    """The orders in one currency, summed up from the first one on."""

    def __init__(self, currency: str, orders: list[OrderFact]) -> None:
        self._currency = currency
        self._placed = [order.placed for order in orders]
        self._who = [order.customer for order in orders]
        totals = (order.total for order in orders if order.total is not None)
        self._sums = tuple(accumulate(totals, initial=Decimal()))

    def lifetime(self, since: datetime, until: datetime, years: Decimal) -> Lifetime | None:
        """From the orders of [since, until); None without any."""
        first, last = bisect_left(self._placed, since), bisect_left(self._placed, until)
        if first == last:
            return None
        count = last - first
        return Lifetime(
            currency=self._currency,
            orders=count,
            order_value=(self._sums[last] - self._sums[first]) / count,
            orders_a_year=Decimal(count) / len(set(self._who[first:last])),
            years=years,
        )


def _purses(ordered: list[OrderFact]) -> list[_Purse]:
    found: dict[str, list[OrderFact]] = defaultdict(list)
    for order in ordered:
        # an order whose price nobody knows tells nothing of what a customer spends
        if order.total is not None:
            found[order.currency].append(order)
    return [_Purse(currency, found[currency]) for currency in sorted(found)]

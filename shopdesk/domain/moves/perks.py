"""Perks: something given without being asked, priced, and when one is due."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from shopdesk.domain.money import Money, by_currency

ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
"""No sign that is taken for another when it is copied from paper."""


class PerkKind(StrEnum):
    """What is given."""

    COUPON = "coupon"
    SHIPPING = "shipping upgrade"
    GIFT = "gift"


@dataclass(frozen=True, slots=True)
class Perk:
    """One that was given."""

    id: int
    """The records' number."""
    kind: PerkKind
    """What it was."""
    contact: str
    """The customer's folded address."""
    conversation: int | None
    """Where it was given."""
    what: str
    """The coupon's code, or what the gift was."""
    cost: Money
    """What it costs the shop."""
    why: str
    """The rule that fired, or the owner's own words."""
    at: datetime
    """When, UTC."""


@dataclass(frozen=True, slots=True)
class Coupon:
    """A code that is worth something, once."""

    code: str
    """As the customer types it."""
    pool: str
    """Where it came from; empty: the shop made it by its pattern."""
    cost: Money
    """What it costs the shop when it is spent."""
    expires: datetime | None = None
    """When it ends, UTC; None: never."""
    contact: str = ""
    """Folded address of who got it."""
    given: datetime | None = None
    """When it was given, UTC; None: not yet."""
    held: bool = False
    """A mail is being written with it."""


class Surprise(StrEnum):
    """Why a perk is due."""

    NTH_ORDER = "nth order"
    ANNIVERSARY = "anniversary"
    RECOVERED = "complaint well closed"
    LARGE_ORDER = "large order"


@dataclass(frozen=True, slots=True)
class SurpriseRules:
    """When a customer is to be surprised."""

    nth_order: int = 3
    """With this order; 0: never."""
    anniversary: bool = True
    """A year, two, three after the first order, give or take a week."""
    recovered: bool = True
    """After a complaint that ended well."""
    above: tuple[Money, ...] = ()
    """An order of at least so much, by currency."""
    rest: timedelta = timedelta(days=90)
    """Nobody is surprised again before that."""


@dataclass(frozen=True, slots=True)
class Guest:
    """What the rules look at."""

    orders: tuple[tuple[datetime, Money], ...] = field(default=())
    """When they were placed and what they came to, oldest first; those called off left out."""
    recovered_at: datetime | None = None
    """When her last complaint was closed well."""
    last_perk: datetime | None = None
    """When she last got one."""


_YEAR = timedelta(days=365.2425)
_WEEK = timedelta(days=7)
_FRESH = timedelta(days=30)


def due_surprise(guest: Guest, rules: SurpriseRules, now: datetime) -> Surprise | None:
    """The first rule that says that a surprise is due now; None: it is not."""
    if guest.last_perk is not None and now - guest.last_perk < rules.rest:
        return None
    if guest.recovered_at is not None and rules.recovered and now - guest.recovered_at <= _FRESH:
        return Surprise.RECOVERED
    if not guest.orders:
        return None
    placed, total = guest.orders[-1]
    if now - placed <= _FRESH:
        if rules.nth_order and len(guest.orders) == rules.nth_order:
            return Surprise.NTH_ORDER
        if any(m.currency == total.currency and not total < m for m in rules.above):
            return Surprise.LARGE_ORDER
    if rules.anniversary and _is_anniversary(guest.orders[0][0], now):
        return Surprise.ANNIVERSARY
    return None


def _is_anniversary(first: datetime, now: datetime) -> bool:
    years = round((now - first) / _YEAR)
    return years >= 1 and abs(now - first - years * _YEAR) <= _WEEK


def coupon_code(pattern: str, pick: Callable[[str], str]) -> str:
    """A code by the shop's pattern: each `#` is a sign that `pick` chooses, `THANKS-######`."""
    return "".join(pick(ALPHABET) if sign == "#" else sign for sign in pattern)


def generosity(perks: Iterable[Perk]) -> tuple[Money, ...]:
    """What they cost together, by currency."""
    return by_currency(perk.cost for perk in perks)

"""Orders as the shop's and the marketplaces' exports tell of them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum

from shopdesk.domain.money import Money, by_currency


class OrderStatus(StrEnum):
    """Where an order stands, in our words."""

    PENDING = "pending"
    """Not paid yet."""
    PAID = "paid"
    """To be sent."""
    PARTLY_SHIPPED = "partly shipped"
    SHIPPED = "shipped"
    DELIVERED = "delivered"
    CANCELLED = "cancelled"
    REFUNDED = "refunded"
    RETURNED = "returned"
    UNKNOWN = "unknown"
    """The source does not say, or in words that we do not know."""


UNDER_WAY = frozenset(
    {
        OrderStatus.PENDING,
        OrderStatus.PAID,
        OrderStatus.PARTLY_SHIPPED,
        OrderStatus.SHIPPED,
        OrderStatus.UNKNOWN,
    }
)
"""The customer may still be waiting for something."""
NO_SALE = frozenset({OrderStatus.CANCELLED, OrderStatus.REFUNDED, OrderStatus.RETURNED})
"""Nothing was spent in the end."""


@dataclass(frozen=True, slots=True)
class OrderLine:
    """One article of an order."""

    sku: str
    """The shop's number for it; may be empty."""
    name: str
    """As it was sold."""
    quantity: Decimal
    """Pieces; a part of one where things are sold by weight."""
    price: Money | None
    """For one; None where the source does not say."""
    total: Money | None
    """For all of them."""


@dataclass(frozen=True, slots=True)
class Order:
    """One order."""

    id: int
    """The records' number."""
    source: str
    """Where it was made: `shopify`, or the owner's own name for a shop."""
    number: str
    """As the shop writes it, without a mark (`#`, `№`)."""
    email: str
    """The buyer's address; empty where the source tells none."""
    name: str
    """The buyer's name; may be empty."""
    phone: str
    """May be empty."""
    placed: datetime | None
    """When it was made, UTC; None where the source does not say."""
    status: OrderStatus
    """Where it stands."""
    said: str
    """The same in the source's own words."""
    total: Money
    """What it costs."""
    refunded: Money
    """What was given back of it."""
    carrier: str
    """Who brings it, as the source calls them; may be empty."""
    tracking: tuple[str, ...]
    """Numbers of its parcels."""
    lines: tuple[OrderLine, ...]
    """Its articles; none where the source lists none."""
    note: str = ""
    """What the buyer wrote beside it."""
    unowned: bool = False
    """The source tells no address: it is of whoever names its number."""

    @property
    def spent(self) -> Money:
        """What it brought in."""
        if self.status in NO_SALE:
            return Money(Decimal(0), self.total.currency)
        return self.total - self.refunded

    @property
    def under_way(self) -> bool:
        """The customer may still wait for it."""
        return self.status in UNDER_WAY


_MARK = re.compile(r"^(?:[\s'\u2019#№:*]|n°|nº)+", re.IGNORECASE)
_WRAPPED = re.compile(r'="([^"]*)"')


def bare_number(text: str) -> str:
    """An order's number without its mark, and without what spreadsheets put around it."""
    text = unicodedata.normalize("NFC", text).strip()
    if wrapped := _WRAPPED.fullmatch(text):
        text = wrapped[1]
    return _MARK.sub("", text).strip()


def number_key(text: str) -> str:
    """What order numbers are compared by: `#SHOP-1042`, `shop-1042` and `№SHOP-1042` are one."""
    return bare_number(text).casefold()


def spend(orders: Iterable[Order]) -> tuple[Money, ...]:
    """What the orders brought in, by currency; cancelled and returned ones count nothing."""
    return tuple(sum_ for sum_ in by_currency(order.spent for order in orders) if sum_)


def newest_first(orders: Iterable[Order]) -> tuple[Order, ...]:
    """By the day on which they were made; those without one come last."""
    return tuple(
        sorted(
            orders,
            key=lambda o: (o.placed is not None, o.placed and o.placed.timestamp(), o.id),
            reverse=True,
        )
    )


def current(orders: Iterable[Order]) -> Order | None:
    """The one that a customer most likely writes about: the newest under way, else the newest."""
    ordered = newest_first(orders)
    return next((order for order in ordered if order.under_way), next(iter(ordered), None))

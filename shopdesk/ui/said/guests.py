"""A guest in one line, and an order in one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from shopdesk.domain.guests.tier import Tier
from shopdesk.domain.plain import plain
from shopdesk.ui.said.amounts import written
from shopdesk.words import _, _n

if TYPE_CHECKING:
    from shopdesk.domain.guests.guest import Guest
    from shopdesk.domain.guests.order import Order
    from shopdesk.domain.shop.settings import Settings

STAR = "★"
"""Stands beside a VIP's name."""
_STORY = 60


def guest_line(guest: Guest, settings: Settings) -> str:
    """`loyal · 5 orders · £412.00 · “vegan laces”`; empty when nothing is known."""
    said = []
    if guest.orders:
        said += [_(guest.tier.value), _n("{n} order", "{n} orders", guest.orders)]
        said += sums(guest, settings)
    if guest.story:
        story = plain(guest.story)
        said.append(f"“{story if len(story) <= _STORY else story[: _STORY - 1] + '…'}”")
    return " · ".join(said)


def sums(guest: Guest, settings: Settings) -> list[str]:
    """What was spent, one amount for each currency."""
    shop = settings.shop
    return [written(money, shop.language, shop.country) for money in guest.spent]


def is_vip(guest: Guest | None) -> bool:
    """Whether the name bears a star."""
    return guest is not None and guest.tier is Tier.VIP


def order_line(order: Order, settings: Settings) -> str:
    """`#1042 · shipped · May 11 · £117.00 · RR123456785GB`."""
    shop = settings.shop
    said = [f"#{order.number}", _(order.status.value), day(order, shop.zone)]
    said += [written(order.total, shop.language, shop.country), *order.tracking]
    return plain(" · ".join(word for word in said if word))


def open_order(orders: Sequence[Order]) -> Order | None:
    """The newest that is under way."""
    return next((order for order in orders if order.under_way), None)


def day(order: Order, zone: ZoneInfo) -> str:
    """The day on which it was made."""
    return f"{order.placed.astimezone(zone):%Y-%m-%d}" if order.placed else ""

"""The order that a conversation is about, and what a reply may say of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from shopdesk.domain.guests.carriers import carrier_of, tracking_link
from shopdesk.domain.guests.order import Order, number_key
from shopdesk.domain.guests.order_words import told
from shopdesk.domain.mail.conversation import Category, Conversation
from shopdesk.domain.money import Money
from shopdesk.domain.shop.settings import Settings
from shopdesk.ports.records import Records

_ABOUT_ONE = frozenset({Category.ORDER, Category.DELIVERY, Category.RETURN, Category.COMPLAINT})
"""A customer who writes of such a matter means an order, even without its number."""


@dataclass(frozen=True, slots=True)
class OrdersHere:
    """Orders beside a conversation."""

    meant: Order | None
    """The one that it is about, as far as that is certain."""
    named: tuple[Order, ...]
    """Those that the customer names and may know of."""
    others: tuple[str, ...]
    """Numbers of orders that the customer names and that somebody else made."""
    all: tuple[Order, ...]
    """All of the customer's, the newest first."""


class OrderFacts:
    """Reads orders for conversations."""

    def __init__(self, records: Records, settings: Settings) -> None:
        self._records = records
        self._settings = settings

    def here(self, stand: Conversation) -> OrdersHere:
        """The orders beside a conversation.

        An order of another address is not told of: a number is no secret, and what its buyer
        bought is nobody else's business. Merging the two customers makes it theirs.
        """
        own = self._records.orders_of(stand.customer.id)
        theirs = {order.id for order in own}
        numbers = self._records.named_in(stand.id)
        if stand.order_number:
            numbers = tuple(dict.fromkeys((*numbers, stand.order_number)))
        found = self._records.orders_numbered(numbers)
        named = tuple(o for o in found if o.id in theirs or o.unowned)
        known = {number_key(order.number) for order in named}
        others = tuple(o.number for o in found if number_key(o.number) not in known)
        foreign = frozenset(map(number_key, others))
        return OrdersHere(self._meant(stand, numbers, named, own, foreign), named, others, own)

    def meant(self, stand: Conversation) -> Order | None:
        """The order that it is about, as far as that is certain."""
        return self.here(stand).meant

    def values(self, conversation: Conversation, language: str) -> Mapping[str, object] | None:
        """What templates call `order`; None where no order is certain."""
        order = self.here(conversation).meant
        return None if order is None else self.facts(order, language)

    def facts(self, order: Order, language: str) -> Mapping[str, object]:
        """One order's values, in the language of the reply."""
        zone, carriers = self._settings.shop.zone, self._settings.orders.carriers
        parcel = order.tracking[0] if order.tracking else ""
        carrier = carrier_of(parcel, order.carrier, carriers)
        return {
            "number": order.number,
            "status": told(order.status, language),
            "placed": order.placed.astimezone(zone).date() if order.placed else None,
            "total": _sum(order.total),
            "tracking": parcel,
            "tracking_link": tracking_link(parcel, order.carrier, carriers) if parcel else "",
            "carrier": carrier.name if carrier else order.carrier,
            "lines": [
                {
                    "name": line.name,
                    "sku": line.sku,
                    "quantity": f"{line.quantity.normalize():f}",
                    "price": None if line.price is None else _sum(line.price),
                }
                for line in order.lines
            ],
            "items": ", ".join(
                line.name if line.quantity == 1 else f"{line.quantity.normalize():f} × {line.name}"
                for line in order.lines
            ),
        }

    @staticmethod
    def _meant(
        stand: Conversation,
        numbers: tuple[str, ...],
        named: tuple[Order, ...],
        own: tuple[Order, ...],
        others: frozenset[str],
    ) -> Order | None:
        for key in map(number_key, numbers):
            if key in others:
                return None
            same = [order for order in named if number_key(order.number) == key]
            # two shops may have the same numbers
            certain = [order for order in same if order in own] or same
            if certain:
                return certain[0] if len(certain) == 1 else None
        if numbers or stand.category not in _ABOUT_ONE:
            return None
        waiting = [order for order in own if order.under_way]
        return waiting[0] if len(waiting) == 1 else None


def _sum(money: Money) -> dict[str, object]:
    return {"amount": money.amount, "currency": money.currency}

"""What an order's state says about the likeliest answers."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from shopdesk.domain.guests.order import Order, OrderStatus
from shopdesk.domain.mail.conversation import Category

LATE, LOST = timedelta(days=10), timedelta(days=30)
"""After the order was made; a parcel that is still on its way then is late, or lost."""
_WITH_US = frozenset({OrderStatus.PAID, OrderStatus.UNKNOWN})
_UNDER_WAY = frozenset({OrderStatus.SHIPPED, OrderStatus.PARTLY_SHIPPED})
_OVER = frozenset({OrderStatus.CANCELLED, OrderStatus.REFUNDED, OrderStatus.RETURNED})
_MOST = 0.8
"""Less than the words of a mail say that name their matter: a hint, no more."""


def hints(order: Order | None, category: Category, at: datetime) -> Mapping[str, float]:
    """Points for templates, by their ids, for a mail of that time about the order."""
    if order is None:
        return {}
    match category:
        case Category.DELIVERY:
            return _delivery(order, at)
        case Category.ORDER:
            return _order(order)
        case Category.RETURN | Category.COMPLAINT if order.status in _OVER:
            return {"refund-when": _MOST}
    return {}


def _delivery(order: Order, at: datetime) -> Mapping[str, float]:
    age = at - order.placed if order.placed else timedelta()
    if order.status in _UNDER_WAY:
        if age > LOST:
            return {"delivery-lost": _MOST, "delivery-late": _MOST / 2}
        return {"delivery-late": _MOST} if age > LATE else {"order-status": _MOST}
    if order.status in _WITH_US:
        return {"delivery-late" if age > LATE else "order-status": _MOST / 2}
    if order.status is OrderStatus.DELIVERED:
        return {"delivery-lost": _MOST}
    if order.status is OrderStatus.PENDING:
        return {"payment-failed": _MOST}
    return {"refund-when": _MOST / 2}


def _order(order: Order) -> Mapping[str, float]:
    if order.status is OrderStatus.PENDING:
        return {"payment-failed": _MOST / 2}
    if order.status in _OVER:
        return {"refund-when": _MOST / 2}
    if order.status in _UNDER_WAY:
        return {"order-status": _MOST / 2}
    return {}

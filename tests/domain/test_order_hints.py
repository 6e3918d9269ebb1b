"""What an order's state says about the answer."""

from __future__ import annotations

from datetime import timedelta

import pytest

from shopdesk.domain.answer.order_hints import hints
from shopdesk.domain.guests.order import OrderStatus
from shopdesk.domain.mail.conversation import Category
from tests.domain.test_order import NINE, order


@pytest.mark.parametrize(
    ("status", "days", "likeliest"),
    [
        (OrderStatus.SHIPPED, 2, "order-status"),
        (OrderStatus.SHIPPED, 12, "delivery-late"),
        (OrderStatus.SHIPPED, 40, "delivery-lost"),
        (OrderStatus.PAID, 2, "order-status"),
        (OrderStatus.PAID, 12, "delivery-late"),
        (OrderStatus.PENDING, 2, "payment-failed"),
        (OrderStatus.DELIVERED, 2, "delivery-lost"),
        (OrderStatus.CANCELLED, 2, "refund-when"),
    ],
)
def test_where_is_my_parcel(status: OrderStatus, days: int, likeliest: str) -> None:
    found = hints(order(status=status), Category.DELIVERY, NINE + timedelta(days=days))
    assert max(found, key=found.__getitem__) == likeliest


def test_a_question_before_buying_takes_no_hint_from_an_order() -> None:
    assert hints(order(), Category.PRE_SALE, NINE) == {}
    assert hints(None, Category.DELIVERY, NINE) == {}

"""Orders: their numbers, where they stand, what they bring in."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest

from shopdesk.domain.guests.order import (
    Order,
    OrderStatus,
    bare_number,
    current,
    newest_first,
    number_key,
    spend,
)
from shopdesk.domain.guests.order_words import is_yes, status_in, status_of
from shopdesk.domain.money import Money

NINE = datetime(2026, 5, 11, 9, 0, tzinfo=UTC)


def order(
    number: str = "1042",
    status: OrderStatus = OrderStatus.SHIPPED,
    total: str = "10.00",
    *,
    currency: str = "GBP",
    refunded: str = "0",
    days_ago: int | None = 0,
) -> Order:
    """An order, made so many days ago."""
    return Order(
        id=int("".join(filter(str.isdigit, number)) or 0),
        source="shopify",
        number=number,
        email="jane@example.com",
        name="Jane Roe",
        phone="",
        placed=None if days_ago is None else NINE - timedelta(days=days_ago),
        status=status,
        said="",
        total=Money(Decimal(total), currency),
        refunded=Money(Decimal(refunded), currency),
        carrier="",
        tracking=(),
        lines=(),
    )


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("#1042", "1042"),
        ("№A1", "A1"),
        ("№ 15", "15"),
        ("'0042", "0042"),
        ('="0042"', "0042"),
        (" SHOP-1042 ", "SHOP-1042"),
        ("n° 7", "7"),
        ("N15", "N15"),
    ],
)
def test_a_number_without_what_stands_around_it(text: str, number: str) -> None:
    assert bare_number(text) == number


def test_numbers_are_compared_without_case_and_mark() -> None:
    assert number_key("#Shop-1042") == number_key("shop-1042") == number_key("№SHOP-1042")


@pytest.mark.parametrize(
    ("words", "status"),
    [
        ("Доставлен", OrderStatus.DELIVERED),
        ("Доставляется", OrderStatus.SHIPPED),
        ("Отменён покупателем", OrderStatus.CANCELLED),
        ("Отменен", OrderStatus.CANCELLED),
        ("Ожидает отгрузки", OrderStatus.PAID),
        ("Новый", OrderStatus.PENDING),
        ("Giao thành công", OrderStatus.DELIVERED),
        ("Đang vận chuyển", OrderStatus.SHIPPED),
        ("Hoàn thành công", OrderStatus.RETURNED),
        ("Hoàn thành", OrderStatus.DELIVERED),
        ("wc-on-hold", OrderStatus.PENDING),
        ("Shipped - Delivered to Buyer", OrderStatus.DELIVERED),
        ("Unshipped", OrderStatus.PAID),
        ("partially_refunded", OrderStatus.PAID),
        ("zzz", OrderStatus.UNKNOWN),
        ("", OrderStatus.UNKNOWN),
    ],
)
def test_what_shops_say(words: str, status: OrderStatus) -> None:
    assert status_in(words) is status


def test_a_parcel_that_left_says_more_than_money() -> None:
    none = {"cancelled": False, "paid": False, "shipped": False, "delivered": False}
    assert status_of("", "pending", "fulfilled", **none) is OrderStatus.SHIPPED
    assert status_of("", "pending", "unfulfilled", **none) is OrderStatus.PENDING
    assert status_of("", "", "", **(none | {"delivered": True})) is OrderStatus.DELIVERED
    assert status_of("shipped", "", "", **(none | {"cancelled": True})) is OrderStatus.CANCELLED


def test_yes_in_three_languages_or_as_a_day() -> None:
    assert all(map(is_yes, ("yes", "Да", "Có", "2026-05-12 08:00:00 -0400", "1")))
    assert not any(map(is_yes, ("", "no", "Нет", "Không", "0", "none")))


def test_what_was_given_back_was_not_spent() -> None:
    orders = [
        order(total="10.00", refunded="2.50"),
        order(total="99.00", status=OrderStatus.CANCELLED),
        order(total="250000", currency="VND"),
    ]
    assert spend(orders) == (Money(Decimal("7.50"), "GBP"), Money(Decimal(250000), "VND"))


def test_the_order_that_a_customer_most_likely_means() -> None:
    delivered = order("3", OrderStatus.DELIVERED, days_ago=1)
    waiting = order("2", OrderStatus.PAID, days_ago=5)
    dateless = order("1", OrderStatus.DELIVERED, days_ago=None)
    assert current([dateless, delivered, waiting]) == waiting
    assert current([dateless, delivered]) == delivered
    assert current([]) is None
    assert newest_first([dateless, waiting, delivered]) == (delivered, waiting, dateless)

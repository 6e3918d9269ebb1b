"""How well a customer is known, by orders and spend."""

from __future__ import annotations

from decimal import Decimal

import pytest

from shopdesk.domain.guests.order import OrderStatus
from shopdesk.domain.guests.tier import FEWEST, Levels, Tier, TierRules, levels, tier, tier_for
from shopdesk.domain.money import Money
from tests.domain.test_order import order

NOBODY = Levels()


def pounds(amount: int) -> Money:
    return Money(Decimal(amount), "GBP")


@pytest.mark.parametrize(
    ("count", "expected"),
    [
        (0, Tier.NONE),
        (1, Tier.NEW),
        (2, Tier.RETURNING),
        (3, Tier.LOYAL),
        (5, Tier.LOYAL),
        (6, Tier.VIP),
    ],
)
def test_by_the_number_of_orders(count: int, expected: Tier) -> None:
    assert tier_for(count, [pounds(10)], TierRules(), NOBODY) is expected


def test_cancelled_orders_count_nothing() -> None:
    kept = [order(str(n)) for n in range(2)]
    gone = [order(str(n), OrderStatus.CANCELLED) for n in range(10, 20)]
    assert tier([*kept, *gone], TierRules(), NOBODY) is Tier.RETURNING


def test_by_what_the_owner_says() -> None:
    rules = TierRules(loyal_spend=pounds(200), vip_spend=pounds(500))
    assert tier_for(1, [pounds(500)], rules, NOBODY) is Tier.VIP
    assert tier_for(1, [pounds(499)], rules, NOBODY) is Tier.LOYAL
    assert tier_for(1, [Money(Decimal(9999), "USD")], rules, NOBODY) is Tier.NEW


def test_by_what_the_shops_own_customers_spend() -> None:
    shop = levels({"GBP": [Decimal(n) for n in range(1, 101)]})
    assert (shop.loyal["GBP"], shop.vip["GBP"]) == (Decimal(80), Decimal(95))
    assert tier_for(2, [pounds(95)], TierRules(), shop) is Tier.VIP
    assert tier_for(2, [pounds(80)], TierRules(), shop) is Tier.LOYAL
    assert tier_for(2, [pounds(79)], TierRules(), shop) is Tier.RETURNING
    # whoever came once, however rich, is new
    assert tier_for(1, [pounds(1000)], TierRules(), shop) is Tier.NEW


def test_a_handful_of_customers_says_nothing() -> None:
    assert levels({"GBP": [Decimal(9)] * (FEWEST - 1)}) == NOBODY

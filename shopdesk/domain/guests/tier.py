"""How well a customer is known to the shop, by what was bought."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING

from shopdesk.domain.guests.order import NO_SALE, Order, spend

if TYPE_CHECKING:
    from shopdesk.domain.money import Money


class Tier(StrEnum):
    """The owner sees it beside the name."""

    NONE = ""
    """Nothing was bought, as far as we know."""
    NEW = "new"
    RETURNING = "returning"
    LOYAL = "loyal"
    VIP = "VIP"


FEWEST = 20
"""Customers with orders from which on the shop's own spread says something."""
LOYAL_SHARE, VIP_SHARE = 80, 95
"""Percentiles of spend from which on a customer is loyal, or a VIP, unless the owner says."""


@dataclass(frozen=True, slots=True)
class TierRules:
    """From how many orders, or from what spend on, a tier begins; spend None: by percentile."""

    returning: int = 2
    """Orders."""
    loyal: int = 3
    """Orders."""
    vip: int = 6
    """Orders."""
    loyal_spend: Money | None = None
    """In one currency; others are judged by orders alone."""
    vip_spend: Money | None = None
    """The same."""


@dataclass(frozen=True, slots=True)
class Levels:
    """What the shop's own customers spend, for the rules that the owner left open."""

    loyal: Mapping[str, Decimal] = field(default_factory=dict)
    """By currency: spend from which on a customer is loyal."""
    vip: Mapping[str, Decimal] = field(default_factory=dict)
    """The same for VIPs."""


def levels(spends: Mapping[str, Sequence[Decimal]]) -> Levels:
    """From what each customer spent, by currency. Percentiles by nearest rank."""
    told = {c: sorted(s) for c, s in spends.items() if len(s) >= FEWEST}
    return Levels(
        {currency: _rank(amounts, LOYAL_SHARE) for currency, amounts in told.items()},
        {currency: _rank(amounts, VIP_SHARE) for currency, amounts in told.items()},
    )


def tier(orders: Iterable[Order], rules: TierRules, shop: Levels) -> Tier:
    """The customer's, from all orders."""
    kept = [order for order in orders if order.status not in NO_SALE]
    return tier_for(len(kept), spend(kept), rules, shop)


def tier_for(count: int, spent: Sequence[Money], rules: TierRules, shop: Levels) -> Tier:
    """From the number of orders that were kept, and what they brought in by currency.

    One large order makes nobody a VIP by percentile: whoever bought once is new until the owner's
    own rule says otherwise.
    """
    if count == 0:
        return Tier.NONE
    again = count >= rules.returning
    if count >= rules.vip or _reaches(spent, rules.vip_spend, shop.vip, again=again):
        return Tier.VIP
    if count >= rules.loyal or _reaches(spent, rules.loyal_spend, shop.loyal, again=again):
        return Tier.LOYAL
    return Tier.RETURNING if again else Tier.NEW


def _reaches(
    spent: Sequence[Money], rule: Money | None, usual: Mapping[str, Decimal], *, again: bool
) -> bool:
    if rule is not None:
        return any(s.currency == rule.currency and s.amount >= rule.amount for s in spent)
    return again and any(s.currency in usual and s.amount >= usual[s.currency] for s in spent)


def _rank(ordered: Sequence[Decimal], share: int) -> Decimal:
    return ordered[max(-(-len(ordered) * share // 100) - 1, 0)]

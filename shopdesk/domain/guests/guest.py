"""A customer as a guest: an individual with a story."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from shopdesk.domain.guests.tier import Levels, Tier, TierRules, tier_for
from shopdesk.domain.money import Money, by_currency

if TYPE_CHECKING:
    from shopdesk.domain.guests.order import Order
    from shopdesk.domain.mail.matter import Category, Reason, Status


@dataclass(frozen=True, slots=True)
class Note:
    """What the owner wrote down about a customer."""

    id: int
    """The records' number."""
    at: datetime
    """When, UTC."""
    text: str
    """In the owner's words."""


@dataclass(frozen=True, slots=True)
class Purchase:
    """One order, as far as it counts."""

    kept: bool
    """It was neither cancelled nor given back."""
    spent: Money
    """What it brought in."""


@dataclass(frozen=True, slots=True)
class Guest:
    """A customer in one line."""

    tier: Tier
    """How well known."""
    orders: int
    """Cancelled and returned ones aside."""
    spent: tuple[Money, ...]
    """One sum for each currency."""
    story: str = ""
    """What is to be remembered first; empty when nothing was noted."""

    @property
    def known(self) -> bool:
        """There is something to say."""
        return bool(self.orders or self.story)


@dataclass(frozen=True, slots=True)
class PastMatter:
    """A conversation with a customer, looked back at."""

    conversation: int
    """Its number."""
    subject: str
    """Without `Re:`."""
    category: Category
    """What it was about."""
    status: Status
    """Whose turn it is."""
    reason: Reason | None
    """Why it was dismissed, when it was."""
    begun: datetime
    """UTC."""
    answers: int
    """How many of ours there are in it."""
    rating: str = ""
    """What the customer said of the answer: `5 (csat)`; empty when nothing."""


@dataclass(frozen=True, slots=True)
class Card:
    """All that is known of a customer."""

    customer: int
    """The records' number."""
    name: str
    """As the customer signs; may be empty."""
    addresses: tuple[str, ...]
    """The one in use first."""
    phone: str
    """May be empty."""
    language: str
    """The customer's; empty when unknown."""
    since: datetime
    """First seen, UTC."""
    guest: Guest
    """In one line."""
    orders: tuple[Order, ...]
    """The newest first."""
    past: tuple[PastMatter, ...]
    """Conversations, the newest first."""
    notes: tuple[Note, ...]
    """The newest first."""
    listed: tuple[str, ...] = ()
    """Notes and tags of imported lists."""
    credit: tuple[Money, ...] = ()
    """What there is to spend."""


def guest(purchases: Sequence[Purchase], story: str, rules: TierRules, shop: Levels) -> Guest:
    """From what was bought and noted."""
    kept = [purchase for purchase in purchases if purchase.kept]
    spent = total(purchase.spent for purchase in kept)
    return Guest(tier_for(len(kept), spent, rules, shop), len(kept), spent, story)


def total(amounts: Iterable[Money]) -> tuple[Money, ...]:
    """One sum for each currency that is not nothing."""
    return tuple(money for money in by_currency(amounts) if money)

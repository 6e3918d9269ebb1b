"""The shop's own rules of generosity."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING

from shopdesk.domain.moves.perks import SurpriseRules
from shopdesk.domain.moves.returns import ReturnPolicy

if TYPE_CHECKING:
    from shopdesk.domain.money import Money


@dataclass(frozen=True, slots=True)
class Generosity:
    """What may be given without asking anybody."""

    returns: ReturnPolicy = field(default_factory=ReturnPolicy)
    """Taking goods back."""
    credit_lasts: timedelta | None = None
    """After this store credit lapses; None: never."""
    coupon_pattern: str = "THANKS-######"
    """Codes that the shop makes itself; each `#` is a sign."""
    coupon_pool: str = ""
    """The pool that coupons are taken from; empty: they are made by the pattern."""
    surprises: SurpriseRules = field(default_factory=SurpriseRules)
    """When a customer is to be surprised."""
    coupon_cost: tuple[Money, ...] = ()
    """What a code that the shop makes itself costs, by currency."""
    shipping_cost: tuple[Money, ...] = ()
    """What a shipping upgrade costs, by currency."""
    follow_up: timedelta = timedelta(days=3)
    """After a complaint was answered, ask whether all is well."""
    campaign_pace: int = 60
    """Mails of campaigns within an hour at most."""
    unsubscribe_url: str = ""
    """Page of the shop's own on which one click leaves the list (RFC 8058); empty: it has none."""

"""Campaigns: one mail to every customer of a segment, each once, never to who opted out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from shopdesk.domain.guests.tier import Tier

SEGMENTS: Mapping[str, frozenset[Tier]] = {
    "all": frozenset(Tier),
    "buyers": frozenset(Tier) - {Tier.NONE},
    "new": frozenset({Tier.NEW}),
    "returning": frozenset({Tier.RETURNING}),
    "loyal": frozenset({Tier.LOYAL}),
    "vip": frozenset({Tier.VIP}),
}
"""By their names."""
HOUR = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Reachable:
    """A customer whom a campaign could go to."""

    customer: int
    """The records' number."""
    contact: str
    """Folded address."""
    email: str
    """As it was written."""
    name: str
    """May be empty."""
    conversation: int
    """The newest one: the mail stands there."""


@dataclass(frozen=True, slots=True)
class Campaign:
    """One that was begun."""

    id: int
    """The records' number."""
    title: str
    """As the owner calls it."""
    template: str
    """Id of its template."""
    pool: str
    """Where its coupons come from; empty: it has none."""
    begun: datetime
    """When, UTC."""
    stopped: datetime | None
    """When the owner stopped it, UTC."""
    mails: int
    """To how many it goes."""
    queued: int
    """How many of them were put into the outbox."""
    left_out: int
    """Who opted out meanwhile."""


@dataclass(frozen=True, slots=True)
class CampaignMail:
    """One line of a campaign."""

    number: int
    """It stands in the mail's own link to leave the list."""
    campaign: int
    """Which campaign."""
    template: str
    """Id of its template."""
    pool: str
    """Where its coupon comes from."""
    contact: str
    """Folded address."""
    conversation: int
    """Where it stands."""
    queued: datetime
    """When it was put into the outbox, UTC; when the campaign began where it was not yet."""


def times(n: int, pace: int, now: datetime) -> tuple[datetime, ...]:
    """When the next `n` mails leave, spread so that no more than `pace` leave within an hour."""
    return tuple(now + HOUR / pace * place for place in range(n))

"""What the figures are reckoned from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from shopdesk.domain.mail.matter import Category

# The first three are not frozen, though nobody may change them: tens of thousands are made for one
# look at the figures, and each takes twice as long to make where it is.


@dataclass(slots=True, unsafe_hash=True)
class WaitFact:
    """One wait, running or ended; backlog and what was no customer's are left out before."""

    conversation: int
    """The conversation's number."""
    received: datetime
    """When the clock started, UTC: the wait belongs to the span in which this lies."""
    due: datetime
    """When the target ran or runs out, UTC."""
    ended: datetime | None
    """When the answer was accepted, UTC; None while it runs, or where nobody knows the time."""
    running: bool
    """Not answered yet."""
    calendar: timedelta | None
    """Calendar time to the answer; None where `ended` is."""
    business: timedelta | None
    """Business time to the answer; None where `ended` is."""
    first: bool
    """The first of its conversation: its time is a first response time."""
    category: Category
    """What it is about."""
    channel: str
    """How it came, as `domain.targets.Channel` spells it."""

    @property
    def in_time(self) -> bool:
        """Answered, at a known time, no later than due."""
        return self.ended is not None and self.ended <= self.due


@dataclass(slots=True, unsafe_hash=True)
class ConversationFact:
    """One conversation that was no machine's and not backlog."""

    id: int
    """The conversation's number."""
    customer: int
    """The customer's number."""
    begun: datetime
    """When its first message was received, UTC."""
    category: Category
    """What it is about."""
    closed: bool
    """Whether it is closed now."""
    replies: tuple[datetime, ...]
    """When our human replies were accepted, oldest first, UTC."""
    asked: tuple[datetime, ...]
    """When the customer wrote something of substance, thanks aside, oldest first, UTC."""
    recovered: bool | None = None
    """How a complaint ended in the customer's eyes; None: nobody has said."""


@dataclass(slots=True, unsafe_hash=True)
class OrderFact:
    """One order that was not called off."""

    customer: str
    """One key for each person."""
    placed: datetime
    """UTC."""
    total: Decimal | None
    """What was paid and not given back; None where the source does not say."""
    currency: str
    """ISO 4217 code."""


class Scale(StrEnum):
    """What a survey asks."""

    CSAT = "csat"
    """1-5: how satisfied."""
    NPS = "nps"
    """0-10: how likely to recommend us."""
    CES = "ces"
    """1-7: how easy it was."""


RANGE: dict[Scale, range] = {
    Scale.CSAT: range(1, 6),
    Scale.NPS: range(11),
    Scale.CES: range(1, 8),
}
"""The ratings that each scale has."""


@dataclass(frozen=True, slots=True)
class SurveyFact:
    """One survey that went out."""

    conversation: int
    """The conversation that it asks about."""
    scale: Scale
    """What it asks."""
    sent: datetime
    """When, UTC: it belongs to the span in which this lies."""
    rating: int | None
    """What the customer answered; None: nothing so far."""

"""Returns without argument: what comes back, what the customer gets for it, and how far it is.

    asked → sent → received → settled
      ↘ cancelled, from anywhere before settled

An owner who trusts her customers settles before the goods are back, and skips what never happens
where the customer keeps them: every later stage may follow every earlier one.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from decimal import Decimal
from enum import StrEnum

from shopdesk.domain.errors import ShopdeskError
from shopdesk.domain.money import Money
from shopdesk.words import _


class ReturnStage(StrEnum):
    """How far a return has come."""

    ASKED = "asked"
    SENT = "sent"
    """The customer has sent it."""
    RECEIVED = "received"
    """It is back in the shop."""
    SETTLED = "settled"
    """The customer has got what was promised."""
    CANCELLED = "cancelled"


class ReturnOutcome(StrEnum):
    """What the customer gets."""

    REFUND = "refund"
    EXCHANGE = "exchange"
    CREDIT = "credit"
    """Store credit, with the policy's bonus."""
    KEEP = "keep"
    """Keep it, and credit without the bonus."""


_ORDER = (ReturnStage.ASKED, ReturnStage.SENT, ReturnStage.RECEIVED, ReturnStage.SETTLED)
OVER = frozenset({ReturnStage.SETTLED, ReturnStage.CANCELLED})
"""The stages at which nothing more is to be done."""


@dataclass(frozen=True, slots=True)
class ReturnLine:
    """What comes back."""

    sku: str
    """The shop's number for it; may be empty."""
    name: str
    """What it is."""
    quantity: int
    """How many; at least one."""
    price: Money
    """Of one."""


@dataclass(frozen=True, slots=True)
class GoodsReturn:
    """One return."""

    id: int
    """The records' number."""
    number: str
    """As the customer knows it."""
    conversation: int
    """Where it was asked for."""
    contact: str
    """The customer's folded address."""
    order: str
    """Number of the order; may be empty."""
    lines: tuple[ReturnLine, ...]
    """What comes back; empty where the owner did not say."""
    reason: str
    """A word is enough."""
    outcome: ReturnOutcome
    """What the customer gets."""
    worth: Money
    """What she gets in money or credit, the bonus included; nothing for an exchange."""
    stage: ReturnStage
    """How far it is."""
    reached: tuple[tuple[ReturnStage, datetime], ...] = field(default=())
    """When it came to each stage, UTC, in order."""

    @property
    def since(self) -> datetime | None:
        """When it came to the stage that it is at."""
        return self.reached[-1][1] if self.reached else None


@dataclass(frozen=True, slots=True)
class ReturnPolicy:
    """What the shop allows; it is told to the customer, never argued with."""

    window: timedelta = timedelta(days=365)
    """After the order was placed; a later one is pointed out to the owner, not refused."""
    postage: str = "shop"
    """Who pays for sending it back: shop or customer."""
    bonus: int = 10
    """Percent on top for who takes credit instead of money."""
    address: str = ""
    """Where the parcel goes; empty: the owner writes it into each mail."""
    still: timedelta = timedelta(days=14)
    """After so long at one stage the owner is reminded."""


class ReturnRefused(ShopdeskError):
    """That step cannot be taken; the sentence says why."""


def price_of(lines: Iterable[ReturnLine], currency: str) -> Money:
    """What the lines cost; raises `MixedCurrencies`."""
    total = Money(Decimal(), currency)
    for line in lines:
        total = total + line.price * line.quantity
    return total


def worth_of(price: Money, outcome: ReturnOutcome, policy: ReturnPolicy) -> Money:
    """What the customer gets, to the smallest coin."""
    match outcome:
        case ReturnOutcome.EXCHANGE:
            return price * 0
        case ReturnOutcome.CREDIT:
            return (price * (Decimal(100 + policy.bonus) / 100)).rounded()
        case ReturnOutcome.REFUND | ReturnOutcome.KEEP:
            return price.rounded()


def step(stage: ReturnStage, to: ReturnStage) -> None:
    """Whether the return may go on from one stage to the other; raises `ReturnRefused`."""
    if stage is ReturnStage.SETTLED:
        raise ReturnRefused(_("This return is settled already; nothing is given twice."))
    if stage is ReturnStage.CANCELLED:
        raise ReturnRefused(_("This return was cancelled; begin a new one."))
    if to is not ReturnStage.CANCELLED and _ORDER.index(to) <= _ORDER.index(stage):
        raise ReturnRefused(
            _("This return is {stage} already; it does not go back to {to}.").format(
                stage=_(stage.value), to=_(to.value)
            )
        )


def lies_still(one: GoodsReturn, policy: ReturnPolicy, now: datetime) -> bool:
    """Whether nothing has happened to it for longer than the policy wants."""
    return one.stage not in OVER and one.since is not None and now - one.since >= policy.still


def number_for(nth: int, year: int) -> str:
    """The number that the customer writes on the parcel."""
    return f"R{year % 100:02}-{nth:04}"

"""What was given in a span of time, and what it cost."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from shopdesk.domain.figures.recovery import Wow
from shopdesk.domain.money import Money, by_currency
from shopdesk.domain.moves.credit import CreditKind, Entry
from shopdesk.domain.moves.perks import Perk, generosity
from shopdesk.ports.records import Records


@dataclass(frozen=True, slots=True)
class Given:
    """Of a span."""

    credit: tuple[Money, ...]
    """Store credit that was granted and not voided, by currency."""
    perks: tuple[Perk, ...]
    """The oldest first."""
    wows: tuple[Wow, ...]
    """The oldest first."""

    @property
    def perk_cost(self) -> tuple[Money, ...]:
        """By currency."""
        return generosity(self.perks)

    @property
    def wow_cost(self) -> tuple[Money, ...]:
        """By currency."""
        return by_currency(wow.cost for wow in self.wows)

    @property
    def cost(self) -> tuple[Money, ...]:
        """All of it, by currency; what is nothing is left out."""
        every = by_currency((*self.credit, *self.perk_cost, *self.wow_cost))
        return tuple(money for money in every if money)


def given(records: Records, since: datetime, until: datetime) -> Given:
    """What was given in [since, until)."""
    entries = records.credit_between(since, until)
    credit = by_currency(entry.money for entry in entries if _is_gift(entry))
    return Given(credit, records.perks(since, until), records.wows(since, until))


def _is_gift(entry: Entry) -> bool:
    """A grant, or its end: a void of a redemption gives nothing away."""
    void = entry.kind is CreditKind.VOID and entry.money.amount < 0
    return void or entry.kind is CreditKind.GRANT

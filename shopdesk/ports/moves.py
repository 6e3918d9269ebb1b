"""Returns, store credit, perks and incidents, in the records."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from shopdesk.domain.figures.recovery import Wow
    from shopdesk.domain.money import Money
    from shopdesk.domain.moves.campaign import Campaign, CampaignMail, Reachable
    from shopdesk.domain.moves.credit import Entry
    from shopdesk.domain.moves.perks import Coupon, Perk
    from shopdesk.domain.moves.playbook import Incident, Prevention
    from shopdesk.domain.moves.returns import GoodsReturn, ReturnStage


class ReturnRecords(Protocol):
    """Used from one thread; raises `RecordsError`."""

    def allot_return(self, year: int) -> str:
        """A number that no return has; it is not given away again."""
        ...

    def add_return(self, made: GoodsReturn, *, year: int) -> GoodsReturn:
        """Keep a new one with its id, and with a number where it has none yet.

        The one that is there already where its number is known: it is begun once.
        """
        ...

    def goods_return(self, number: str) -> GoodsReturn | None:
        """The one of that number, in any letter case."""
        ...

    def returns(self, *, open_only: bool = False, contact: str = "") -> tuple[GoodsReturn, ...]:
        """All, or those not over, or a customer's; the oldest first."""
        ...

    def advance_return(self, id: int, stage: ReturnStage, at: datetime) -> None:
        """It has come to that stage; whether it may is `domain.returns.step`'s."""
        ...


class CreditRecords(Protocol):
    """The ledger. Used from one thread; raises `RecordsError`."""

    def add_credit(self, entry: Entry, token: str | None = None) -> int | None:
        """Append an entry; its number, or None where the deed of that token is in the ledger."""
        ...

    def credit(self, contact: str, currency: str = "") -> tuple[Entry, ...]:
        """A customer's entries, by all of her addresses, in order."""
        ...

    def credit_entry(self, id: int) -> Entry | None:
        """One entry."""
        ...

    def credit_between(self, since: datetime, until: datetime) -> tuple[Entry, ...]:
        """Everybody's entries of [since, until), in order."""
        ...

    def creditors(self) -> tuple[tuple[str, str], ...]:
        """(address, currency) of everybody who ever had credit."""
        ...


class PerkRecords(Protocol):
    """Used from one thread; raises `RecordsError`."""

    def add_coupons(
        self, pool: str, codes: Iterable[str], cost: Money, expires: datetime | None
    ) -> int:
        """Put codes into a pool; how many were new."""
        ...

    def take_coupon(self, pool: str, contact: str, at: datetime) -> str | None:
        """Give one that was never given; None when the pool is empty."""
        ...

    def hold_coupon(self, pool: str, purpose: str, at: datetime) -> Coupon | None:
        """One that was never given, for a mail that is being written; the same for the same mail.

        None when the pool is empty.
        """
        ...

    def make_coupon(self, code: str, purpose: str, cost: Money) -> bool:
        """Hold a code that the shop has made; False where there is such a one already."""
        ...

    def drop_coupon(self, purpose: str) -> None:
        """The mail is not written after all: its code is there for somebody else again.

        One that was given stays as it is.
        """
        ...

    def coupon_given(self, code: str, contact: str, at: datetime) -> bool:
        """It was given to the customer; False where it had been given before."""
        ...

    def coupon(self, code: str) -> Coupon | None:
        """The one of that code."""
        ...

    def coupons(self, pool: str | None = None) -> tuple[Coupon, ...]:
        """All, or a pool's, by pool and code."""
        ...

    def coupons_left(self) -> dict[str, int]:
        """How many each pool has."""
        ...

    def add_perk(self, perk: Perk, token: str | None = None) -> int | None:
        """Keep one that was given; None where the deed of that token has given it."""
        ...

    def perks(
        self, since: datetime | None = None, until: datetime | None = None, contact: str = ""
    ) -> tuple[Perk, ...]:
        """Those given in [since, until), the oldest first."""
        ...


class IncidentRecords(Protocol):
    """Used from one thread; raises `RecordsError`."""

    def add_incident(self, incident: Incident, token: str | None = None) -> int | None:
        """Count one; None where the deed of that token was counted."""
        ...

    def incidents(self, problem: str = "") -> tuple[Incident, ...]:
        """All, or those of a problem, the oldest first."""
        ...

    def add_prevention(self, step: Prevention) -> int:
        """Resolve on a step."""
        ...

    def prevention_done(self, id: int, at: datetime) -> None:
        """The step is done."""
        ...

    def preventions(self) -> tuple[Prevention, ...]:
        """All, the oldest first."""
        ...


class RecoveryRecords(Protocol):
    """Used from one thread; raises `RecordsError`."""

    def followed_up(self, conversation: int) -> bool:
        """Whether a follow-up was ever made there, or it is known how it ended."""
        ...

    def recovered(self, conversation: int) -> bool | None:
        """How the complaint ended in the customer's eyes; None: nobody has said."""
        ...

    def set_recovered(self, conversation: int, recovered: bool | None, at: datetime) -> None:
        """Say how it ended; None takes it back."""
        ...

    def last_recovered(self, contact: str) -> datetime | None:
        """When the customer's last complaint ended well, UTC."""
        ...

    def answers_by_template(self) -> Mapping[str, int]:
        """How many answers were sent with each template; those without one are under ''."""
        ...

    def add_wow(self, wow: Wow) -> int:
        """Keep one; returns its number."""
        ...

    def wows(self, since: datetime | None = None, until: datetime | None = None) -> tuple[Wow, ...]:
        """Those of [since, until), the oldest first."""
        ...


class CampaignRecords(Protocol):
    """Used from one thread; raises `RecordsError`."""

    def reachable(self) -> tuple[Reachable, ...]:
        """Every customer who has written, with the newest conversation; spam left out."""
        ...

    def add_campaign(
        self, title: str, template: str, pool: str, to: Sequence[Reachable], at: datetime
    ) -> int:
        """A new one, and a line for everybody it goes to; its number."""
        ...

    def campaigns(self) -> tuple[Campaign, ...]:
        """All, the oldest first."""
        ...

    def stop_campaign(self, id: int, at: datetime) -> None:
        """Nothing more of it is written."""
        ...

    def campaign_due(self, limit: int) -> tuple[CampaignMail, ...]:
        """What is still to be written, of those that were not stopped."""
        ...

    def campaign_mail(self, number: int) -> CampaignMail | None:
        """One mail."""
        ...

    def campaign_queued(self, number: int, outbox: int, code: str | None, at: datetime) -> None:
        """It is in the outbox."""
        ...

    def campaign_left_out(self, number: int) -> None:
        """It is not to be written after all."""
        ...

    def campaign_mails_since(self, at: datetime) -> int:
        """How many were put into the outbox since then."""
        ...


class MoveRecords(
    ReturnRecords,
    CreditRecords,
    PerkRecords,
    IncidentRecords,
    RecoveryRecords,
    CampaignRecords,
    Protocol,
):
    """All of them."""

"""Store credit: an append-only ledger for each customer and currency; the balance is its sum.

What was granted with an end to it lapses then, as far as it was not spent; what ends first is spent
first. A mistake is not struck out but voided by an entry of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum

from shopdesk.domain.errors import ShopdeskError
from shopdesk.domain.money import Money
from shopdesk.words import _


class CreditKind(StrEnum):
    """What an entry does."""

    GRANT = "grant"
    REDEEM = "redeem"
    VOID = "void"


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the ledger."""

    id: int
    """Its number; entries are in the order of their numbers."""
    contact: str
    """The customer's folded address."""
    kind: CreditKind
    """What it does."""
    money: Money
    """How much it adds (grants), takes away (redemptions, negative) or undoes (voids)."""
    reason: str
    """Why, in the owner's words."""
    at: datetime
    """When, UTC."""
    expires: datetime | None = None
    """When what is left of a grant lapses, UTC; None: never."""
    voids: int | None = None
    """The entry that a void undoes."""
    conversation: int | None = None
    """Where it was given."""
    goods_return: int | None = None
    """The return that it settles."""


@dataclass(frozen=True, slots=True)
class Account:
    """A customer's credit in one currency at an instant."""

    balance: Money
    """What can be spent."""
    lapsed: Money
    """What was never spent and ended."""
    lapses: tuple[tuple[datetime, Money], ...]
    """What ends when, unless it is spent before; the next first."""


class CreditRefused(ShopdeskError):
    """The ledger does not allow it; the sentence says why."""


@dataclass
class _Lot:
    """What is left of a grant."""

    entry: int
    left: Decimal
    expires: datetime | None


@dataclass
class _Book:
    """The ledger as far as it was read."""

    lots: list[_Lot]
    spent: dict[int, list[tuple[_Lot, Decimal]]]
    voided: set[int]
    strictly: bool = False

    def at_hand(self, at: datetime) -> list[_Lot]:
        """What can be spent then, what ends first in front."""
        live = [lot for lot in self.lots if lot.left and not _over(lot, at)]
        return sorted(live, key=lambda lot: (lot.expires is None, lot.expires or at, lot.entry))

    def take(self, entry: Entry, *, strictly: bool = False) -> None:
        """Read one entry on; `strictly` raises `CreditRefused` where it does not fit.

        What was written was right when it was: of two customers who became one the credit of
        either may have paid for the other.
        """
        self.strictly = strictly
        match entry.kind:
            case CreditKind.GRANT:
                self._grant(entry)
            case CreditKind.REDEEM:
                self._redeem(entry)
            case CreditKind.VOID:
                self._void(entry)

    def _grant(self, entry: Entry) -> None:
        if entry.money.amount <= 0:
            raise CreditRefused(_("Credit is granted in an amount above zero."))
        self.lots.append(_Lot(entry.id, entry.money.amount, entry.expires))

    def _redeem(self, entry: Entry) -> None:
        wanted = -entry.money.amount
        if wanted <= 0:
            raise CreditRefused(_("Credit is redeemed in an amount above zero."))
        live = self.at_hand(entry.at)
        there = sum((lot.left for lot in live), Decimal())
        if wanted > there and self.strictly:
            raise CreditRefused(
                _("There is only {there} {currency} of credit.").format(
                    there=Money(there, entry.money.currency).plain(),
                    currency=entry.money.currency,
                )
            )
        taken = []
        for lot in live:
            part = min(lot.left, wanted)
            lot.left -= part
            wanted -= part
            if part:
                taken.append((lot, part))
        self.spent[entry.id] = taken

    def _void(self, entry: Entry) -> None:
        of = entry.voids
        if of is None or of in self.voided:
            if self.strictly:
                raise CreditRefused(_("This entry is void already."))
            return
        if of in self.spent:
            for lot, part in self.spent[of]:
                lot.left += part
        else:
            self._void_grant(of, -entry.money.amount, entry.at)
        self.voided.add(of)

    def _void_grant(self, number: int, amount: Decimal, at: datetime) -> None:
        granted = [lot for lot in self.lots if lot.entry == number]
        if self.strictly and not granted:
            raise CreditRefused(_("There is no such entry to void."))
        if self.strictly and granted[0].left != amount:
            raise CreditRefused(
                _("It is spent already, at least in part: void the redemption first.")
            )
        for lot in (*granted, *self.at_hand(at)):
            part = min(lot.left, amount)
            lot.left -= part
            amount -= part


def account(entries: Iterable[Entry], currency: str, at: datetime) -> Account:
    """The account after these entries of one customer in one currency."""
    book = _read(entries)
    live = book.at_hand(at)
    lapsed = sum((lot.left for lot in book.lots if _over(lot, at)), Decimal())
    return Account(
        balance=Money(sum((lot.left for lot in live), Decimal()), currency),
        lapsed=Money(lapsed, currency),
        lapses=tuple(
            (lot.expires, Money(lot.left, currency)) for lot in live if lot.expires is not None
        ),
    )


def allowed(entries: Sequence[Entry], entry: Entry) -> None:
    """Whether the next entry may follow these; raises `CreditRefused` with the reason."""
    _read(entries).take(entry, strictly=True)


def void_of(entry: Entry, id: int, reason: str, at: datetime) -> Entry:
    """The entry that undoes another."""
    return Entry(
        id=id,
        contact=entry.contact,
        kind=CreditKind.VOID,
        money=-entry.money,
        reason=reason,
        at=at,
        voids=entry.id,
        conversation=entry.conversation,
        goods_return=entry.goods_return,
    )


def _read(entries: Iterable[Entry]) -> _Book:
    book = _Book([], {}, set())
    for entry in entries:
        book.take(entry)
    return book


def _over(lot: _Lot, at: datetime) -> bool:
    return lot.expires is not None and lot.expires <= at

"""Giving and taking store credit."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from shopdesk.domain.mail.threading import folded
from shopdesk.domain.money import Money
from shopdesk.domain.moves.credit import (
    Account,
    CreditKind,
    CreditRefused,
    Entry,
    account,
    allowed,
    void_of,
)
from shopdesk.ports.records import Records
from shopdesk.words import _


class Credit:
    """Every change is one transaction: what the ledger does not allow leaves no trace in it."""

    def __init__(self, records: Records, lasts: timedelta | None) -> None:
        """`lasts`: after which time what is granted lapses; None: never."""
        self._records = records
        self._lasts = lasts

    def grant(
        self,
        email: str,
        money: Money,
        reason: str,
        now: datetime,
        *,
        conversation: int | None = None,
        goods_return: int | None = None,
        token: str | None = None,
    ) -> Entry | None:
        """Give credit; None where the deed of that token has given it already."""
        entry = Entry(
            id=0,
            contact=folded(email),
            kind=CreditKind.GRANT,
            money=money.rounded(),
            reason=reason,
            at=now,
            expires=None if self._lasts is None else now + self._lasts,
            conversation=conversation,
            goods_return=goods_return,
        )
        return self._add(entry, token)

    def redeem(
        self, email: str, money: Money, reason: str, now: datetime, token: str | None = None
    ) -> Entry | None:
        """Let the customer spend some; raises `CreditRefused` when there is not so much."""
        entry = Entry(
            id=0,
            contact=folded(email),
            kind=CreditKind.REDEEM,
            money=-money.rounded(),
            reason=reason,
            at=now,
        )
        return self._add(entry, token)

    def void(self, id: int, reason: str, now: datetime) -> Entry:
        """Undo an entry by another; raises `CreditRefused` for one that cannot be."""
        with self._records.transaction():
            old = self._records.credit_entry(id)
            if old is None:
                raise CreditRefused(_("There is no entry {id} in the ledger.").format(id=id))
            made = self._add(void_of(old, 0, reason, now), f"void:{id}")
        if made is None:
            raise CreditRefused(_("This entry is void already."))
        return made

    def entries(self, email: str) -> tuple[Entry, ...]:
        """A customer's ledger, all currencies."""
        return self._records.credit(folded(email))

    def accounts(self, email: str, now: datetime) -> tuple[Account, ...]:
        """What she has, one account for each currency."""
        entries = self.entries(email)
        currencies = dict.fromkeys(entry.money.currency for entry in entries)
        return tuple(
            account((e for e in entries if e.money.currency == currency), currency, now)
            for currency in currencies
        )

    def everybody(self, now: datetime) -> tuple[tuple[str, Account], ...]:
        """Everybody's accounts, by the address that the credit was given to first."""
        found: dict[tuple[int, str], tuple[str, Account]] = {}
        for contact, currency in self._records.creditors():
            entries = self._records.credit(contact, currency)
            found.setdefault((entries[0].id, currency), (contact, account(entries, currency, now)))
        return tuple(found.values())

    def _add(self, entry: Entry, token: str | None) -> Entry | None:
        with self._records.transaction():
            known = self._records.credit(entry.contact, entry.money.currency)
            id = self._records.add_credit(entry, token)
            if id is None:
                return None
            made = replace(entry, id=id)
            allowed(known, made)
            return made

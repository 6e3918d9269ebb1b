"""The ledger of store credit."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shopdesk.domain.money import Money
from shopdesk.domain.moves.credit import (
    CreditKind,
    CreditRefused,
    Entry,
    account,
    allowed,
    void_of,
)

NOW = datetime(2026, 11, 22, tzinfo=UTC)
DAY = timedelta(days=1)


def entry(id: int, amount: str, *, day: int = 0, expires: int | None = None) -> Entry:
    """A grant above zero, a redemption below."""
    return Entry(
        id=id,
        contact="jane@example.com",
        kind=CreditKind.GRANT if Decimal(amount) > 0 else CreditKind.REDEEM,
        money=Money(Decimal(amount), "GBP"),
        reason="",
        at=NOW + day * DAY,
        expires=None if expires is None else NOW + expires * DAY,
    )


def balance(*entries: Entry, day: int = 0) -> str:
    """As text, on a day."""
    return account(entries, "GBP", NOW + day * DAY).balance.plain()


def test_the_ledger_of_two_who_became_one_is_read() -> None:
    """A grant that was voided in time may have paid for the other's order since."""
    hers, his = entry(1, "10.00"), entry(2, "10.00", expires=30)
    bought = entry(3, "-10.00")
    gone = void_of(his, 4, "", NOW)
    assert balance(hers, his, bought, gone) == "0.00"
    with pytest.raises(CreditRefused, match="spent"):
        allowed([hers, his, bought], gone)
    assert balance(hers, his, gone, gone) == "10.00"


def test_the_balance_is_the_sum() -> None:
    """Exactly: ten times a tenth is one."""
    assert balance(*(entry(n, "0.10") for n in range(10))) == "1.00"
    assert balance(entry(1, "12.50"), entry(2, "-2.25")) == "10.25"


def test_never_below_zero() -> None:
    """The sentence says what there is."""
    with pytest.raises(CreditRefused, match=r"12\.50 GBP"):
        allowed([entry(1, "12.50")], entry(2, "-12.51"))


@pytest.mark.parametrize("amount", ["0", "-0.01"])
def test_a_grant_gives_something(amount: str) -> None:
    """Nothing and less are refused."""
    wrong = Entry(1, "x", CreditKind.GRANT, Money(Decimal(amount), "GBP"), "", NOW)
    with pytest.raises(CreditRefused):
        allowed([], wrong)


def test_what_ends_first_is_spent_first() -> None:
    """So the customer loses nothing that she need not."""
    entries = (entry(1, "10"), entry(2, "10", expires=5), entry(3, "-10"))
    assert balance(*entries, day=6) == "10.00"


def test_what_was_not_spent_lapses_at_its_end() -> None:
    """To the instant; the account says how much."""
    entries = (entry(1, "10", expires=5), entry(2, "-4"))
    assert balance(*entries, day=4) == "6.00"
    found = account(entries, "GBP", NOW + 5 * DAY)
    assert (found.balance.plain(), found.lapsed.plain()) == ("0.00", "6.00")


def test_lapsed_credit_cannot_be_spent() -> None:
    """The day counts on which it is redeemed."""
    with pytest.raises(CreditRefused):
        allowed([entry(1, "10", expires=5)], entry(2, "-1", day=5))


def test_a_void_undoes_a_redemption_once() -> None:
    """And the second time there is nothing to undo."""
    granted, spent = entry(1, "10"), entry(2, "-4")
    void = void_of(spent, 3, "by mistake", NOW)
    assert balance(granted, spent, void) == "10.00"
    with pytest.raises(CreditRefused):
        allowed([granted, spent, void], void_of(spent, 4, "again", NOW))


def test_a_grant_that_was_spent_is_not_voided() -> None:
    """The balance would be below zero."""
    granted, spent = entry(1, "10"), entry(2, "-4")
    with pytest.raises(CreditRefused, match="spent"):
        allowed([granted, spent], void_of(granted, 3, "", NOW))
    undone = void_of(spent, 3, "", NOW)
    assert balance(granted, spent, undone, void_of(granted, 4, "", NOW)) == "0.00"


amounts = st.integers(-500, 500).filter(bool)


@given(st.lists(st.tuples(amounts, st.none() | st.integers(0, 20)), max_size=20))
def test_balance_lapsed_and_spent_add_up(steps: list[tuple[int, int | None]]) -> None:
    """Whatever the ledger took: granted = balance + lapsed + spent, and none is below zero."""
    taken: list[Entry] = []
    for n, (cents, expires) in enumerate(steps):
        one = entry(n, str(Decimal(cents) / 100), day=n, expires=expires if cents > 0 else None)
        try:
            allowed(taken, one)
        except CreditRefused:
            continue
        taken.append(one)
    found = account(taken, "GBP", NOW + len(steps) * DAY)
    granted = sum((e.money.amount for e in taken if e.money.amount > 0), Decimal())
    spent = -sum((e.money.amount for e in taken if e.money.amount < 0), Decimal())
    assert found.balance.amount >= 0
    assert granted == found.balance.amount + found.lapsed.amount + spent

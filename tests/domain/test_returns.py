"""Returns without argument."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from itertools import pairwise

import pytest

from shopdesk.domain.money import MixedCurrencies, Money
from shopdesk.domain.moves.returns import (
    GoodsReturn,
    ReturnLine,
    ReturnOutcome,
    ReturnPolicy,
    ReturnRefused,
    ReturnStage,
    lies_still,
    number_for,
    price_of,
    step,
    worth_of,
)

NOW = datetime(2026, 11, 22, tzinfo=UTC)
POLICY = ReturnPolicy(bonus=10)


def line(price: str, quantity: int = 1, currency: str = "GBP") -> ReturnLine:
    """A pair of shoes."""
    return ReturnLine("S1", "Shoes", quantity, Money(Decimal(price), currency))


@pytest.mark.parametrize(
    ("outcome", "worth"),
    [
        (ReturnOutcome.REFUND, "59.97"),
        (ReturnOutcome.CREDIT, "65.97"),
        (ReturnOutcome.KEEP, "59.97"),
        (ReturnOutcome.EXCHANGE, "0.00"),
    ],
)
def test_what_the_customer_gets(outcome: ReturnOutcome, worth: str) -> None:
    """Ten percent more as credit, to the penny."""
    price = price_of([line("19.99", 3)], "GBP")
    assert worth_of(price, outcome, POLICY).plain() == worth


def test_dong_have_no_cents() -> None:
    """Half a dong goes to the even one."""
    price = price_of([line("450005", currency="VND")], "VND")
    assert worth_of(price, ReturnOutcome.CREDIT, POLICY).plain() == "495006"


def test_two_currencies_are_no_sum() -> None:
    """Rather an error than a wrong sum."""
    with pytest.raises(MixedCurrencies):
        price_of([line("1"), line("1", currency="EUR")], "GBP")


def test_stages_go_forward() -> None:
    """One by one, or over those that never happen."""
    order = (ReturnStage.ASKED, ReturnStage.SENT, ReturnStage.RECEIVED, ReturnStage.SETTLED)
    for one, next in pairwise(order):
        step(one, next)
    step(ReturnStage.ASKED, ReturnStage.SETTLED)
    with pytest.raises(ReturnRefused):
        step(ReturnStage.RECEIVED, ReturnStage.SENT)


@pytest.mark.parametrize("to", list(ReturnStage))
def test_nothing_is_settled_twice(to: ReturnStage) -> None:
    """What is over is over."""
    with pytest.raises(ReturnRefused):
        step(ReturnStage.SETTLED, to)
    with pytest.raises(ReturnRefused):
        step(ReturnStage.CANCELLED, to)


def test_one_that_lies_still_is_told_of() -> None:
    """Not before its time, and never when it is over."""

    def at(stage: ReturnStage, days: float) -> GoodsReturn:
        since = NOW - timedelta(days=days)
        nothing = Money(Decimal(), "GBP")
        outcome = ReturnOutcome.REFUND
        return GoodsReturn(
            1, "R26-0001", 1, "x", "", (), "", outcome, nothing, stage, ((stage, since),)
        )

    assert lies_still(at(ReturnStage.SENT, 14), POLICY, NOW)
    assert not lies_still(at(ReturnStage.SENT, 13.9), POLICY, NOW)
    assert not lies_still(at(ReturnStage.SETTLED, 99), POLICY, NOW)


def test_numbers_are_short_enough_for_a_parcel() -> None:
    """The year and a count."""
    assert number_for(7, 2026) == "R26-0007"

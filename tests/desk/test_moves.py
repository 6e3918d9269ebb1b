"""Returns, credit and coupons on real records."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from shopdesk.adapters.records import SqliteRecords
from shopdesk.desk.moves.credit import Credit
from shopdesk.desk.moves.returning import Asked, Returning
from shopdesk.domain.alarm.reminding import ReminderKind
from shopdesk.domain.errors import RecordsError
from shopdesk.domain.mail.conversation import Reason
from shopdesk.domain.money import Money
from shopdesk.domain.moves.credit import CreditRefused
from shopdesk.domain.moves.returns import (
    ReturnLine,
    ReturnOutcome,
    ReturnPolicy,
    ReturnRefused,
    ReturnStage,
)
from tests.shop import Mail, SmallShop

JANE = "jane@example.com"


def gbp(amount: str) -> Money:
    """Pounds."""
    return Money(Decimal(amount), "GBP")


@pytest.fixture
def credit(shop: SmallShop) -> Credit:
    """A ledger whose grants last a year."""
    return Credit(shop.desk.records, timedelta(days=365))


@pytest.fixture
def returning(shop: SmallShop, credit: Credit) -> Returning:
    """With ten percent on top for credit."""
    return Returning(shop.desk.records, credit, shop.settings, ReturnPolicy(bonus=10))


def asked(shop: SmallShop, outcome: ReturnOutcome = ReturnOutcome.CREDIT) -> Asked:
    """Jane sends her shoes back."""
    shop.receive(Mail())
    (alarm,) = shop.desk.look.board(shop.clock.now()).alarms
    shoes = ReturnLine("S1", "Brogues", 1, gbp("60.00"))
    return Asked(alarm.conversation, (shoes,), "too small", outcome)


def test_a_return_settled_as_credit(shop: SmallShop, returning: Returning, credit: Credit) -> None:
    """Ten percent more, in the ledger, with the return that it is for."""
    now = shop.clock.now()
    made = returning.begin(asked(shop), now)
    assert made.number == "R26-0001"
    assert made.order == "1042"
    shop.clock.pass_by(days=3)
    returning.advance(made.number, ReturnStage.RECEIVED, shop.clock.now())
    done = returning.advance(made.number.lower(), ReturnStage.SETTLED, shop.clock.now())
    assert [stage for stage, _at in done.reached] == ["asked", "received", "settled"]
    (account,) = credit.accounts(JANE, shop.clock.now())
    assert account.balance == gbp("66.00")
    assert credit.entries(JANE)[0].goods_return == made.id


def test_nothing_is_settled_twice(shop: SmallShop, returning: Returning, credit: Credit) -> None:
    """The second time is refused, and the ledger has one entry."""
    made = returning.begin(asked(shop), shop.clock.now())
    returning.advance(made.number, ReturnStage.SETTLED, shop.clock.now())
    with pytest.raises(ReturnRefused, match="twice"):
        returning.advance(made.number, ReturnStage.SETTLED, shop.clock.now())
    assert len(credit.entries(JANE)) == 1


def test_a_crash_while_settling_leaves_no_trace(
    shop: SmallShop, returning: Returning, credit: Credit, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Credit and stage are one transaction: after it either both are there or neither."""
    made = returning.begin(asked(shop), shop.clock.now())

    def dies(*_anything: object) -> None:
        raise RecordsError("the power went out")

    with monkeypatch.context() as patch:
        patch.setattr(shop.desk.records, "advance_return", dies)
        with pytest.raises(RecordsError):
            returning.advance(made.number, ReturnStage.SETTLED, shop.clock.now())
    assert credit.entries(JANE) == ()
    assert returning.find(made.number).stage is ReturnStage.ASKED
    returning.advance(made.number, ReturnStage.SETTLED, shop.clock.now())
    assert len(credit.entries(JANE)) == 1


@pytest.mark.parametrize("outcome", [ReturnOutcome.REFUND, ReturnOutcome.EXCHANGE])
def test_only_credit_goes_into_the_ledger(
    shop: SmallShop, returning: Returning, credit: Credit, outcome: ReturnOutcome
) -> None:
    """A refund is paid where it was paid."""
    made = returning.begin(asked(shop, outcome), shop.clock.now())
    returning.advance(made.number, ReturnStage.SETTLED, shop.clock.now())
    assert credit.entries(JANE) == ()


def test_credit_is_not_overdrawn(shop: SmallShop, credit: Credit) -> None:
    """What is refused leaves no entry."""
    now = shop.clock.now()
    credit.grant(JANE, gbp("10"), "sorry", now)
    with pytest.raises(CreditRefused):
        credit.redeem("JANE@example.com", gbp("10.01"), "order", now)
    credit.redeem("JANE@example.com", gbp("4"), "order", now)
    assert [e.money for e in credit.entries(JANE)] == [gbp("10.00"), gbp("-4.00")]


def test_the_same_deed_is_one_entry(shop: SmallShop, credit: Credit) -> None:
    """By its token."""
    now = shop.clock.now()
    assert credit.grant(JANE, gbp("10"), "sorry", now, token="deed") is not None
    assert credit.grant(JANE, gbp("10"), "sorry", now, token="deed") is None
    assert len(credit.entries(JANE)) == 1


def test_an_entry_is_voided_once(shop: SmallShop, credit: Credit) -> None:
    """By an entry of its own; the first stays."""
    now = shop.clock.now()
    made = credit.grant(JANE, gbp("10"), "sorry", now)
    assert made is not None
    credit.void(made.id, "wrong customer", now)
    with pytest.raises(CreditRefused):
        credit.void(made.id, "again", now)
    assert credit.accounts(JANE, now)[0].balance == gbp("0.00")
    assert len(credit.entries(JANE)) == 2


def test_the_ledger_forgets_nothing(shop: SmallShop, credit: Credit) -> None:
    """The file itself refuses."""
    credit.grant(JANE, gbp("10"), "sorry", shop.clock.now())
    records = shop.desk.records
    assert isinstance(records, SqliteRecords)
    with pytest.raises(RecordsError):
        records._db.execute("DELETE FROM credit_entry")


def test_a_coupon_is_given_once(shop: SmallShop, tmp_path: Path) -> None:
    """Also by two programs that take turns."""
    one = shop.desk.records
    now = shop.clock.now()
    assert one.add_coupons("thanks", ["A", "B", "A"], gbp("5"), None) == 2
    other = SqliteRecords(tmp_path / "records.sqlite")
    taken = [records.take_coupon("thanks", JANE, now) for records in (one, other, one, other)]
    other.close()
    assert taken == ["A", "B", None, None]
    assert one.coupons_left() == {"thanks": 0}


def test_an_expired_coupon_is_not_given(shop: SmallShop) -> None:
    """What ends first is given first."""
    now = shop.clock.now()
    records = shop.desk.records
    records.add_coupons("thanks", ["OLD"], gbp("5"), now)
    records.add_coupons("thanks", ["LATE"], gbp("5"), now + timedelta(days=9))
    records.add_coupons("thanks", ["SOON"], gbp("5"), now + timedelta(days=2))
    assert records.take_coupon("thanks", JANE, now) == "SOON"


def test_a_return_that_lies_still_comes_back(shop: SmallShop, returning: Returning) -> None:
    """Each step sets the time anew, and the last one ends it; dismissing her mail does not."""
    question = asked(shop)
    made = returning.begin(question, shop.clock.now())
    shop.desk.dismiss.dismiss(question.conversation, Reason.HANDLED_ELSEWHERE, shop.clock.now())

    def due() -> list[timedelta]:
        found = shop.desk.records.reminders(made.conversation)
        return [one.due - shop.clock.now() for one in found if one.kind is ReminderKind.RETURN]

    assert due() == [timedelta(days=14)]
    shop.clock.pass_by(days=3)
    returning.advance(made.number, ReturnStage.SENT, shop.clock.now())
    assert due() == [timedelta(days=14)]
    shop.clock.pass_by(days=14)
    board = shop.desk.look.board(shop.clock.now())
    assert ReminderKind.RETURN in {a.reminder.kind for a in board.alarms if a.reminder}
    shop.desk.dismiss.dismiss(made.conversation, Reason.HANDLED_ELSEWHERE, shop.clock.now())
    assert due() == []
    assert shop.desk.dismiss.undo(made.conversation)
    assert due() == [timedelta()]
    returning.advance(made.number, ReturnStage.SETTLED, shop.clock.now())
    assert due() == []


def test_of_two_returns_the_one_that_lies_longest_comes_back(
    shop: SmallShop, returning: Returning
) -> None:
    """The other one's time begins where that of the first ends."""
    question = asked(shop)
    first = returning.begin(question, shop.clock.now())
    shop.clock.pass_by(days=2)
    begun = shop.clock.now()
    returning.begin(question, begun)
    (one,) = shop.desk.records.reminders(first.conversation)
    assert one.due == begun + timedelta(days=12)
    returning.advance(first.number, ReturnStage.SETTLED, begun)
    (one,) = shop.desk.records.reminders(first.conversation)
    assert one.due == begun + timedelta(days=14)

"""How well matters were settled, what customers said, and who came back."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from decimal import Decimal

from shopdesk.domain.figures.facts import OrderFact, Scale, SurveyFact
from shopdesk.domain.figures.loyalty import loyalty
from shopdesk.domain.figures.numbers import Share
from shopdesk.domain.figures.resolution import resolution
from shopdesk.domain.figures.satisfaction import satisfaction
from shopdesk.domain.mail.conversation import Category
from tests.domain.figures.facts import MONDAY, conversation

MONTH_LATER = MONDAY + timedelta(days=30)


def test_one_touch_is_closed_after_exactly_one_reply() -> None:
    """Of those closed after any."""
    some = [
        conversation(1, replies=(0.1,), closed=True),
        conversation(2, replies=(0.1, 0.2), closed=True),
        conversation(3, closed=True),
        conversation(4, replies=(0.1,)),
    ]
    assert resolution(some, MONTH_LATER).one_touch == Share(1, 2)


def test_first_contact_needs_seven_days_of_silence() -> None:
    """A question on the sixth day spoils it, one on the eighth does not."""
    some = [
        conversation(1, replies=(0.1,)),
        conversation(2, replies=(0.1,), asked=(0, 6)),
        conversation(3, replies=(0.1,), asked=(0, 8)),
        conversation(4, replies=(0.1, 0.5)),
        conversation(5),
    ]
    found = resolution(some, MONTH_LATER)
    assert found.first_contact == Share(2, 4)
    assert found.reopened == Share(2, 4)


def test_young_conversations_do_not_count_yet() -> None:
    """Only those older than seven days."""
    some = [conversation(1, replies=(0.1,))]
    assert resolution(some, MONDAY + timedelta(days=7)).first_contact == Share(0, 0)


def test_praise_to_complaint() -> None:
    """Twelve good ones are wanted for a bad one."""
    some = [conversation(n, category=Category.PRAISE) for n in range(6)]
    some += [conversation(n, category=Category.COMPLAINT) for n in range(2)]
    assert resolution(some, MONTH_LATER).praise_to_complaint == 3.0
    assert resolution(some[:6], MONTH_LATER).praise_to_complaint is None


def survey(scale: Scale, rating: int | None) -> SurveyFact:
    """One that was sent."""
    return SurveyFact(1, scale, MONDAY, rating)


def test_csat_nps_and_ces() -> None:
    """With n and the rate of responses."""
    some = [survey(Scale.CSAT, r) for r in (5, 4, 3, None)]
    some += [survey(Scale.NPS, r) for r in (10, 9, 8, 6, 0)]
    some += [survey(Scale.CES, r) for r in (7, 5, 4)]
    found = satisfaction(some)
    assert found.csat == Share(2, 3)
    assert found.responses[Scale.CSAT] == Share(3, 4)
    assert found.nps == 0.0
    assert found.easy == Share(2, 3)
    assert found.effort == 16 / 3


def test_no_rating_no_figure() -> None:
    """None, not a proud hundred."""
    found = satisfaction([survey(Scale.NPS, None)])
    assert found.nps is None
    assert found.csat.ratio is None
    assert found.effort is None


def order(who: str, year: int, month: int, total: str = "10", currency: str = "GBP") -> OrderFact:
    """On the first of a month."""
    return OrderFact(who, datetime(year, month, 1, tzinfo=UTC), Decimal(total), currency)


def test_retention_repeat_and_churn() -> None:
    """Ann came back, Bob left within the span, Cat is new."""
    orders = [order("ann", 2025, 3), order("ann", 2026, 1), order("bob", 2025, 2)]
    orders += [order("cat", 2026, 2), order("dan", 2024, 1)]
    found = loyalty(orders, datetime(2026, 1, 15, tzinfo=UTC), datetime(2026, 3, 15, tzinfo=UTC))
    assert found.customers == 4
    assert found.new == 1
    assert found.retention == Share(1, 2)
    assert found.churned == Share(1, 2)
    assert found.repeat == Share(1, 4)


def test_lifetime_value_is_revenue_by_currency() -> None:
    """Mean order × orders a year × years; half of them leave in a year, so they stay for two."""
    orders = [order("ann", 2025, 1), order("bob", 2025, 1)]
    orders += [order("ann", 2026, 1, "30"), order("ann", 2026, 2, "10")]
    at = datetime(2026, 2, 15, tzinfo=UTC)
    found = loyalty(orders, at - timedelta(days=30), at)
    assert found.yearly_churn == Share(1, 2)
    (life,) = found.lifetime
    assert life.order_value == 20
    assert life.orders_a_year == 2
    assert life.value == 80


def test_no_lifetime_while_nobody_left() -> None:
    """Not enough data instead of infinity."""
    at = datetime(2026, 2, 15, tzinfo=UTC)
    assert loyalty([order("ann", 2026, 1)], at - timedelta(days=30), at).lifetime == ()

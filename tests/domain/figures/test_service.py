"""How fast customers were answered."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from shopdesk.domain.figures.numbers import Share, times
from shopdesk.domain.figures.service import by_day, service
from tests.domain.figures.facts import MONDAY, ZONE, wait

MINUTE = timedelta(minutes=1)
NOON = MONDAY + timedelta(hours=3)


def test_mean_median_and_nearest_rank() -> None:
    """Of ten the ninth is the 90th percentile; the median of ten is between two."""
    found = times(n * MINUTE for n in (1, 2, 3, 4, 5, 6, 7, 8, 9, 100))
    assert found.n == 10
    assert found.median == timedelta(minutes=5, seconds=30)
    assert found.mean == timedelta(minutes=14, seconds=30)
    assert found.p90 == 9 * MINUTE


def test_nothing_has_no_times() -> None:
    """None, not nought."""
    found = times([])
    assert (found.n, found.mean, found.median, found.p90) == (0, None, None, None)


def test_in_target_counts_what_is_overdue_and_open() -> None:
    """Answered in time ÷ (answered + overdue still open)."""
    waits = [wait(0, 1), wait(1, 5), wait(2, 5.1), wait(3, running=True), wait(179, running=True)]
    found = service(waits, NOON)
    assert found.in_target == Share(2, 4)
    assert (found.received, found.answered, found.open, found.overdue) == (5, 3, 2, 1)


def test_an_answer_at_an_unknown_time_is_answered_and_kept_out_of_the_means() -> None:
    """Nobody knows whether it was in time either."""
    found = service([wait(0, 2), wait(0, None)], NOON)
    assert found.answered == 2
    assert found.in_target == Share(1, 1)
    assert found.every.calendar.n == 1


def test_first_and_next_responses_are_apart() -> None:
    """Of a conversation's first wait, and of its later ones."""
    found = service([wait(0, 2), wait(10, 4, first=False)], NOON)
    assert found.first.calendar.median == 2 * MINUTE
    assert found.following.calendar.median == 4 * MINUTE
    assert found.every.calendar.mean == 3 * MINUTE


def test_every_day_is_there() -> None:
    """Also one on which nobody wrote; by the shop's calendar, not by UTC's."""
    late = wait(15 * 60 + 30)
    days = by_day([late], [date(2026, 11, 16), date(2026, 11, 17)], ZONE)
    assert [len(found) for found in days.values()] == [0, 1]


waits = st.lists(
    st.builds(
        wait,
        at=st.integers(0, 10_000),
        took=st.none() | st.integers(0, 10_000),
        running=st.booleans(),
        first=st.booleans(),
    ),
    max_size=30,
)


@given(waits, st.integers(0, 10_000))
def test_the_figures_of_a_span_are_those_of_its_parts(some: list, cut: int) -> None:  # type: ignore[type-arg]
    """What must add up adds up."""
    edge = MONDAY + cut * MINUTE
    early = service([w for w in some if w.received < edge], NOON)
    late = service([w for w in some if w.received >= edge], NOON)
    whole = service(some, NOON)
    assert whole.received == early.received + late.received
    assert whole.answered == early.answered + late.answered
    assert whole.open == early.open + late.open
    assert whole.in_target == early.in_target + late.in_target
    assert whole.every.calendar.n == early.every.calendar.n + late.every.calendar.n

"""When mail comes, and what would help."""

from __future__ import annotations

from datetime import timedelta

from shopdesk.domain.figures.hours import advice, arrivals, slowness
from shopdesk.domain.figures.numbers import Share
from tests.domain.figures.facts import MONDAY, ZONE, wait

HOUR = 60
DAY = 24 * HOUR
LATER = MONDAY + timedelta(days=60)


def test_arrivals_go_by_the_shops_clock() -> None:
    """Monday at nine, and ten hours later."""
    found = arrivals([wait(0), wait(5), wait(10 * HOUR)], ZONE)
    assert found[0][9] == 2
    assert found[0][19] == 1
    assert sum(map(sum, found)) == 3


def test_slowness_is_a_median() -> None:
    """Of what came in that hour; what runs has no time yet."""
    found = slowness([wait(0, 2), wait(1, 4), wait(2, 60), wait(3, running=True)], ZONE)
    assert found[0][9] == timedelta(minutes=4)
    assert found[0][10] is None


def test_the_hour_that_would_have_helped() -> None:
    """Mornings are answered at once, what comes at 19:10 on the next morning."""
    days = [
        one
        for n in range(20)
        for one in (wait(n * DAY, 2), wait(n * DAY + 10 * HOUR + 10, 14 * HOUR))
    ]
    found = advice(days, LATER, ZONE)
    assert found is not None
    assert found.opens == 19
    assert found.before == Share(20, 40)
    assert found.after == Share(40, 40)
    assert found.busy_share.part == 20


def test_an_answer_within_the_hour_needs_the_pace_of_the_desk() -> None:
    """At 19:58 the two minutes that an answer takes end just in time, at 19:59 they do not."""
    just = [one for n in range(20) for one in (wait(n * DAY, 2), wait(n * DAY + 658, 800))]
    late = [one for n in range(20) for one in (wait(n * DAY, 2), wait(n * DAY + 659, 800))]
    assert (found := advice(just, LATER, ZONE)) is not None
    assert found.opens == 19
    assert (found := advice(late, LATER, ZONE)) is not None
    assert found.opens == 20


def test_no_ground_no_advice() -> None:
    """Too few waits, none in time, or nothing to gain."""
    assert advice([wait(n * DAY, 60) for n in range(40)], LATER, ZONE) is None
    assert advice([wait(n * DAY, 2) for n in range(40)], LATER, ZONE) is None
    assert advice([wait(0, 2), wait(10, 60)], LATER, ZONE) is None

"""Hours set apart for the desk: when one runs, and when to remind of it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from shopdesk.domain.clock.desk_hours import current, starting
from shopdesk.domain.clock.hours import NO_HOURS, Span, Week

PARIS = ZoneInfo("Europe/Paris")
EVENING: Week = (*NO_HOURS[:5], (Span(19 * 60, 20 * 60),), (Span(2 * 60, 3 * 60),))
"""Saturdays at seven in the evening, Sundays at two in the night."""
SECOND = timedelta(seconds=1)


def paris(day: int, hour: int, minute: int = 0, *, month: int = 11, fold: int = 0) -> datetime:
    """An instant of 2026 by the clocks there."""
    local = datetime(2026, month, day, hour, minute, tzinfo=PARIS, fold=fold)
    return local.astimezone(UTC)


def test_it_runs_from_its_first_instant_to_just_before_its_last() -> None:
    begins, ends = paris(21, 19), paris(21, 20)
    assert current(EVENING, PARIS, begins - SECOND) is None
    assert current(EVENING, PARIS, begins) == (begins, ends)
    assert current(EVENING, PARIS, ends - SECOND) == (begins, ends)
    assert current(EVENING, PARIS, ends) is None
    assert current(NO_HOURS, PARIS, begins) is None


def test_its_beginning_is_told_once() -> None:
    begins = paris(21, 19)
    assert starting(EVENING, PARIS, begins - SECOND, begins) == (begins, paris(21, 20))
    assert starting(EVENING, PARIS, begins, begins + SECOND) is None


def test_one_that_began_while_the_machine_slept_is_told_unless_it_is_over() -> None:
    slept = paris(21, 18)
    assert starting(EVENING, PARIS, slept, paris(21, 19, 40)) is not None
    assert starting(EVENING, PARIS, slept, paris(21, 20, 1)) is None


def test_where_clocks_jump_over_it_there_is_none() -> None:
    # on 2026-03-29 two o'clock is three at once
    assert starting(EVENING, PARIS, paris(29, 1, month=3), paris(29, 4, month=3)) is None


def test_where_clocks_go_back_it_lasts_both_times() -> None:
    # on 2026-10-25 there are two hours from two to three
    begins, ends = paris(25, 2, month=10), paris(25, 3, month=10)
    assert ends - begins == timedelta(hours=2)
    assert current(EVENING, PARIS, paris(25, 2, 30, month=10, fold=1)) == (begins, ends)


def test_the_zone_decides() -> None:
    saigon = ZoneInfo("Asia/Ho_Chi_Minh")
    begins = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
    assert current(EVENING, saigon, begins) == (begins, begins + timedelta(hours=1))

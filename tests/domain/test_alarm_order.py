"""What is ordered bit by bit stands as if it were ordered anew each time."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from shopdesk.domain.alarm.board import Alarm, hottest_first
from shopdesk.domain.alarm.order import Order
from shopdesk.domain.clock.schedule import AlwaysOpen, LiveSchedule
from tests.domain.test_hours import LUNCH, utc
from tests.domain.test_ranking import SCHEDULES, SECONDS, alarms
from tests.domain.test_reminder import alarm

LISTS = st.lists(alarms(), max_size=6, unique_by=lambda a: a.conversation)
START = utc("23 00:00")


@given(SCHEDULES, st.lists(st.tuples(LISTS, SECONDS, st.booleans()), min_size=1, max_size=5))
def test_it_says_what_is_said_anew(
    schedule: AlwaysOpen, looks: list[tuple[list[Alarm], timedelta, bool]]
) -> None:
    order = Order(schedule)
    listed: list[Alarm] = []
    for came, after, instead in looks:
        # the clock goes on or is put back; alarms stay, are replaced, or go
        new = {a.conversation for a in came}
        listed = came if instead else [*(a for a in listed if a.conversation not in new), *came]
        now = START + after
        exact = [(a, heat.severity) for a, heat in hottest_first(listed, now, schedule)]
        assert list(order.hottest_first(listed, now)) == exact


@given(LISTS, SECONDS, st.data())
def test_nothing_moves_before_the_instant_that_it_names(
    listed: list[Alarm], after: timedelta, data: st.DataObject
) -> None:
    order = Order(LUNCH)
    now = START + after
    shown = order.hottest_first(listed, now)
    until = order.changes_at()
    later = now + data.draw(SECONDS) if until is None else until - timedelta(microseconds=1)
    assert order.hottest_first(listed, later) == shown
    if until is not None:
        heats = [heat for _, heat in order.hottest_first(listed, until)]
        assert sorted(heats) != sorted(heat for _, heat in shown)


def test_other_hours_are_believed_at_once() -> None:
    made = alarm(1, "23 00:00")
    one = replace(made, started=utc("23 01:00"), due=utc("23 08:00"))
    live = LiveSchedule(AlwaysOpen())
    order = Order(live)
    before = order.hottest_first([one], utc("23 07:00"))
    live.current = LUNCH
    exact = hottest_first([one], utc("23 07:00"), LUNCH)[0][1].severity
    assert exact is not before[0][1], "the test needs hours that matter"
    assert order.hottest_first([one], utc("23 07:00"))[0][1] is exact

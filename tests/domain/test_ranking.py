"""The quick way to tell how hot alarms are says what the exact one says."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from shopdesk.domain.alarm.board import Alarm, heat_of, hottest_first
from shopdesk.domain.alarm.ranking import Ranking
from shopdesk.domain.alarm.reminder import ReminderKind
from shopdesk.domain.clock.schedule import AlwaysOpen, Schedule
from tests.domain.test_hours import LUNCH, utc
from tests.domain.test_reminder import alarm

SCHEDULES = st.sampled_from([LUNCH, AlwaysOpen()])
SECONDS = st.integers(0, 5 * 86400).map(lambda n: timedelta(seconds=n))
KINDS = st.sampled_from([None, *ReminderKind])


@st.composite
def alarms(draw: st.DrawFn) -> Alarm:
    """Any wait, any promise, any missing answer; its due instant as the rules make it, or not."""
    started = utc("23 00:00") + draw(SECONDS)
    made = alarm(draw(st.integers(1, 9)), "23 00:00", kind=draw(KINDS))
    due = started + draw(SECONDS)
    if draw(st.booleans()):
        due = LUNCH.after(started, draw(st.sampled_from([300, 900, 3600])) * timedelta(seconds=1))
    return replace(made, started=started, due=due)


@given(SCHEDULES, st.lists(alarms(), max_size=6), st.lists(SECONDS, min_size=1, max_size=4))
def test_it_says_what_the_exact_one_says(
    schedule: Schedule, listed: list[Alarm], later: list[timedelta]
) -> None:
    ranking = Ranking(schedule)
    for after in later:
        now = utc("23 00:00") + after
        exact = [(a, heat.severity) for a, heat in hottest_first(listed, now, schedule)]
        assert ranking.hottest_first(listed, now) == exact


@given(SCHEDULES, alarms())
def test_every_line_is_crossed_to_the_microsecond(schedule: Schedule, one: Alarm) -> None:
    ranking = Ranking(schedule)
    ranking.severity(one, one.started)
    for lines in ranking._lines.values():
        for line in (line for line in lines if line > one.started):
            for now in (line - timedelta(microseconds=1), line):
                assert ranking.severity(one, now) is heat_of(one, now, schedule).severity

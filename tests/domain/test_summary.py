"""The hourly summary."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from shopdesk.domain.alarm.board import Answer, hottest_first
from shopdesk.domain.alarm.reminder import ReminderKind, Reminding
from shopdesk.domain.alarm.summary import Summary, full_hour, summary
from shopdesk.domain.clock.schedule import AlwaysOpen
from tests.domain.test_ringing import ALARM, FIVE, NINE


@pytest.mark.parametrize(
    ("zone", "now", "hour"),
    [
        ("Asia/Ho_Chi_Minh", "2026-11-21T02:42:07", "2026-11-21T02:00:00"),
        ("Asia/Ho_Chi_Minh", "2026-11-21T02:00:00", "2026-11-21T02:00:00"),
        ("Asia/Kolkata", "2026-11-21T02:42:00", "2026-11-21T02:30:00"),
        ("Asia/Kolkata", "2026-11-21T02:29:59.5", "2026-11-21T01:30:00"),
        ("Europe/Paris", "2026-10-25T01:10:00", "2026-10-25T01:00:00"),
    ],
)
def test_the_hour_is_that_of_the_shops_clock(zone: str, now: str, hour: str) -> None:
    at = datetime.fromisoformat(now).replace(tzinfo=UTC)
    assert full_hour(at, ZoneInfo(zone)) == datetime.fromisoformat(hour).replace(tzinfo=UTC)


def answered(minutes: float | None) -> Answer:
    """A wait that ended so many minutes past nine; None: it runs."""
    ended = None if minutes is None else NINE + timedelta(minutes=minutes)
    return Answer(NINE - timedelta(days=1), NINE, ended, running=ended is None)


def test_who_waits_and_what_was_done() -> None:
    now = NINE + timedelta(hours=1)
    alarms = [
        replace(ALARM, conversation=1, started=now - timedelta(minutes=42), due=now - FIVE),
        replace(ALARM, conversation=2, started=now - timedelta(minutes=2), due=now + FIVE),
        replace(ALARM, conversation=3, started=now - timedelta(hours=9), sending=True),
        replace(
            ALARM,
            conversation=4,
            started=now - timedelta(hours=9),
            reminder=Reminding(1, ReminderKind.NO_ANSWER, now),
        ),
    ]
    answers = [answered(-1), answered(0), answered(59), answered(60), answered(None)]
    found = summary(hottest_first(alarms, now, AlwaysOpen()), answers, NINE, now)
    assert found == Summary(NINE, 2, timedelta(minutes=42), 1, 2)
    assert not found.empty


def test_nobody_waits_and_nothing_was_done() -> None:
    assert summary([], [answered(-1)], NINE, NINE + timedelta(hours=1)).empty

"""When promises and reminders come back, and how hot they are then."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from shopdesk.domain.alarm.board import Alarm, heat_of, hottest_first, parted
from shopdesk.domain.alarm.reminder import (
    After,
    Reminder,
    ReminderKind,
    Reminding,
    open_from,
    promise_shows,
)
from shopdesk.domain.clock.schedule import AlwaysOpen, Schedule
from shopdesk.domain.clock.severity import Severity
from shopdesk.domain.mail.conversation import Category
from tests.domain.test_hours import DAY, HOUR, LUNCH, MINUTE, utc

ALWAYS = AlwaysOpen()


@pytest.mark.parametrize(
    ("schedule", "made", "due", "shows"),
    [
        (LUNCH, "23 09:00", "26 12:00", "26 11:00"),
        (LUNCH, "23 09:00", "26 13:30", "26 11:30"),
        (LUNCH, "23 09:00", "23 09:30", "23 09:24"),
        (LUNCH, "23 18:30", "24 09:30", "24 09:18"),
        (LUNCH, "23 10:00", "23 23:00", "23 18:00"),
        (LUNCH, "23 20:00", "23 22:00", "23 21:36"),
        (LUNCH, "23 20:00", "24 06:00", "24 05:00"),
        (ALWAYS, "23 09:00", "26 12:00", "26 11:00"),
        (ALWAYS, "23 09:00", "23 10:40", "23 10:20"),
        (ALWAYS, "23 09:00", "23 08:00", "23 09:00"),
    ],
)
def test_a_promise_comes_back_in_time_to_be_kept(
    schedule: Schedule, made: str, due: str, shows: str
) -> None:
    assert promise_shows(utc(made), utc(due), schedule) == utc(shows)


@pytest.mark.parametrize(
    ("schedule", "asked", "back"),
    [
        (LUNCH, "23 10:00", "23 10:00"),
        (LUNCH, "23 12:30", "23 13:00"),
        (LUNCH, "23 19:00", "24 09:00"),
        (LUNCH, "23 23:30", "24 09:00"),
        (ALWAYS, "23 23:30", "23 23:30"),
    ],
)
def test_nothing_comes_back_while_the_shop_is_closed(
    schedule: Schedule, asked: str, back: str
) -> None:
    assert open_from(utc(asked), schedule) == utc(back)


def test_what_a_reply_brings_counts_from_its_acceptance() -> None:
    accepted, due = utc("23 10:00"), utc("23 12:00")
    made = After(remind=2 * DAY, promise=due).reminders(accepted, LUNCH)
    assert made == (
        Reminder(ReminderKind.PROMISE, accepted, due, utc("23 11:36")),
        Reminder(ReminderKind.NO_ANSWER, accepted, utc("25 10:00"), utc("25 10:00")),
    )
    assert After(close=True).reminders(accepted, LUNCH) == ()


def test_a_reminder_never_comes_at_midnight() -> None:
    (made,) = After(remind=12 * HOUR).reminders(utc("23 15:00"), LUNCH)
    assert (made.due, made.shows) == (utc("24 09:00"), utc("24 09:00"))


def alarm(
    number: int,
    due: str,
    *,
    started: str = "23 09:00",
    kind: ReminderKind | None = None,
    hidden: str | None = None,
) -> Alarm:
    """An alarm of that conversation."""
    return Alarm(
        conversation=number,
        wait=0 if kind else number,
        mailbox="hello@shop.test",
        name="Jane",
        email="jane@example.com",
        subject="Shoes",
        text="",
        category=Category.OTHER,
        language="en",
        started=utc(started),
        due=utc(due),
        rung=-1,
        unanswered=0 if kind else 1,
        trouble="",
        sending=False,
        hidden_until=utc(hidden) if hidden else None,
        reminder=Reminding(number, kind, utc(due)) if kind else None,
    )


@pytest.mark.parametrize(
    ("now", "severity", "left"),
    [
        ("23 09:59", Severity.CALM, 61 * MINUTE),
        ("23 10:00", Severity.WARM, HOUR),
        ("23 10:36", Severity.HOT, 24 * MINUTE),
        ("23 11:00", Severity.BURNING, timedelta()),
        ("23 12:30", Severity.BURNING, -90 * MINUTE),
    ],
)
def test_a_promise_burns_down_as_a_wait_does(now: str, severity: Severity, left: timedelta) -> None:
    heat = heat_of(alarm(1, "23 11:00", kind=ReminderKind.PROMISE), utc(now), LUNCH)
    assert (heat.severity, heat.left) == (severity, left)


def test_a_promise_for_the_night_burns_down_in_the_night() -> None:
    tonight = alarm(1, "23 22:00", started="23 20:00", kind=ReminderKind.PROMISE)
    assert heat_of(tonight, utc("23 20:30"), LUNCH).severity is Severity.CALM
    assert heat_of(tonight, utc("23 22:00"), LUNCH).severity is Severity.BURNING


def test_one_who_has_not_answered_yet_never_burns() -> None:
    reminder = alarm(1, "23 11:00", kind=ReminderKind.NO_ANSWER)
    heat = heat_of(reminder, utc("30 11:00"), LUNCH)
    assert (heat.severity, heat.burnt, heat.left) == (Severity.CALM, 0.0, -7 * DAY)


def test_the_broken_promise_is_on_top_and_the_missing_answer_at_the_end() -> None:
    wait = alarm(1, "23 11:30")
    promise = alarm(2, "23 11:00", kind=ReminderKind.PROMISE)
    silence = alarm(3, "23 10:00", kind=ReminderKind.NO_ANSWER)
    rated = hottest_first([silence, wait, promise], utc("23 11:00"), ALWAYS)
    assert [a.conversation for a, _ in rated] == [2, 1, 3]


NOW = utc("23 11:00")


@pytest.mark.parametrize(
    ("alarms", "awake", "asleep"),
    [
        ([alarm(1, "23 12:00")], [1], []),
        ([alarm(1, "23 12:00", hidden="23 11:01")], [], [1]),
        ([alarm(1, "23 12:00", hidden="23 11:00")], [1], []),
        (
            [alarm(1, "23 12:00", hidden="23 15:00"), alarm(2, "23 12:00", hidden="23 14:00")],
            [],
            [2, 1],
        ),
    ],
)
def test_what_is_hidden_sleeps_until_its_instant(
    alarms: list[Alarm], awake: list[int], asleep: list[int]
) -> None:
    shown, hidden = parted(alarms, NOW)
    assert [a.conversation for a in shown] == awake
    assert [a.conversation for a in hidden] == asleep


def test_a_conversation_has_one_alarm_that_which_is_due_first() -> None:
    wait = alarm(1, "23 12:00")
    sooner = alarm(1, "23 11:30", kind=ReminderKind.PROMISE)
    later = alarm(1, "23 13:00", kind=ReminderKind.PROMISE)
    assert parted([wait, sooner], NOW)[0] == (sooner,)
    assert parted([wait, later], NOW)[0] == (wait,)


def test_behind_a_hidden_wait_the_promise_shows() -> None:
    wait = alarm(1, "23 11:10", hidden="23 15:00")
    promise = alarm(1, "23 12:00", kind=ReminderKind.PROMISE)
    assert parted([wait, promise], NOW) == ((promise,), (wait,))


def test_instants_keep_their_zone() -> None:
    assert isinstance(open_from(NOW, LUNCH), datetime)
    assert open_from(utc("23 20:00"), LUNCH).utcoffset() == timedelta()

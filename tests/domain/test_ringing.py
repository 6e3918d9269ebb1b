"""Design section 4.6: one ring for each line crossed; a fire rings ever more rarely."""

from __future__ import annotations

import itertools
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from shopdesk.domain.alarm.board import Alarm, Heat, clock_text, heat, hottest_first, today
from shopdesk.domain.alarm.board import Answer as Wait
from shopdesk.domain.alarm.reminder import ReminderKind, Reminding
from shopdesk.domain.alarm.ring_plan import LINES, Occasion
from shopdesk.domain.alarm.ringing import Fire, plan
from shopdesk.domain.clock.schedule import AlwaysOpen
from shopdesk.domain.clock.severity import Severity, severity
from shopdesk.domain.mail.conversation import Category

NINE = datetime(2026, 11, 21, 9, tzinfo=UTC)
FIVE = timedelta(minutes=5)
OPEN = AlwaysOpen()
ALARM = Alarm(
    conversation=1,
    wait=1,
    mailbox="shop@example.com",
    name="Jane Roe",
    email="jane@example.com",
    subject="Where is my order?",
    text="",
    category=Category.DELIVERY,
    language="en",
    started=NINE,
    due=NINE + FIVE,
    rung=-1,
    unanswered=1,
    trouble="",
    sending=False,
)


def rated(alarm: Alarm, seconds: float) -> list[tuple[Alarm, Heat]]:
    """The alarm as it stands so many seconds past nine."""
    now = NINE + timedelta(seconds=seconds)
    return [(alarm, heat(alarm.started, alarm.due, now, OPEN))]


@pytest.mark.parametrize(
    ("elapsed", "word"),
    [
        (0, Severity.CALM),
        (149, Severity.CALM),
        (150, Severity.WARM),
        (239, Severity.WARM),
        (240, Severity.HOT),
        (299, Severity.HOT),
        (300, Severity.BURNING),
        (9000, Severity.BURNING),
    ],
)
def test_the_lines_are_at_half_at_four_fifths_and_at_the_target(
    elapsed: int, word: Severity
) -> None:
    assert severity(timedelta(seconds=elapsed), FIVE) is word


def test_a_new_alarm_rings_at_once() -> None:
    (ring,) = plan(rated(ALARM, 0), None, FIVE, NINE).rings
    assert ring.alarm == ALARM
    assert ring.occasions == {Occasion.NEW_MAIL}


@pytest.mark.parametrize("seconds", [150, 240, 300])
def test_each_line_rings_once(seconds: int) -> None:
    now = NINE + timedelta(seconds=seconds)
    before = replace(ALARM, rung=severity(timedelta(seconds=seconds - 1), FIVE))
    (ring,) = plan(rated(before, seconds), None, FIVE, now).rings
    assert ring.occasions == {LINES[severity(timedelta(seconds=seconds), FIVE)]}
    after = replace(ALARM, rung=severity(timedelta(seconds=seconds), FIVE))
    fire = Fire(now, FIVE)
    assert plan(rated(after, seconds), fire, FIVE, now).silent


def test_a_fire_rings_at_pauses_that_double_up_to_an_hour() -> None:
    burning = replace(ALARM, rung=3)
    fire: Fire | None = None
    rings = []
    for second in range(300, 300 + 6 * 3600):
        now = NINE + timedelta(seconds=second)
        planned = plan(rated(burning, second), fire, FIVE, now)
        fire = planned.fire
        if planned.still:
            rings.append(second)
    pauses = [(b - a) // 60 for a, b in itertools.pairwise(rings)]
    assert pauses == [5, 10, 20, 40, 60, 60, 60, 60]


def test_the_fire_is_forgotten_when_nothing_burns() -> None:
    assert plan(rated(ALARM, 10), Fire(NINE, FIVE), FIVE, NINE).fire is None


def test_an_alarm_whose_reply_is_on_its_way_is_silent() -> None:
    assert plan(rated(replace(ALARM, sending=True), 400), None, FIVE, NINE).silent


@pytest.mark.parametrize(
    "quiet",
    [
        replace(ALARM, acknowledged=True),
        replace(ALARM, hidden_until=NINE + timedelta(seconds=401)),
    ],
)
def test_what_the_owner_is_on_or_put_off_is_silent_and_feeds_no_fire(quiet: Alarm) -> None:
    now = NINE + timedelta(seconds=400)
    planned = plan(rated(quiet, 400), Fire(NINE, FIVE), FIVE, now)
    assert planned.silent
    assert planned.fire is None
    back = replace(quiet, acknowledged=False, hidden_until=now)
    assert plan(rated(back, 400), None, FIVE, now).rings


def test_what_may_not_ring_now_keeps_until_it_may() -> None:
    now = NINE + timedelta(seconds=400)
    silent = plan(rated(ALARM, 400), None, FIVE, now, audible=())
    assert silent.silent
    assert silent.fire is None
    (ring,) = plan(rated(ALARM, 400), silent.fire, FIVE, now).rings
    assert ring.occasions == {Occasion.NEW_MAIL, Occasion.BURNING}


def test_a_line_that_may_ring_rings_though_the_new_mail_might_not() -> None:
    only = {Occasion.BURNING}
    assert plan(rated(ALARM, 299), None, FIVE, NINE, only).silent
    assert plan(rated(ALARM, 300), None, FIVE, NINE + FIVE, only).rings


def test_a_fire_reminds_at_once_when_the_silence_ends() -> None:
    burning = replace(ALARM, rung=3)
    now = NINE + timedelta(hours=2)
    muted = plan(rated(burning, 7200), Fire(NINE, FIVE), FIVE, now, {Occasion.NEW_MAIL})
    assert muted.silent
    assert plan(rated(burning, 7200), muted.fire, FIVE, now).still


def test_a_reminder_rings_as_what_it_is() -> None:
    reminding = Reminding(7, ReminderKind.PROMISE, NINE + FIVE)
    (ring,) = plan(rated(replace(ALARM, reminder=reminding), 0), None, FIVE, NINE).rings
    assert ring.occasions == {Occasion.REMINDER}


def test_the_hottest_comes_first_then_the_nearest_due() -> None:
    slow = replace(ALARM, conversation=2, due=NINE + timedelta(hours=1))
    late = replace(ALARM, conversation=3, due=NINE + timedelta(minutes=2))
    near = replace(ALARM, conversation=4)
    order = hottest_first([slow, near, late], NINE + timedelta(minutes=3), OPEN)
    assert [a.conversation for a, _ in order] == [3, 4, 2]


@pytest.mark.parametrize(
    ("seconds", "shown"),
    [
        (0, "0:00"),
        (41, "0:41"),
        (221, "3:41"),
        (3600, "1:00:00"),
        (-42, "+0:42"),
        (-180000, "+2d 2h"),
    ],
)
def test_countdowns_read_like_a_clock(seconds: int, shown: str) -> None:
    assert clock_text(timedelta(seconds=seconds)) == shown


def wait(minutes: float | None, *, came: int = 0, target: int = 5) -> Wait:
    """A wait that was answered after so many minutes, or still runs."""
    received = NINE + timedelta(minutes=came)
    ended = None if minutes is None else received + timedelta(minutes=minutes)
    return Wait(received, received + timedelta(minutes=target), ended, running=minutes is None)


def test_the_days_figures() -> None:
    day = today([wait(2), wait(4), wait(9), wait(3), wait(None)], 1)
    assert day.answered == 4
    assert day.median == timedelta(minutes=3, seconds=30)
    assert day.in_target == pytest.approx(3 / 5)


def test_an_open_wait_that_is_not_due_is_not_judged() -> None:
    day = today([wait(2)] * 5 + [wait(None, came=59)], 0)
    assert day.in_target == 1.0


def test_four_answers_are_too_few_for_a_share() -> None:
    assert today([wait(2)] * 4, 0).in_target is None
    assert today([wait(2)] * 4, 1).in_target == pytest.approx(4 / 5)


def test_nothing_yet_is_no_proud_hundred() -> None:
    day = today([], 0)
    assert (day.answered, day.median, day.in_target) == (0, None, None)

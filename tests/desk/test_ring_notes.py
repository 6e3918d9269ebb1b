"""What is said aloud: who, what about, how long; many as one."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest

from shopdesk.desk.ringing.ring_notes import (
    not_watching,
    notes,
    quiet_text,
    spoken,
    still_burning,
    summary_text,
    watching_again,
)
from shopdesk.domain.alarm.blindness import Outage
from shopdesk.domain.alarm.board import Alarm, Note, heat
from shopdesk.domain.alarm.reminder import ReminderKind, Reminding
from shopdesk.domain.alarm.ring_plan import Occasion, Way, Ways
from shopdesk.domain.alarm.ringing import Ring, occasions
from shopdesk.domain.alarm.summary import Summary
from shopdesk.domain.clock.schedule import AlwaysOpen
from shopdesk.domain.clock.severity import Severity
from tests.domain.test_ringing import ALARM, FIVE, NINE

SAIGON = ZoneInfo("Asia/Ho_Chi_Minh")
NAMES = ("Jane", "Anton", "Minh", "Ola", "Mary")


def ring(alarm: Alarm, seconds: float = 0) -> Ring:
    """The alarm so many seconds past nine."""
    hot = heat(alarm.started, alarm.due, NINE + timedelta(seconds=seconds), AlwaysOpen())
    return Ring(alarm, hot, occasions(alarm, hot))


def rings(n: int, seconds: float = 0) -> list[Ring]:
    """So many customers."""
    return [ring(replace(ALARM, conversation=i, name=NAMES[i]), seconds) for i in range(n)]


@pytest.mark.parametrize(
    ("seconds", "body", "severity"),
    [
        (79, "3:41 left: Where is my order?", Severity.CALM),
        (252, "0:48 left: Where is my order?", Severity.HOT),
        (342, "burning for 0:42: Where is my order?", Severity.BURNING),
    ],
)
def test_one_is_named_with_the_time_that_is_left(
    seconds: float, body: str, severity: Severity
) -> None:
    said = notes([ring(ALARM, seconds)], NINE, 3)
    assert said == [Note("Jane Roe", body, severity)]


def test_up_to_three_are_named_one_by_one() -> None:
    assert [note.title for note in notes(rings(3), NINE, 3)] == ["Jane", "Anton", "Minh"]


@pytest.mark.parametrize(
    ("n", "seconds", "note"),
    [
        (4, 0, Note("4 customers wait", "Jane, Anton, Minh and 1 more", Severity.CALM)),
        (5, 400, Note("5 alarms are burning", "Jane, Anton, Minh and 2 more", Severity.BURNING)),
    ],
)
def test_many_are_counted_and_three_of_them_named(n: int, seconds: float, note: Note) -> None:
    assert notes(rings(n, seconds), NINE, 3) == [note]


def test_how_many_are_many_is_the_owners_choice() -> None:
    assert len(notes(rings(5), NINE, 5)) == 5
    assert [note.title for note in notes(rings(2), NINE, 1)] == ["2 customers wait"]


def test_one_who_wrote_twice_is_named_once() -> None:
    same = [ring(replace(ALARM, conversation=n, name="Jane")) for n in range(4)]
    assert notes(same, NINE, 3)[0].body == "Jane"


@pytest.mark.parametrize(
    ("kind", "minutes", "body"),
    [
        (ReminderKind.PROMISE, 12, "your promise is due in 12:00: Where is my order?"),
        (ReminderKind.PROMISE, -2, "your promise is overdue by 2:00: Where is my order?"),
        (ReminderKind.NO_ANSWER, 0, "no answer yet: Where is my order?"),
    ],
)
def test_what_comes_back_says_what_it_is(kind: ReminderKind, minutes: float, body: str) -> None:
    reminding = Reminding(1, kind, NINE + timedelta(minutes=minutes))
    (said,) = notes([ring(replace(ALARM, reminder=reminding))], NINE, 3)
    assert (said.title, said.body) == ("Jane Roe", body)


def test_only_reminders_are_counted_as_such() -> None:
    reminding = Reminding(1, ReminderKind.NO_ANSWER, NINE)
    many = [ring(replace(ALARM, name=name, reminder=reminding)) for name in NAMES]
    assert notes(many, NINE, 3)[0].title == "5 reminders"


def test_each_way_is_grouped_for_itself() -> None:
    crowd = [*rings(4), ring(replace(ALARM, conversation=9, name="Burning"), 400)]

    def which(why: frozenset[Occasion]) -> Ways:
        here = frozenset({Way.BELL, Way.DESKTOP})
        return here | {Way.PHONE} if Occasion.BURNING in why else here

    said = spoken(crowd, which, NINE, 3)
    assert {note.title: set(found) for note, found in said.items()} == {
        "5 customers wait": {Way.BELL, Way.DESKTOP},
        "Burning": {Way.PHONE},
    }


def test_a_fire_of_one_is_named() -> None:
    assert still_burning([ring(ALARM, 342)], NINE).title == "Jane Roe"
    assert still_burning(rings(2, 342), NINE).title == "2 alarms are burning"


def test_blindness_and_its_end_say_from_when_to_when() -> None:
    outage = Outage("hello@shop.example", NINE, "imap.example: no answer.")
    now = NINE + timedelta(minutes=7)
    begun = not_watching(outage, now, SAIGON)
    assert begun.title == "NOT WATCHING hello@shop.example"
    assert begun.body == "since 16:00: imap.example: no answer."
    over = watching_again(outage, now, SAIGON)
    assert over.title == "Watching hello@shop.example again"
    assert over.body == "not watched from 16:00 to 16:07"


@pytest.mark.parametrize(
    ("found", "said"),
    [
        (
            Summary(NINE, 3, timedelta(minutes=42), 1, 5),
            "3 waiting, oldest 00:42, 1 burning; since 16:00 5 answered",
        ),
        (
            Summary(NINE, 1, timedelta(hours=26, seconds=59), 0, 0),
            "1 waiting, oldest 26:00; since 16:00 0 answered",
        ),
        (Summary(NINE, 0, timedelta(), 0, 2), "0 waiting; since 16:00 2 answered"),
    ],
)
def test_the_summary_is_one_line(found: Summary, said: str) -> None:
    assert summary_text(found, NINE + timedelta(hours=1), SAIGON) == said


def test_quiet_is_said_with_its_end() -> None:
    assert quiet_text(NINE + FIVE, NINE, SAIGON) == "quiet to 16:05"
    assert quiet_text(NINE + timedelta(days=1), NINE, SAIGON) == "quiet to Sun 16:00"
    assert quiet_text(NINE + timedelta(days=9), NINE, SAIGON) == "quiet to 2026-11-30 16:00"
    assert quiet_text(NINE, NINE, SAIGON) == ""
    assert quiet_text(None, NINE, SAIGON) == ""

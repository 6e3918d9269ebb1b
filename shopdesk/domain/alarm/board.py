"""What the board shows, and what is said aloud."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from shopdesk.domain.alarm.reminding import ReminderKind, Reminding
from shopdesk.domain.clock.schedule import AlwaysOpen, Schedule
from shopdesk.domain.clock.severity import Severity, severity
from shopdesk.words import _

if TYPE_CHECKING:
    from shopdesk.domain.mail.matter import Category

ENOUGH = 5
"""A share of fewer cases is too little to go by."""


@dataclass(frozen=True, slots=True)
class Alarm:
    """An open conversation with its running clock."""

    conversation: int
    """The conversation's number."""
    wait: int
    """The wait's number."""
    mailbox: str
    """The mailbox it came to."""
    name: str
    """The customer's name, or the address where there is none."""
    email: str
    """The customer's address."""
    subject: str
    """Without `Re:`."""
    text: str
    """The customer's newest words."""
    category: Category
    """What it is about."""
    language: str
    """The customer's language."""
    started: datetime
    """When the clock started, UTC."""
    due: datetime
    """When the target runs out, UTC."""
    rung: int
    """The highest severity rung for; -1: none yet."""
    unanswered: int
    """How many messages wait."""
    trouble: str
    """A reply that could not be sent: why. Empty otherwise."""
    sending: bool
    """A reply is in the outbox, on its way."""
    hidden_until: datetime | None = None
    """Snoozed, or a reminder whose time has not come: hidden before this instant, UTC."""
    acknowledged: bool = False
    """The owner is on it: the clock runs, nothing rings."""
    reminder: Reminding | None = None
    """What comes back here, where that is no customer who waits; `wait` is 0 then."""
    drafted: bool = False
    """A reply was begun and is kept."""
    backlog: bool = False
    """From before the first start: listed apart and silent."""


@dataclass(frozen=True, slots=True)
class Heat:
    """How an alarm stands at an instant."""

    severity: Severity
    """Colour and word."""
    burnt: float
    """Share of the target used, 0-1."""
    left: timedelta
    """Business time to the due instant; calendar time since, negative, when past it."""


@dataclass(frozen=True, slots=True)
class Answer:
    """One wait, for the figures."""

    received: datetime
    """When the clock started, UTC."""
    due: datetime
    """When the target ran or runs out, UTC."""
    ended: datetime | None
    """When the answer was accepted, UTC; None while it runs, or where the time is unknown."""
    running: bool
    """Not answered yet."""


@dataclass(frozen=True, slots=True)
class Today:
    """The figures of the day for the header."""

    answered: int
    """Waits received in the span and answered."""
    median: timedelta | None
    """Median of their calendar time; None without any."""
    in_target: float | None
    """Answered in time ÷ (answered + overdue still open), 0-1; None without any."""


@dataclass(frozen=True, slots=True)
class Note:
    """Something to say aloud."""

    title: str
    """One line; customer text in it is made harmless."""
    body: str
    """One line more."""
    severity: Severity
    """How urgent."""


def heat(started: datetime, due: datetime, now: datetime, schedule: Schedule) -> Heat:
    """How a wait stands at `now`."""
    if now >= due:
        return Heat(Severity.BURNING, 1.0, due - now)
    target, left = schedule.between(started, due), schedule.between(now, due)
    elapsed = max(target - left, timedelta())
    return Heat(severity(elapsed, target), elapsed / target if target else 1.0, left)


def heat_of(alarm: Alarm, now: datetime, schedule: Schedule) -> Heat:
    """How an alarm stands at `now`, whatever it is an alarm for.

    A promise burns down as a wait does, outside the opening hours too where it lies wholly there.
    What only comes back never burns: `left` is the time since the reminder was due.
    """
    if alarm.reminder is None:
        return heat(alarm.started, alarm.due, now, schedule)
    if alarm.reminder.kind is not ReminderKind.PROMISE:
        return Heat(Severity.CALM, 0.0, alarm.due - now)
    closed = not schedule.between(alarm.started, alarm.due)
    return heat(alarm.started, alarm.due, now, AlwaysOpen() if closed else schedule)


def parted(alarms: Iterable[Alarm], now: datetime) -> tuple[tuple[Alarm, ...], tuple[Alarm, ...]]:
    """Those that show and ring at `now`, and those that sleep, what comes back next in front.

    A conversation shows one alarm: that which is due first.
    """
    awake: dict[int, Alarm] = {}
    asleep = []
    for alarm in alarms:
        if alarm.hidden_until is not None and alarm.hidden_until > now:
            asleep.append((alarm.hidden_until, alarm))
            continue
        other = awake.setdefault(alarm.conversation, alarm)
        if alarm.due < other.due:
            awake[alarm.conversation] = alarm
    asleep.sort(key=lambda pair: (pair[0], pair[1].conversation))
    return tuple(awake.values()), tuple(alarm for _, alarm in asleep)


def hottest_first(
    alarms: Iterable[Alarm], now: datetime, schedule: Schedule
) -> list[tuple[Alarm, Heat]]:
    """Severity first, then the nearest due instant, then the oldest."""
    rated = [(alarm, heat_of(alarm, now, schedule)) for alarm in alarms]
    rated.sort(key=lambda r: (-r[1].severity, r[0].due, r[0].started, r[0].conversation))
    return rated


def today(answers: Iterable[Answer], overdue: int) -> Today:
    """The day's figures (design 5): calendar time, median of an even count the mean of two.

    Of what still runs only the number matters, of those that are overdue.
    """
    done = [a for a in answers if not a.running]
    timed = [a for a in done if a.ended is not None]
    in_time = sum(1 for a in timed if a.ended is not None and a.ended <= a.due)
    judged = len(timed) + overdue
    took = sorted(a.ended - a.received for a in timed if a.ended is not None)
    middle = len(took) // 2
    median = None
    if took:
        median = took[middle] if len(took) % 2 else (took[middle - 1] + took[middle]) / 2
    return Today(len(done), median, in_time / judged if judged >= ENOUGH else None)


def clock_text(left: timedelta) -> str:
    """`3:41` left, or `+0:42` past; hours when there are any, days when there are many."""
    seconds = int(abs(left.total_seconds()))
    sign = "+" if left < timedelta() else ""
    minutes, second = divmod(seconds, 60)
    hours, minute = divmod(minutes, 60)
    if hours >= 48:
        return sign + _("{d}d {h}h").format(d=hours // 24, h=hours % 24)
    if hours:
        return f"{sign}{hours}:{minute:02}:{second:02}"
    return f"{sign}{minute}:{second:02}"


def age_text(age: timedelta) -> str:
    """How long ago, coarsely: `12m`, `5h`, `2d 3h`."""
    minutes = int(age.total_seconds()) // 60
    hours = minutes // 60
    if hours >= 48:
        return _("{d}d {h}h").format(d=hours // 24, h=hours % 24)
    return _("{h}h").format(h=hours) if hours else _("{m}m").format(m=minutes)

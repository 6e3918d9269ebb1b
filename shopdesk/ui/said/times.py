"""The times that an owner is likely to want, each once, in words."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from shopdesk.desk.ringing.ring_notes import moment_text
from shopdesk.domain.alarm.quiet_hours import tomorrows_opening
from shopdesk.domain.alarm.reminder import NO_ANSWER_AFTER, open_from
from shopdesk.domain.clock.wall_clock import instant_of
from shopdesk.words import _

if TYPE_CHECKING:
    from shopdesk.domain.clock.schedule import Schedule

NOON = time(12)
Choices = list[tuple[str, datetime]]


def snooze_choices(now: datetime, schedule: Schedule, zone: ZoneInfo) -> Choices:
    """How long to hide an alarm: it comes back only while we are open."""
    named = [
        (_("in an hour, {time}"), now + timedelta(hours=1)),
        (_("in three hours, {time}"), now + timedelta(hours=3)),
    ]
    named = [(words, at) for words, at in named if schedule.is_open(at)]
    named += _at_opening(now, schedule)
    named.append((_("tomorrow, {time}"), tomorrows_opening(now, schedule, zone)))
    return _told(named, now, zone)


def later_choices(now: datetime, schedule: Schedule, zone: ZoneInfo) -> Choices:
    """When a reply is to leave."""
    named = [
        *_at_opening(now, schedule),
        (_("in an hour, {time}"), now + timedelta(hours=1)),
        (_("tomorrow, {time}"), tomorrows_opening(now, schedule, zone)),
    ]
    return _told(named, now, zone)


def promise_choices(now: datetime, schedule: Schedule, zone: ZoneInfo) -> Choices:
    """By when the customer may be told to hear from us; never while we are closed."""
    soon = now + timedelta(hours=2)
    named = [(_("in two hours, {time}"), soon)] if schedule.is_open(soon) else []
    if (closing := schedule.closes_at(now)) is not None:
        named.append((_("before we close, {time}"), closing))
    today = now.astimezone(zone).date()
    for days in (1, 3):
        noon = instant_of(datetime.combine(today + timedelta(days=days), NOON), zone)
        named.append(("{time}", open_from(noon, schedule)))
    return _told(named, now, zone)


def answer_choices(now: datetime, schedule: Schedule, zone: ZoneInfo) -> Choices:
    """How long a customer may take to answer; the usual first."""
    named = [
        (_("in two days, {time}"), now + NO_ANSWER_AFTER),
        (_("in four days, {time}"), now + timedelta(days=4)),
        (_("in a week, {time}"), now + timedelta(days=7)),
    ]
    return _told([(words, open_from(at, schedule)) for words, at in named], now, zone)


def _at_opening(now: datetime, schedule: Schedule) -> Choices:
    opening = schedule.opening_after(now)
    return [] if opening is None else [(_("at opening, {time}"), opening)]


def _told(named: Iterable[tuple[str, datetime]], now: datetime, zone: ZoneInfo) -> Choices:
    """In words, each instant once: the first name it has."""
    once: dict[datetime, str] = {}
    for words, at in named:
        once.setdefault(at, words)
    return [(words.format(time=moment_text(at, now, zone)), at) for at, words in once.items()]

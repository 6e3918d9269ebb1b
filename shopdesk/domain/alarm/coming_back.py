"""When what is hidden comes back, after the owner changed the opening hours."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from shopdesk.domain.alarm.reminder import ReminderKind, open_from, promise_shows

if TYPE_CHECKING:
    from shopdesk.domain.alarm.board import Alarm
    from shopdesk.domain.clock.schedule import Schedule

_KEPT = timedelta(milliseconds=2)
"""Instants are kept to the millisecond."""
_INSTANT = timedelta(microseconds=1)
_DAY = timedelta(days=1)


def comes_back(
    alarm: Alarm, until: datetime, before: Schedule | None, after: Schedule, zone: ZoneInfo
) -> datetime:
    """When an alarm that was hidden until then comes back by the hours after the change.

    A promise that nobody has snoozed goes by its business time. What was to wait for an opening
    waits for that day's nearest one; nothing comes back while the shop is closed. Without `before`
    nobody knows which hours held.
    """
    if alarm.reminder is not None and alarm.reminder.kind is ReminderKind.PROMISE:
        made, due = alarm.started, alarm.reminder.due
        if before is not None and abs(promise_shows(made, due, before) - until) < _KEPT:
            return promise_shows(made, due, after)
        return until
    if before is not None and before.opening_after(until - _INSTANT) == until:
        openings = _openings_on(until, after, zone)
        until = min(openings, key=lambda opening: abs(opening - until), default=until)
    return open_from(until, after)


def _openings_on(at: datetime, schedule: Schedule, zone: ZoneInfo) -> Iterator[datetime]:
    """Those of that day in the shop's zone."""
    day = at.astimezone(zone).replace(hour=0, minute=0, second=0, microsecond=0)
    begins, ends = day.astimezone(UTC), (day + _DAY).astimezone(UTC)
    opening = schedule.opening_after(begins - _INSTANT)
    while opening is not None and opening < ends:
        yield opening
        opening = schedule.opening_after(opening)

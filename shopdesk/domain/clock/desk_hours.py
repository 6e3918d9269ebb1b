"""Hours that the owner set apart for the desk, as the figures advised: by the week, any time."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from shopdesk.domain.clock.wall_clock import instant_of

if TYPE_CHECKING:
    from shopdesk.domain.clock.hours import Week

_DAY = timedelta(days=1)
_MINUTE = timedelta(minutes=1)

DeskHour = tuple[datetime, datetime]
"""From when, UTC, and until when."""


def current(week: Week, zone: ZoneInfo, now: datetime) -> DeskHour | None:
    """The desk hour that runs at `now`."""
    # those of the day before too: on a day of a change of the clocks they may reach into this one
    today = now.astimezone(zone).date()
    for day in (today - _DAY, today):
        midnight = datetime.combine(day, time())
        for span in week[day.weekday()]:
            begins = instant_of(midnight + span.opens * _MINUTE, zone)
            ends = instant_of(midnight + span.closes * _MINUTE, zone, last=True)
            if begins <= now < ends:
                return begins, ends
    return None


def starting(week: Week, zone: ZoneInfo, since: datetime, now: datetime) -> DeskHour | None:
    """The desk hour that began after `since`, by `now`, and still runs: to be reminded of."""
    running = current(week, zone, now)
    return running if running is not None and since < running[0] else None

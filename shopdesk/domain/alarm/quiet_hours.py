"""When nothing is to ring: spans of the day, the shop's closing, and "be quiet" for a while."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from shopdesk.domain.clock.wall_clock import instant_of

if TYPE_CHECKING:
    from shopdesk.domain.clock.schedule import Schedule

DAY_MINUTES = 24 * 60
MORNING = time(9)
"""When tomorrow begins for a shop that never closes."""


@dataclass(frozen=True, slots=True)
class QuietSpan:
    """A part of every day, by the clock on the wall; it may go past midnight."""

    begins: int
    """Minutes from midnight, 0-1439."""
    ends: int
    """Minutes from midnight, 1-1440; not more than `begins`: of the next day."""

    def holds(self, wall: datetime) -> bool:
        """Whether a clock that shows `wall` is within; at the end it no longer is.

        What is shown twice when clocks are put back is quiet twice.
        """
        minute = wall.hour * 60 + wall.minute
        if self.begins < self.ends:
            return self.begins <= minute < self.ends
        return minute >= self.begins or minute < self.ends


def tomorrows_opening(now: datetime, schedule: Schedule, zone: ZoneInfo) -> datetime:
    """The first opening of a later day, UTC; nine o'clock where the shop never closes."""
    tomorrow = now.astimezone(zone).date() + timedelta(days=1)
    midnight = instant_of(datetime.combine(tomorrow, time()), zone)
    opening = schedule.opening_after(midnight - timedelta(seconds=1))
    return opening or instant_of(datetime.combine(tomorrow, MORNING), zone)

"""Business time by brute force: a clock on the wall, looked at minute by minute.

Knows nothing of the program's arithmetic. A stretch of UTC is walked through, and `zoneinfo` is
asked at every minute what the clocks show. The shop opens when they first show the opening (or
first show something later, where they jump over it) and closes when they last show the closing.
What a customer waits is then counted in minutes, and in seconds where it begins and ends.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

MINUTE = timedelta(minutes=1)
DAY = timedelta(days=1)


class Walk:
    """Some weeks of one zone: what the clocks showed at every minute."""

    def __init__(self, zone: str, first: date, days: int) -> None:
        self.zone = ZoneInfo(zone)
        self.days = [first + n * DAY for n in range(days)]
        self.begin = datetime(first.year, first.month, first.day, tzinfo=UTC) - 2 * DAY
        self.minutes = (days + 4) * 24 * 60
        self._shown: list[datetime] = []
        self._first: dict[datetime, int] = {}
        self._last: dict[datetime, int] = {}
        for minute in range(self.minutes):
            shown = (self.begin + minute * MINUTE).astimezone(self.zone).replace(tzinfo=None)
            self._shown.append(shown)
            self._first.setdefault(shown, minute)
            self._last[shown] = minute

    def doors(
        self, week: Sequence[Sequence[tuple[int, int]]], closed: frozenset[date]
    ) -> bytearray:
        """For every minute of the walk, 1 when the shop is open."""
        doors = bytearray(self.minutes)
        for day in self.days:
            if day in closed:
                continue
            midnight = datetime(day.year, day.month, day.day)  # noqa: DTZ001 - what a wall shows
            for opens, closes in week[day.weekday()]:
                first = self._minute(self._first, midnight + opens * MINUTE)
                last = self._minute(self._last, midnight + closes * MINUTE)
                if first < last:
                    doors[first:last] = b"\1" * (last - first)
        return doors

    def _minute(self, of: dict[datetime, int], wall: datetime) -> int:
        if wall in of:
            return of[wall]
        return next(minute for minute, shown in enumerate(self._shown) if shown > wall)

    def second(self, at: datetime) -> int:
        """An instant as seconds since the walk's begin."""
        return int((at - self.begin).total_seconds())

    def instant(self, second: int) -> datetime:
        """The other way round."""
        return self.begin + timedelta(seconds=second)


def waited(doors: bytearray, start: int, end: int) -> int:
    """Seconds between two seconds in which the shop was open."""
    counted = 0
    while start < end and start % 60:
        counted += doors[start // 60]
        start += 1
    while start < end and end % 60:
        end -= 1
        counted += doors[end // 60]
    return counted + 60 * sum(doors[start // 60 : end // 60])


def due(doors: bytearray, start: int, target: int) -> int | None:
    """The second at which `target` seconds of open time have passed; None beyond the walk."""
    left = target
    while left:
        if not doors[start // 60]:
            opening = doors.find(1, start // 60)
            if opening < 0:
                return None
            start = opening * 60
        step = 60 if start % 60 == 0 and left >= 60 else 1
        left -= step
        start += step
        if start // 60 == len(doors):
            return None
    return start

"""Spans of days by the shop's calendar."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from shopdesk.domain.clock.wall_clock import instant_of

_DAY = timedelta(days=1)
YEAR = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class Span:
    """Whole days, both included, by the shop's calendar."""

    first: date
    """The first day."""
    last: date
    """The last day, no earlier."""
    zone: ZoneInfo
    """Where the days begin and end."""

    @property
    def days(self) -> int:
        """How many."""
        return (self.last - self.first).days + 1

    @property
    def since(self) -> datetime:
        """Its first instant, UTC."""
        return midnight(self.first, self.zone)

    @property
    def until(self) -> datetime:
        """The first instant after it, UTC."""
        return midnight(self.last + _DAY, self.zone)

    def before(self) -> Span:
        """As many days, right before."""
        length = timedelta(days=self.days)
        return Span(self.first - length, self.last - length, self.zone)

    def __contains__(self, at: datetime) -> bool:
        return self.since <= at < self.until

    def each_day(self) -> Iterator[date]:
        """Its days, in order."""
        return (self.first + timedelta(days=n) for n in range(self.days))

    def months(self) -> Iterator[Span]:
        """The calendar months that it touches, whole, in order."""
        first = self.first.replace(day=1)
        while first <= self.last:
            after = (first + timedelta(days=31)).replace(day=1)
            yield Span(first, after - _DAY, self.zone)
            first = after


def midnight(day: date, zone: ZoneInfo) -> datetime:
    """When the day begins there, UTC; where the clocks skip midnight, at the end of the gap."""
    return instant_of(datetime.combine(day, time()), zone).astimezone(UTC)


def last_days(days: int, now: datetime, zone: ZoneInfo) -> Span:
    """So many days up to and with today."""
    today = now.astimezone(zone).date()
    return Span(today - timedelta(days=days - 1), today, zone)

"""The weekly report by mail: when it is due, and about which days."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from shopdesk.domain.clock.wall_clock import instant_of
from shopdesk.domain.figures.spans import YEAR, Span

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Weekly:
    """A time of the week by the shop's clocks."""

    weekday: int
    """Monday is 0."""
    at: time
    """The time of that day."""

    def last_due(self, now: datetime, zone: ZoneInfo) -> datetime:
        """The latest instant at which one was due by `now`, UTC."""
        day = now.astimezone(zone).date()
        day -= _DAY * ((day.weekday() - self.weekday) % 7)
        due = instant_of(datetime.combine(day, self.at), zone)
        if due > now:
            due = instant_of(datetime.combine(day - 7 * _DAY, self.at), zone)
        return due


@dataclass(frozen=True, slots=True)
class ReportRules:
    """How the figures are reckoned and told."""

    weekly: Weekly | None = None
    """When the owner gets them by mail; None: never."""
    to: str = ""
    """Whom they go to; empty: the first mailbox' own address."""
    churned_after: timedelta = YEAR
    """Who has not ordered for so long is no customer any more."""


def week_before(due: datetime, zone: ZoneInfo) -> Span:
    """The seven days before the day on which a report is due."""
    today = due.astimezone(zone).date()
    return Span(today - 7 * _DAY, today - _DAY, zone)

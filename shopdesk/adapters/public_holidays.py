"""Public holidays by the `holidays` library, which is loaded only for a shop that wants them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from zoneinfo import ZoneInfo

from shopdesk.domain.clock.hours import Hours, WeeklyHours


@dataclass(frozen=True, slots=True)
class ClosedDays:
    """A shop's own closed days and its country's holidays; `in` tells whether a date is one."""

    own: frozenset[date]
    """By the shop's calendar."""
    place: str
    """A country (`VN`) or a part of one (`US-CA`) for which `is_place`; empty: no holidays."""

    def __contains__(self, day: object) -> bool:
        if day in self.own:
            return True
        return bool(self.place) and isinstance(day, date) and day in _holidays(self.place, day.year)


def weekly_hours(hours: Hours, zone: ZoneInfo) -> WeeklyHours:
    """The schedule that the owner's hours make."""
    return WeeklyHours(hours.week, zone, ClosedDays(hours.closed, hours.holidays))


def is_place(name: str) -> bool:
    """Whether the holidays of such a country, or part of one, are known."""
    try:
        _days(name, range(2026, 2027))
    except NotImplementedError:
        return False
    return True


def parts_of(country: str) -> tuple[str, ...]:
    """The parts of a country whose holidays differ."""
    from holidays import country_holidays

    return tuple(country_holidays(country).subdivisions)


@cache
def _holidays(place: str, year: int) -> frozenset[date]:
    # a holiday of a neighbouring year may be made up for in this one
    days = _days(place, range(year - 1, year + 2))
    return frozenset(day for day in days if day.year == year)


def _days(place: str, years: range) -> frozenset[date]:
    """Raises `NotImplementedError` for an unknown place."""
    from holidays import country_holidays

    country, _dash, part = place.partition("-")
    return frozenset(country_holidays(country, subdiv=part or None, years=years))

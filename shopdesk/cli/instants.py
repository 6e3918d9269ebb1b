"""Instants and days as they are typed on the command line."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from shopdesk.adapters.config.hours import YEARS
from shopdesk.domain.clock.wall_clock import instant_of
from shopdesk.domain.errors import ConfigError
from shopdesk.domain.plain import plain
from shopdesk.words import _


def given_instant(option: str, text: str, zone: ZoneInfo) -> datetime:
    """What was typed after `option`; without an offset it is the shop's time.

    Raises `ConfigError` for what is no instant.
    """
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        found = None
    if found is None or found.year not in YEARS:
        raise ConfigError(
            _(
                "{option}: found {found}; allowed is an instant such as 2026-11-21T09:00 (the "
                "shop's time) or 2026-11-21T02:00:00Z, from {first} to {last}."
            ).format(
                option=option,
                found=plain(f'"{text[:60]}"'),
                first=YEARS.start,
                last=YEARS.stop - 1,
            )
        )
    return instant_of(found, zone) if found.tzinfo is None else found.astimezone(UTC)


def since(option: str, text: str, zone: ZoneInfo) -> datetime:
    """The beginning of a span: of the day, where a day was typed."""
    day = _day(text)
    return given_instant(option, text, zone) if day is None else _midnight(day, zone)


def until(option: str, text: str, zone: ZoneInfo) -> datetime:
    """The end of a span, not in it any more; a day that was typed is in it."""
    day = _day(text)
    if day is None:
        return given_instant(option, text, zone)
    return _midnight(day + timedelta(days=1), zone)


def _day(text: str) -> date | None:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if day.year in YEARS else None


def _midnight(day: date, zone: ZoneInfo) -> datetime:
    return instant_of(datetime.combine(day, time()), zone)

"""Backups: when the next one is due, and which old ones may go."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

DAYS = 7
"""Of so many days that have backups the newest one is kept."""
WEEKS = 5
"""Of so many weeks too, the present one included."""


class Part(StrEnum):
    """What a backup holds; each can be put back alone."""

    RECORDS = "records"
    TEMPLATES = "templates"
    SETTINGS = "settings"


@dataclass(frozen=True, slots=True)
class Backup:
    """One backup, as its file tells."""

    name: str
    """The file's name, or its path where it lies elsewhere."""
    made: datetime
    """When, UTC."""
    size: int
    """Bytes."""
    parts: tuple[Part, ...]
    """What it holds."""
    messages: int = 0
    """How many messages its records hold."""
    trouble: str = ""
    """Why it cannot be used, as a clause; empty when it looks sound."""


@dataclass(frozen=True, slots=True)
class PutBack:
    """What a restore did."""

    backup: Backup
    """From where."""
    parts: tuple[Part, ...]
    """What was put back."""
    aside: str
    """The folder with what was there before; empty when there was nothing."""
    unsure: int = 0
    """Replies that were on their way out when the backup was made: they are not sent again."""


def is_due(made: Iterable[datetime], now: datetime, zone: ZoneInfo) -> bool:
    """Whether the day, as the shop counts days, has no backup yet."""
    today = now.astimezone(zone).date()
    return all(at.astimezone(zone).date() != today for at in made)


def outdated(made: Sequence[datetime], zone: ZoneInfo) -> frozenset[datetime]:
    """Those that can go: not the newest of one of the last days or weeks, and not of today.

    Days and weeks without backups do not count: a shop that rested a month loses nothing.
    """
    newest = sorted(made, reverse=True)
    days: dict[object, datetime] = {}
    weeks: dict[object, datetime] = {}
    for at in newest:
        local = at.astimezone(zone)
        days.setdefault(local.date(), at)
        weeks.setdefault(local.isocalendar()[:2], at)
    kept = {*list(days.values())[:DAYS], *list(weeks.values())[:WEEKS]}
    last_day = newest[0].astimezone(zone).date() if newest else None
    kept |= {at for at in newest if at.astimezone(zone).date() == last_day}
    return frozenset(made) - kept

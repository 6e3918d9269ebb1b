"""How it stands, for an owner who is away: once in every full hour."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from shopdesk.domain.clock.severity import Severity

if TYPE_CHECKING:
    from shopdesk.domain.alarm.board import Alarm, Answer, Heat

LOOK_BACK = timedelta(days=8)
"""How long before the hour a customer may have written who was answered in it."""


@dataclass(frozen=True, slots=True)
class Summary:
    """The desk at a full hour."""

    since: datetime
    """The full hour before, UTC."""
    waiting: int
    """Customers who wait."""
    oldest: timedelta
    """For how long the first of them does, calendar time; zero without any."""
    burning: int
    """How many of them past their target."""
    answered: int
    """Answers given since."""

    @property
    def empty(self) -> bool:
        """Nothing happened and nobody waits."""
        return not (self.waiting or self.answered)


def full_hour(now: datetime, zone: ZoneInfo) -> datetime:
    """The last full hour on the shop's clock, UTC."""
    local = now.astimezone(zone)
    past = timedelta(minutes=local.minute, seconds=local.second, microseconds=local.microsecond)
    return now.astimezone(UTC) - past


def summary(
    rated: Iterable[tuple[Alarm, Heat]],
    answers: Iterable[Answer],
    since: datetime,
    now: datetime,
) -> Summary:
    """How it stands at `now`; `answers` are the waits of late, `since` the hour before."""
    waiting = [(a, h) for a, h in rated if a.reminder is None and not a.sending]
    return Summary(
        since=since,
        waiting=len(waiting),
        oldest=now - min((a.started for a, _ in waiting), default=now),
        burning=sum(1 for _, h in waiting if h.severity is Severity.BURNING),
        answered=sum(1 for a in answers if a.ended is not None and since <= a.ended < now),
    )

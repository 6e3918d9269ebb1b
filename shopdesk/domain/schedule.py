"""Business time: when the shop's clocks run."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol


class Schedule(Protocol):
    """The hours in which a customer's waiting counts. All instants are aware."""

    def after(self, start: datetime, duration: timedelta) -> datetime:
        """The instant at which `duration` of business time has passed since `start`."""
        ...

    def between(self, start: datetime, end: datetime) -> timedelta:
        """Business time from `start` to `end`; zero when `end` is not later."""
        ...


@dataclass(frozen=True, slots=True)
class AlwaysOpen:
    """Day and night, every day."""

    def after(self, start: datetime, duration: timedelta) -> datetime:
        """Calendar time is business time."""
        return start + duration

    def between(self, start: datetime, end: datetime) -> timedelta:
        """Calendar time is business time."""
        return max(end - start, timedelta())

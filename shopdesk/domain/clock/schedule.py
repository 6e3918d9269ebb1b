"""Business time: when the shop's clocks run."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Protocol


class Schedule(Protocol):
    """The hours in which a customer's waiting counts. All instants are aware."""

    def after(self, start: datetime, duration: timedelta) -> datetime:
        """The first instant, UTC, with `duration` of business time since `start`."""
        ...

    def between(self, start: datetime, end: datetime) -> timedelta:
        """Business time from `start` to `end`; zero when `end` is not later."""
        ...

    def is_open(self, at: datetime) -> bool:
        """Whether business time runs at `at`; at a closing it does not."""
        ...

    def opening_after(self, at: datetime) -> datetime | None:
        """The first opening later than `at`, UTC; None when none is in sight."""
        ...

    def closes_at(self, at: datetime) -> datetime | None:
        """When the shop that is open at `at` closes, UTC; None: closed, or no end in sight."""
        ...


@dataclass(slots=True)
class LiveSchedule:
    """Whichever schedule holds now: the owner may change the hours while the program runs."""

    current: Schedule
    """Replaced as a whole, from any thread."""

    def after(self, start: datetime, duration: timedelta) -> datetime:
        """By the present hours; so with all that follow."""
        return self.current.after(start, duration)

    def between(self, start: datetime, end: datetime) -> timedelta:
        """Business time from `start` to `end`."""
        return self.current.between(start, end)

    def is_open(self, at: datetime) -> bool:
        """Whether business time runs at `at`."""
        return self.current.is_open(at)

    def opening_after(self, at: datetime) -> datetime | None:
        """The first opening later than `at`."""
        return self.current.opening_after(at)

    def closes_at(self, at: datetime) -> datetime | None:
        """When the shop that is open at `at` closes."""
        return self.current.closes_at(at)


@dataclass(frozen=True, slots=True)
class AlwaysOpen:
    """Day and night, every day: calendar time is business time."""

    def after(self, start: datetime, duration: timedelta) -> datetime:
        """So much later."""
        return start.astimezone(UTC) + duration

    def between(self, start: datetime, end: datetime) -> timedelta:
        """The time between them."""
        return max(end.astimezone(UTC) - start.astimezone(UTC), timedelta())

    def is_open(self, at: datetime) -> bool:
        """Always."""
        return True

    def opening_after(self, at: datetime) -> datetime | None:
        """There is no opening where nothing is ever closed."""
        return None

    def closes_at(self, at: datetime) -> datetime | None:
        """Never."""
        return None

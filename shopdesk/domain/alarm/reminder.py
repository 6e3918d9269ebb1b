"""What we said we would come back to: a promise given, an answer that we wait for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from shopdesk.domain.alarm.reminding import ReminderKind as ReminderKind
from shopdesk.domain.alarm.reminding import Reminding as Reminding
from shopdesk.domain.clock.severity import HOT_FROM
from shopdesk.domain.moves.play import NO_PLAY, Play

if TYPE_CHECKING:
    from shopdesk.domain.clock.schedule import Schedule

LEAD = timedelta(hours=1)
"""Business time before its due instant at which a promise comes back at the latest."""
NO_ANSWER_AFTER = timedelta(days=2)
"""How long a customer may take to answer where the owner names no other time."""


class ReminderEnd(StrEnum):
    """How a reminder ended."""

    ANSWERED = "answered"
    """We wrote, from here or from another program."""
    CUSTOMER_WROTE = "customer wrote"
    DISMISSED = "dismissed"
    WENT_ON = "went on"
    """What lay still did."""


@dataclass(frozen=True, slots=True)
class Reminder:
    """What is to come back, as it is made."""

    kind: ReminderKind
    """Why."""
    made: datetime
    """When the reply that it belongs to was accepted, UTC."""
    due: datetime
    """When it is to be kept or comes back, UTC."""
    shows: datetime
    """Hidden before this instant, UTC."""


@dataclass(frozen=True, slots=True)
class After:
    """What happens when the server has accepted a reply."""

    close: bool = False
    """The conversation is closed."""
    remind: timedelta | None = None
    """Come back after so long without an answer of the customer's, counted from the acceptance."""
    promise: datetime | None = None
    """The customer was told to hear from us by then, UTC."""
    play: Play = NO_PLAY
    """What is done besides, such as credit given."""

    def reminders(self, accepted: datetime, schedule: Schedule) -> tuple[Reminder, ...]:
        """What is to come back of a reply that was accepted then."""
        made = []
        if self.promise is not None:
            shows = promise_shows(accepted, self.promise, schedule)
            made.append(Reminder(ReminderKind.PROMISE, accepted, self.promise, shows))
        if self.remind is not None:
            due = open_from(accepted + self.remind, schedule)
            made.append(Reminder(ReminderKind.NO_ANSWER, accepted, due, due))
        if self.play.follow_up is not None:
            due = open_from(accepted + self.play.follow_up, schedule)
            made.append(Reminder(ReminderKind.FOLLOW_UP, accepted, due, due))
        return tuple(made)


NOTHING_AFTER = After()


def promise_shows(made: datetime, due: datetime, schedule: Schedule) -> datetime:
    """When a promise comes back: in time to be kept, and not before it is hot.

    That is when four fifths of its business time are gone, or an hour of it is left, whichever is
    later; calendar time where the shop is closed from the promise to its due instant.
    """
    span = schedule.between(made, due)
    if not span:
        span = max(due - made, timedelta())
        return made + max(span * HOT_FROM, span - LEAD)
    return schedule.after(made, max(span * HOT_FROM, span - LEAD))


def open_from(at: datetime, schedule: Schedule) -> datetime:
    """That instant, or the next opening where we are closed then and one is in sight."""
    return at if schedule.is_open(at) else schedule.opening_after(at) or at

"""A wait: from the first unanswered customer message to our answer (design 4.1-4.3)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from shopdesk.domain.clock.outcome import Outcome as Outcome

if TYPE_CHECKING:
    from shopdesk.domain.clock.schedule import Schedule
    from shopdesk.domain.mail.matter import Category


@dataclass(frozen=True, slots=True)
class Waiting:
    """One customer message that wants an answer."""

    message: int
    """The records' number of the message."""
    received: datetime
    """INTERNALDATE, UTC."""
    target: timedelta
    """Business time allowed for the answer to this message."""
    category: Category | None = None
    """What the target goes by, where that is not its conversation's category: after a merge."""
    channel: str | None = None
    """The same for the channel."""


@dataclass(frozen=True, slots=True)
class Wait:
    """Unanswered messages of one conversation and the clock that runs for them."""

    messages: tuple[Waiting, ...]
    """In order of arrival; at least one."""
    due: datetime
    """When the target runs out, UTC."""
    rung: int = -1
    """The highest severity that was rung for; -1 before the first ring."""

    @property
    def started(self) -> datetime:
        """When the clock started: the first message's INTERNALDATE."""
        return self.messages[0].received


@dataclass(frozen=True, slots=True)
class KeptWait:
    """A wait as the records hold it, running or ended."""

    number: int
    """The records' number."""
    messages: tuple[int, ...]
    """Numbers of its messages, in order of arrival."""
    outcome: Outcome | None
    """How it ended; None while it runs."""


def waiting_for(messages: Iterable[Waiting], schedule: Schedule, rung: int = -1) -> Wait:
    """The wait of these messages: due is the earliest of their own targets."""
    ordered = tuple(sorted(messages, key=lambda m: (m.received, m.message)))
    due = min(schedule.after(m.received, m.target) for m in ordered)
    return Wait(ordered, due, rung)


def joined(wait: Wait, message: Waiting, schedule: Schedule) -> Wait:
    """The wait with one more message; its clock does not restart."""
    if any(m.message == message.message for m in wait.messages):
        return wait
    return waiting_for((*wait.messages, message), schedule, wait.rung)


def split(
    wait: Wait, answered: frozenset[int], schedule: Schedule
) -> tuple[Wait | None, Wait | None]:
    """The part that an answer to the messages `answered` ends, and the part that goes on.

    What goes on is a new wait from its own first message and has not rung yet.
    """
    ended = tuple(m for m in wait.messages if m.message in answered)
    going = tuple(m for m in wait.messages if m.message not in answered)
    if not ended:
        return None, wait
    return (
        waiting_for(ended, schedule, wait.rung),
        waiting_for(going, schedule) if going else None,
    )

"""Mailboxes that nobody watches: when that is worth a ring, and when it is over."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from shopdesk.domain.alarm.watching import Watching, WatchState

PATIENCE = timedelta(seconds=60)
"""A cut of the line that mends itself sooner is not told of."""
_SEEING = (Watching.IDLE, Watching.POLL)


@dataclass(frozen=True, slots=True)
class Outage:
    """A time in which a mailbox was not watched."""

    mailbox: str
    """Its address."""
    since: datetime
    """When it began, UTC."""
    reason: str
    """One sentence for the owner."""


def begun(
    states: Iterable[WatchState], told: Mapping[str, Outage], now: datetime
) -> tuple[Outage, ...]:
    """The outages to tell of: longer than a minute, and not told of yet."""
    return tuple(
        Outage(s.mailbox, s.since, s.reason)
        for s in states
        if s.watching is Watching.DOWN and s.mailbox not in told and now - s.since > PATIENCE
    )


def ended(states: Iterable[WatchState], told: Mapping[str, Outage]) -> tuple[Outage, ...]:
    """The outages that were told of and are over."""
    return tuple(told[s.mailbox] for s in states if s.watching in _SEEING and s.mailbox in told)

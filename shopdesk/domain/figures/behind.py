"""Which waits a figure is made of, those that teach most first."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime, timedelta

from shopdesk.domain.figures.facts import WaitFact

_NEVER = timedelta()


def waits_behind(figure: str, waits: Iterable[WaitFact], now: datetime) -> tuple[WaitFact, ...]:
    """The waits that the figure of that name counts; of a share those that it falls short by.

    What took longest comes first. Names are those of `desk.figures_said`; KeyError for others.
    """
    counts = _COUNTS[figure]
    found = [wait for wait in waits if counts(wait, now)]
    return tuple(sorted(found, key=lambda wait: _length(wait, now), reverse=True))


def _length(wait: WaitFact, now: datetime) -> timedelta:
    return now - wait.received if wait.running else wait.calendar or _NEVER


_COUNTS: Mapping[str, Callable[[WaitFact, datetime], bool]] = {
    "received": lambda wait, now: True,
    "answered": lambda wait, now: not wait.running,
    "open": lambda wait, now: wait.running,
    "overdue": lambda wait, now: wait.running and now >= wait.due,
    "in_target": lambda wait, now: (
        not wait.in_time and (wait.ended is not None or (wait.running and now >= wait.due))
    ),
    "first_calendar": lambda wait, now: wait.first and wait.ended is not None,
    "first_business": lambda wait, now: wait.first and wait.ended is not None,
    "next_calendar": lambda wait, now: not wait.first and wait.ended is not None,
    "next_business": lambda wait, now: not wait.first and wait.ended is not None,
}

OF_WAITS = frozenset(_COUNTS)
"""The names of the figures that are made of waits."""

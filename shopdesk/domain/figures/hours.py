"""The week in 7 × 24 fields: when mail comes, when it is answered slowly, and what would help."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TypeAlias
from zoneinfo import ZoneInfo

from shopdesk.domain.figures.facts import WaitFact
from shopdesk.domain.figures.numbers import Share, times

Counts: TypeAlias = tuple[tuple[int, ...], ...]
"""Seven days, Monday first, of 24 hours each."""
Medians: TypeAlias = tuple[tuple[timedelta | None, ...], ...]
"""The same; None where nothing was answered."""

ENOUGH = 30
"""Fewer waits than this are no ground for advice."""
WORTH = 0.03
"""Advice must bring at least so much more of the waits into target."""
LONGEST_BLOCK = 3
"""Hours."""


@dataclass(frozen=True, slots=True)
class Advice:
    """An hour at the desk that would have helped most, and by how much."""

    opens: int
    """Local hour at which it begins, 0-23."""
    busy: tuple[int, int]
    """The busiest hours in a row: from the first to before the second, local."""
    busy_share: Share
    """How much of the mail came in them."""
    busy_median: timedelta | None
    """Median calendar time to the answer for what came in them."""
    other_median: timedelta | None
    """The same for all other mail."""
    before: Share
    """In target, as it was."""
    after: Share
    """In target, had the owner been at the desk in that hour every day."""


def arrivals(waits: Iterable[WaitFact], zone: ZoneInfo) -> Counts:
    """How many waits began in each hour of the week."""
    fields = [[0] * 24 for _day in range(7)]
    for wait in waits:
        local = wait.received.astimezone(zone)
        fields[local.weekday()][local.hour] += 1
    return tuple(tuple(day) for day in fields)


def slowness(waits: Iterable[WaitFact], zone: ZoneInfo) -> Medians:
    """The median calendar time to the answer of what came in each hour of the week."""
    fields: list[list[list[timedelta]]] = [[[] for _hour in range(24)] for _day in range(7)]
    for wait in waits:
        if (took := wait.calendar) is not None:
            local = wait.received.astimezone(zone)
            fields[local.weekday()][local.hour].append(took)
    return tuple(tuple(times(cell).median for cell in day) for day in fields)


def advice(waits: Sequence[WaitFact], now: datetime, zone: ZoneInfo) -> Advice | None:
    """The one more hour at the desk, each day, that would have put most mail into target.

    Found by replaying the record: in that hour, each wait that had begun and was not answered is
    answered after the pace that the owner has at the desk, which is the median of what was
    answered in time. None when there is too little to go by, or when no hour would change much.
    """
    judged = [w for w in waits if w.ended is not None or (w.running and now >= w.due)]
    pace = times(took for w in judged if w.in_time and (took := w.calendar) is not None).median
    if len(judged) < ENOUGH or pace is None:
        return None
    in_time = sum(1 for w in judged if w.in_time)
    gains = [0] * 24
    for wait in judged:
        if not wait.in_time:
            for hour in _saving(wait, pace, zone):
                gains[hour] += 1
    best = max(range(24), key=lambda hour: (gains[hour], -hour))
    if gains[best] < WORTH * len(judged):
        return None
    busy = _busiest(waits, zone)
    inside: list[WaitFact] = []
    outside: list[WaitFact] = []
    for wait in waits:
        within = busy[0] <= wait.received.astimezone(zone).hour < busy[1]
        (inside if within else outside).append(wait)
    return Advice(
        opens=best,
        busy=busy,
        busy_share=Share(len(inside), len(waits)),
        busy_median=times(took for w in inside if (took := w.calendar) is not None).median,
        other_median=times(took for w in outside if (took := w.calendar) is not None).median,
        before=Share(in_time, len(judged)),
        after=Share(in_time + gains[best], len(judged)),
    )


_HOUR = timedelta(hours=1)


def _saving(wait: WaitFact, pace: timedelta, zone: ZoneInfo) -> Iterator[int]:
    """The local hours in which being at the desk would have answered the missed wait in time."""
    opens = wait.received.astimezone(zone).replace(minute=0, second=0, microsecond=0)
    for _n in range(24):
        at = max(wait.received, opens) + pace
        if at > wait.due:
            return
        if at <= opens + _HOUR:
            yield opens.hour
        opens += _HOUR


def _busiest(waits: Iterable[WaitFact], zone: ZoneInfo) -> tuple[int, int]:
    """The hours in a row, at most `LONGEST_BLOCK`, in which most mail came."""
    by_hour = [0] * 24
    for wait in waits:
        by_hour[wait.received.astimezone(zone).hour] += 1
    starts = range(24 - LONGEST_BLOCK + 1)
    first = max(starts, key=lambda start: (sum(by_hour[start : start + LONGEST_BLOCK]), -start))
    return first, first + LONGEST_BLOCK

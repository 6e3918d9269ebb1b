"""Opening hours: business time by the week, in the shop's zone (design 4.4).

All arithmetic is in UTC between the instants at which the shop opens and closes, so that on the
days of a change of the clocks the time counts that really passed.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from itertools import accumulate
from typing import TypeAlias
from zoneinfo import ZoneInfo

from shopdesk.domain.clock.wall_clock import instant_of

DAY_MINUTES = 24 * 60
FORESEEABLE = timedelta(days=400)
"""How far ahead the next opening or closing is looked for."""

_ZERO = timedelta()
_DAY = timedelta(days=1)
_MINUTE = timedelta(minutes=1)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_BLOCK = timedelta(days=32)
_MOST_EMPTY = 115
"""Blocks, about ten years: the longest time closed that is looked through for business time."""

_Open: TypeAlias = tuple[datetime, datetime]


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """From an opening to a closing on one day, by the clock on the wall."""

    opens: int
    """Minutes from midnight, 0-1439."""
    closes: int
    """Minutes from midnight, more than `opens`; 1440 is 24:00."""


Week: TypeAlias = tuple[tuple[Span, ...], ...]
"""The spans of seven days, Monday first."""
NO_HOURS: Week = ((), (), (), (), (), (), ())
"""Nothing on any day."""


@dataclass(frozen=True, slots=True)
class Hours:
    """When the owner says that the shop is open."""

    week: Week
    """The spans of each day; those of one day do not overlap."""
    holidays: str = ""
    """Country whose public holidays are closed (`VN`), or a part of one (`US-CA`)."""
    closed: frozenset[date] = frozenset()
    """Own closed days, by the shop's calendar."""


@dataclass(frozen=True, slots=True)
class WeeklyHours:
    """A schedule by the week. Open from the first instant of a span to just before its last."""

    week: Week
    """The spans of each day."""
    zone: ZoneInfo
    """By whose clocks and calendar."""
    closed: Container[date] = frozenset()
    """Days that are closed whatever the week says."""
    _blocks: dict[int, _Block] = field(
        default_factory=dict, init=False, repr=False, compare=False, hash=False
    )

    def after(self, start: datetime, duration: timedelta) -> datetime:
        """The first instant, UTC, with `duration` of business time since `start`.

        What ends exactly at a closing is due then, not at the next opening. A shop that stays
        closed for ten years is treated as open after them: the answer is always an instant.
        """
        start = start.astimezone(UTC)
        if duration <= _ZERO:
            return start
        number, empty = _number(start), 0
        block = self._block(number)
        needed = duration + block.passed(start)
        while needed > block.total and empty < _MOST_EMPTY:
            needed -= block.total
            empty = 0 if block.total else empty + 1
            number += 1
            block = self._block(number)
        return block.reached(needed)

    def between(self, start: datetime, end: datetime) -> timedelta:
        """Business time from `start` to `end`; zero when `end` is not later."""
        start, end = start.astimezone(UTC), end.astimezone(UTC)
        if end <= start:
            return _ZERO
        first, last = _number(start), _number(end)
        passed = self._block(last).passed(end) - self._block(first).passed(start)
        return sum((self._block(number).total for number in range(first, last)), passed)

    def is_open(self, at: datetime) -> bool:
        """Whether business time runs at `at`; at a closing it does not."""
        at = at.astimezone(UTC)
        return self._block(_number(at)).holds(at)

    def opening_after(self, at: datetime) -> datetime | None:
        """The first opening later than `at`, UTC; None when none is in sight."""
        at = at.astimezone(UTC)
        return next((opens for opens, _closes in self._ahead(at) if opens > at), None)

    def closes_at(self, at: datetime) -> datetime | None:
        """When the shop that is open at `at` closes, UTC; None: closed, or no end in sight."""
        at = at.astimezone(UTC)
        for opens, closes in self._ahead(at):
            return closes if opens <= at and closes < at + FORESEEABLE else None
        return None

    def _ahead(self, at: datetime) -> Iterator[_Open]:
        """When it is open from `at` on, for as long as is foreseeable."""
        current: _Open | None = None
        for number in range(_number(at), _number(at + FORESEEABLE) + 1):
            for opens, closes in self._block(number).open:
                if closes <= at:
                    continue
                if current is not None and current[1] == opens:
                    current = (current[0], closes)
                    continue
                if current is not None:
                    yield current
                current = (opens, closes)
        if current is not None:
            yield current

    def _block(self, number: int) -> _Block:
        block = self._blocks.get(number)
        if block is None:
            block = self._blocks[number] = self._laid_out(number)
        return block

    def _laid_out(self, number: int) -> _Block:
        begin = _EPOCH + number * _BLOCK
        end = begin + _BLOCK
        # a fold at midnight lets a day's hours reach into its neighbours'
        day = begin.astimezone(self.zone).date() - _DAY
        last = end.astimezone(self.zone).date() + _DAY
        found: list[_Open] = []
        while day <= last:
            found += ((max(o, begin), min(c, end)) for o, c in self._day(day))
            day += _DAY
        return _Block(begin, tuple(_joined(found)))

    def _day(self, day: date) -> Iterator[_Open]:
        spans = self.week[day.weekday()]
        if not spans or day in self.closed:
            return
        midnight = datetime.combine(day, time())
        for span in spans:
            yield (
                instant_of(midnight + span.opens * _MINUTE, self.zone),
                instant_of(midnight + span.closes * _MINUTE, self.zone, last=True),
            )


class _Block:
    """When it is open in one stretch of UTC, added up for quick answers."""

    __slots__ = ("_before", "_begin", "_starts", "open", "total")

    def __init__(self, begin: datetime, spans: tuple[_Open, ...]) -> None:
        self._begin = begin
        self._starts = tuple(opens for opens, _closes in spans)
        lengths = (closes - opens for opens, closes in spans)
        *self._before, self.total = accumulate(lengths, initial=_ZERO)
        self.open = spans

    def passed(self, at: datetime) -> timedelta:
        """Business time from the block's begin to `at`."""
        i = bisect_right(self._starts, at) - 1
        if i < 0:
            return _ZERO
        opens, closes = self.open[i]
        return self._before[i] + (min(at, closes) - opens)

    def holds(self, at: datetime) -> bool:
        """Whether it is open at `at`."""
        i = bisect_right(self._starts, at) - 1
        return i >= 0 and at < self.open[i][1]

    def reached(self, needed: timedelta) -> datetime:
        """The first instant with so much business time since the block's begin."""
        i = bisect_left(self._before, needed) - 1
        opens, before = (self.open[i][0], self._before[i]) if i >= 0 else (self._begin, _ZERO)
        return opens + (needed - before)


def _number(at: datetime) -> int:
    """Of the block in which an instant in UTC lies."""
    return (at - _EPOCH) // _BLOCK


def _joined(spans: Iterable[_Open]) -> Iterator[_Open]:
    """In order, without empty ones, those that touch or overlap as one."""
    current: _Open | None = None
    for opens, closes in sorted(s for s in spans if s[0] < s[1]):
        if current is not None and opens <= current[1]:
            current = (current[0], max(current[1], closes))
            continue
        if current is not None:
            yield current
        current = (opens, closes)
    if current is not None:
        yield current

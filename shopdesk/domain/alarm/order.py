"""Alarms with the hottest first, at the cost of what has changed since they were ordered last."""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from shopdesk.domain.alarm.board import Alarm
from shopdesk.domain.alarm.ranking import Ranking
from shopdesk.domain.clock.severity import Severity

if TYPE_CHECKING:
    from shopdesk.domain.clock.schedule import Schedule

_Key = tuple[int, datetime, datetime, int]


class Rated(NamedTuple):
    """An alarm and how hot it is."""

    alarm: Alarm
    """Whose customer waits."""
    severity: Severity
    """How hot it is."""


@dataclass(frozen=True, slots=True)
class _Standing:
    rated: Rated
    key: _Key


class Order:
    """Says what `Ranking.hottest_first` says; for one list of alarms that is handed in anew.

    A conversation may be among them once.
    """

    def __init__(self, schedule: Schedule) -> None:
        self._ranking = Ranking(schedule)
        self._by = self._ranking.by
        self._asked: datetime | None = None
        self._known: dict[int, _Standing] = {}
        self._keys: list[_Key] = []
        self._turns: list[tuple[datetime, int]] = []

    def hottest_first(self, alarms: Sequence[Alarm], now: datetime) -> tuple[Rated, ...]:
        """Severity first, then the nearest due instant, then the oldest."""
        if self._ranking.by is not self._by or (self._asked is not None and now < self._asked):
            # other hours, or a clock that was put back: nothing of it is believed
            self._forget()
        self._asked = now
        known = self._known
        moved = [
            a for a in alarms if (s := known.get(a.conversation)) is None or s.rated.alarm is not a
        ]
        gone = known.keys() - {a.conversation for a in alarms}
        crossed = [known[c].rated.alarm for c in self._crossing(now) - gone if c in known]
        if moved or gone or crossed:
            self._place([*crossed, *moved], gone, now)
        return tuple([known[key[3]].rated for key in self._keys])

    def changes_at(self) -> datetime | None:
        """The first instant after the last asking at which one of them crosses a line."""
        return self._turns[0][0] if self._turns else None

    def _forget(self) -> None:
        self._by = self._ranking.by
        self._known.clear()
        self._keys.clear()
        self._turns.clear()

    def _crossing(self, now: datetime) -> set[int]:
        """Those with a line behind them that was ahead when they were placed."""
        found = set()
        while self._turns and self._turns[0][0] <= now:
            found.add(heapq.heappop(self._turns)[1])
        return found

    def _place(self, alarms: Iterable[Alarm], gone: Iterable[int], now: datetime) -> None:
        for conversation in gone:
            del self._known[conversation]
        for alarm in alarms:
            severity = self._ranking.severity(alarm, now)
            key = (-severity, alarm.due, alarm.started, alarm.conversation)
            self._known[alarm.conversation] = _Standing(Rated(alarm, severity), key)
            turn = self._ranking.changes_at((alarm,), now)
            if turn is not None:
                heapq.heappush(self._turns, (turn, alarm.conversation))
        # nearly in order already: sorting it costs little more than looking at it
        kept = self._known
        old = {key[3]: None for key in self._keys}
        self._keys = [kept[c].key for c in old if c in kept]
        self._keys += [standing.key for c, standing in kept.items() if c not in old]
        self._keys.sort()

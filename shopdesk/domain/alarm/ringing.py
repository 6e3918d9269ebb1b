"""When to ring (design 4.6): once for each line crossed; while anything burns, ever more rarely."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from shopdesk.domain.alarm.ring_plan import LINES, Occasion
from shopdesk.domain.clock.severity import Severity

if TYPE_CHECKING:
    from shopdesk.domain.alarm.board import Alarm, Heat

LONGEST_PAUSE = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Fire:
    """The ringing for all that burns together."""

    rang: datetime
    """The last ring for the fire, UTC."""
    pause: timedelta
    """Until the next one; doubles each time."""

    def rings_again(self, now: datetime) -> bool:
        """Whether it is time to remind of all that burns."""
        return now - self.rang >= self.pause


@dataclass(frozen=True, slots=True)
class Ring:
    """One alarm that is to be told of."""

    alarm: Alarm
    """Whose."""
    heat: Heat
    """How it stands."""
    occasions: frozenset[Occasion]
    """Why; several where several lines were crossed in silence."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What to ring for now."""

    rings: tuple[Ring, ...]
    """Alarms that are new, or crossed a line since they rang last."""
    still: tuple[Ring, ...]
    """All that burns, when it is time to remind of it."""
    fire: Fire | None
    """The state to hand in next time."""

    @property
    def silent(self) -> bool:
        """Nothing to ring for."""
        return not (self.rings or self.still)


def plan(
    rated: Iterable[tuple[Alarm, Heat]],
    fire: Fire | None,
    shortest: timedelta,
    now: datetime,
    audible: Collection[Occasion] = tuple(Occasion),
) -> Plan:
    """What to ring for at `now`; `shortest` is the shortest target, where the doubling begins.

    A reply that is on its way silences its alarm, and so does "I'm on it": the owner has acted.
    What is not `audible` now keeps until it is.
    """
    alarms = [(a, h) for a, h in rated if _calls(a, now)]
    rings = tuple(
        ring
        for a, h in alarms
        if a.rung < h.severity
        and not (ring := Ring(a, h, occasions(a, h))).occasions.isdisjoint(audible)
    )
    burning = [pair for pair in alarms if pair[1].severity is Severity.BURNING]
    if not burning or Occasion.BURNING not in audible:
        return Plan(rings, (), None)
    fresh = any(r.heat.severity is Severity.BURNING for r in rings)
    if fire is None:
        return Plan(rings, () if fresh else _all(burning), Fire(now, shortest))
    if fresh:
        return Plan(rings, (), replace(fire, rang=now))
    if fire.rings_again(now):
        return Plan(rings, _all(burning), Fire(now, min(fire.pause * 2, LONGEST_PAUSE)))
    return Plan(rings, (), fire)


def occasions(alarm: Alarm, heat: Heat) -> frozenset[Occasion]:
    """What there is to tell of an alarm that was not told of it yet."""
    found = set()
    if alarm.rung < 0:
        found.add(Occasion.REMINDER if alarm.reminder else Occasion.NEW_MAIL)
    if alarm.rung < heat.severity and heat.severity in LINES:
        found.add(LINES[heat.severity])
    return frozenset(found)


def _all(burning: Iterable[tuple[Alarm, Heat]]) -> tuple[Ring, ...]:
    return tuple(Ring(a, h, frozenset({Occasion.BURNING})) for a, h in burning)


def _calls(alarm: Alarm, now: datetime) -> bool:
    hidden = alarm.hidden_until is not None and now < alarm.hidden_until
    return not (alarm.sending or alarm.acknowledged or hidden)

"""When to ring (design 4.6): once for each line crossed; while anything burns, ever more rarely."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from shopdesk.domain.board import Alarm, Heat
from shopdesk.domain.severity import Severity

LONGEST_PAUSE = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Fire:
    """The ringing for all that burns together."""

    rang: datetime
    """The last ring for the fire, UTC."""
    pause: timedelta
    """Until the next one; doubles each time."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What to ring for now."""

    new: tuple[tuple[Alarm, Heat], ...]
    """Alarms that have never rung."""
    crossed: tuple[tuple[Alarm, Heat], ...]
    """Alarms that crossed a line since they rang last."""
    still: tuple[tuple[Alarm, Heat], ...]
    """All that burns, when it is time to remind of it."""
    fire: Fire | None
    """The state to hand in next time."""

    @property
    def silent(self) -> bool:
        """Nothing to ring for."""
        return not (self.new or self.crossed or self.still)


def plan(
    rated: Iterable[tuple[Alarm, Heat]], fire: Fire | None, shortest: timedelta, now: datetime
) -> Plan:
    """What to ring for at `now`; `shortest` is the shortest target, where the doubling begins.

    A reply that is on its way silences its alarm: the owner has acted.
    """
    alarms = [(a, h) for a, h in rated if not a.sending]
    new = tuple((a, h) for a, h in alarms if a.rung < 0)
    crossed = tuple((a, h) for a, h in alarms if 0 <= a.rung < h.severity)
    burning = tuple((a, h) for a, h in alarms if h.severity is Severity.BURNING)
    if not burning:
        return Plan(new, crossed, (), None)
    fresh = any(h.severity is Severity.BURNING for _, h in (*new, *crossed))
    if fire is None:
        return Plan(new, crossed, () if fresh else burning, Fire(now, shortest))
    if fresh:
        return Plan(new, crossed, (), replace(fire, rang=now))
    if now - fire.rang >= fire.pause:
        return Plan(new, crossed, burning, Fire(now, min(fire.pause * 2, LONGEST_PAUSE)))
    return Plan(new, crossed, (), fire)

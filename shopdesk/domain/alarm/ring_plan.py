"""The owner's ringing plan: what rings, in which way, when she is at the desk and when she is not.

Pure: the moment is an argument.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from shopdesk.domain.clock.severity import Severity

if TYPE_CHECKING:
    from shopdesk.domain.alarm.quiet_hours import QuietSpan


class Way(StrEnum):
    """How the owner is told."""

    BELL = "bell"
    """The terminal's."""
    DESKTOP = "desktop"
    """A notification of the desktop, or of the terminal where there is no desktop."""
    PHONE = "phone"


class Occasion(StrEnum):
    """What there is to tell; the values are the keys of the settings."""

    NEW_MAIL = "new_mail"
    WARM = "warm"
    """Half of the target is used up."""
    HOT = "hot"
    """Four fifths of it are."""
    BURNING = "burning"
    """All of it is; again at pauses that double."""
    REMINDER = "reminder"
    """Something comes back that we said we would return to."""
    NOT_WATCHING = "not_watching"
    """A mailbox has not been seen for a minute; and that it is seen again."""
    SUMMARY = "summary"
    """How it stands, each full hour; only while the owner is away."""


Ways = frozenset[Way]
NOBODY: Ways = frozenset()
HERE: Ways = frozenset({Way.BELL, Way.DESKTOP})
EVERYWHERE: Ways = frozenset(Way)
LINES: Mapping[Severity, Occasion] = {
    Severity.WARM: Occasion.WARM,
    Severity.HOT: Occasion.HOT,
    Severity.BURNING: Occasion.BURNING,
}
"""The occasion that a severity is, once it is reached."""
DEFAULT: Mapping[Occasion, Ways] = {
    **dict.fromkeys(Occasion, HERE),
    Occasion.BURNING: EVERYWHERE,
    Occasion.NOT_WATCHING: EVERYWHERE,
    Occasion.SUMMARY: NOBODY,
}


@dataclass(frozen=True, slots=True)
class Quiet:
    """The quiet hours."""

    spans: tuple[QuietSpan, ...] = ()
    """Of each day, by the shop's zone."""
    while_closed: bool = False
    """Quiet whenever the shop is closed as well."""
    ways: Mapping[Occasion, Ways] = field(default_factory=dict)
    """What rings in them all the same; what is not named is silent."""

    def holds(self, wall: datetime, *, shop_open: bool) -> bool:
        """Whether it is quiet when the shop's clock shows `wall`."""
        return (self.while_closed and not shop_open) or any(s.holds(wall) for s in self.spans)


@dataclass(frozen=True, slots=True)
class RingPlan:
    """What rings in which way."""

    ways: Mapping[Occasion, Ways] = field(default_factory=lambda: DEFAULT)
    """For each occasion."""
    away: frozenset[Occasion] = frozenset({Occasion.NEW_MAIL, Occasion.REMINDER})
    """What rings the phone besides while the owner is away."""
    away_after: timedelta = timedelta(minutes=10)
    """With no key pressed for so long the owner is away."""
    together: int = 3
    """More at once than this are counted in one note."""
    quiet: Quiet = field(default_factory=Quiet)
    """When less rings."""


@dataclass(frozen=True, slots=True)
class Presence:
    """What is known of the owner."""

    focused: bool | None = None
    """Whether the board's terminal has the focus; None where the terminal does not say."""
    touched: datetime | None = None
    """The last key or move of the mouse, UTC; None where no board is open."""


@dataclass(frozen=True, slots=True)
class Moment:
    """What the plan is asked for."""

    wall: datetime
    """Now, aware, in the shop's zone."""
    shop_open: bool
    """Whether business time runs."""
    presence: Presence = field(default_factory=Presence)
    """Where the owner is."""
    hushed_until: datetime | None = None
    """"Be quiet" until then; None: nobody said so."""
    phone: bool = True
    """Whether there is a phone to ring."""

    @property
    def hushed(self) -> bool:
        """Whether the owner wants to be left alone altogether."""
        return self.hushed_until is not None and self.wall < self.hushed_until


def is_away(plan: RingPlan, moment: Moment) -> bool:
    """No board is open, or nobody has touched it for a while."""
    touched = moment.presence.touched
    return touched is None or moment.wall - touched >= plan.away_after


def allowed(plan: RingPlan, occasion: Occasion, moment: Moment) -> Ways:
    """In which ways it may ring now, wherever the owner looks.

    None at all means that it keeps: it rings when the silence ends.
    """
    away = is_away(plan, moment)
    if moment.hushed or (occasion is Occasion.SUMMARY and not away):
        return NOBODY
    if plan.quiet.holds(moment.wall, shop_open=moment.shop_open):
        ways = plan.quiet.ways.get(occasion, NOBODY)
    else:
        ways = plan.ways.get(occasion, NOBODY)
        if away and occasion in plan.away:
            ways = ways | {Way.PHONE}
    return ways if moment.phone else ways - {Way.PHONE}


def audible(plan: RingPlan, moment: Moment) -> frozenset[Occasion]:
    """What may ring now in any way."""
    return frozenset(o for o in Occasion if allowed(plan, o, moment))


def ways(plan: RingPlan, occasions: Collection[Occasion], moment: Moment) -> Ways:
    """How to tell of it: what is allowed, less what the owner has before her eyes.

    With the focus the bell and the board suffice; the phone rings all the same once nobody has
    touched a key for a while: a terminal keeps its focus when the owner goes to lunch.
    """
    found = NOBODY.union(*(allowed(plan, o, moment) for o in occasions))
    if moment.presence.focused:
        found -= {Way.DESKTOP}
        if not is_away(plan, moment):
            found -= {Way.PHONE}
    return found

"""How fast customers were answered."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeVar
from zoneinfo import ZoneInfo

from shopdesk.domain.figures.facts import WaitFact
from shopdesk.domain.figures.numbers import Share, Times, times

K = TypeVar("K", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Response:
    """How long customers waited, twice over."""

    calendar: Times
    """As the customer's clock went."""
    business: Times
    """While the shop was open."""


@dataclass(frozen=True, slots=True)
class Service:
    """The service in some waits."""

    received: int
    """Waits that began."""
    answered: int
    """Of these, answered by now; elsewhere too."""
    open: int
    """Of these, running now; `received` is the sum of both."""
    overdue: int
    """Of these, running and past their target."""
    in_target: Share
    """Answered in time, of those answered at a known time and those overdue and still open."""
    first: Response
    """First responses: of each conversation's first wait."""
    following: Response
    """Next responses: of all later waits."""
    every: Response
    """Both together."""


def service(waits: Iterable[WaitFact], now: datetime) -> Service:
    """The service in these waits as it stands at `now`."""
    all_of_them = tuple(waits)
    answered = [w for w in all_of_them if not w.running]
    overdue = sum(1 for w in all_of_them if w.running and now >= w.due)
    timed = [w for w in answered if w.ended is not None]
    return Service(
        received=len(all_of_them),
        answered=len(answered),
        open=len(all_of_them) - len(answered),
        overdue=overdue,
        in_target=Share(sum(1 for w in timed if w.in_time), len(timed) + overdue),
        first=response(w for w in timed if w.first),
        following=response(w for w in timed if not w.first),
        every=response(timed),
    )


def response(waits: Iterable[WaitFact]) -> Response:
    """How long these waits took; those without a known end are left out."""
    timed = tuple(waits)
    return Response(
        times(took for w in timed if (took := w.calendar) is not None),
        times(w.business for w in timed if w.business is not None),
    )


def grouped(waits: Iterable[WaitFact], key: Callable[[WaitFact], K]) -> dict[K, list[WaitFact]]:
    """The waits by their key, keys in the order of their first wait."""
    groups: dict[K, list[WaitFact]] = {}
    for wait in waits:
        groups.setdefault(key(wait), []).append(wait)
    return groups


def by_day(
    waits: Iterable[WaitFact], days: Iterable[date], zone: ZoneInfo
) -> dict[date, Sequence[WaitFact]]:
    """The waits by the local day on which they began; every one of `days` is there."""
    groups: dict[date, Sequence[WaitFact]] = dict.fromkeys(days, ())
    for day, found in grouped(waits, lambda w: w.received.astimezone(zone).date()).items():
        if day in groups:
            groups[day] = found
    return groups

"""How fast customers were answered."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
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
    received = answered = overdue = timed = in_time = 0
    first, following = _Took([], []), _Took([], [])
    # one pass: a year is reckoned for each of its days, months, categories and channels
    for wait in waits:
        received += 1
        if wait.running:
            overdue += now >= wait.due
            continue
        answered += 1
        if (ended := wait.ended) is not None:
            timed += 1
            in_time += ended <= wait.due
            took = first if wait.first else following
            # as `add` does: a call for each wait would take longer than all the rest of it
            if (calendar := wait.calendar) is not None:
                took.calendar.append(calendar)
            if (business := wait.business) is not None:
                took.business.append(business)
    return Service(
        received=received,
        answered=answered,
        open=received - answered,
        overdue=overdue,
        in_target=Share(in_time, timed + overdue),
        first=first.response(),
        following=following.response(),
        every=_Took(
            first.calendar + following.calendar, first.business + following.business
        ).response(),
    )


def response(waits: Iterable[WaitFact]) -> Response:
    """How long these waits took; those without a known end are left out."""
    took = _Took([], [])
    for wait in waits:
        took.add(wait)
    return took.response()


@dataclass(slots=True)
class _Took:
    """Times, as they are gathered."""

    calendar: list[timedelta]
    business: list[timedelta]

    def add(self, wait: WaitFact) -> None:
        if wait.calendar is not None:
            self.calendar.append(wait.calendar)
        if wait.business is not None:
            self.business.append(wait.business)

    def response(self) -> Response:
        # two sorted halves are sorted together in no time: all waits are reckoned after their parts
        self.calendar.sort()
        self.business.sort()
        return Response(times(self.calendar), times(self.business))


def grouped(waits: Iterable[WaitFact], key: Callable[[WaitFact], K]) -> dict[K, list[WaitFact]]:
    """The waits by their key, keys in the order of their first wait."""
    groups: dict[K, list[WaitFact]] = defaultdict(list)
    for wait in waits:
        groups[key(wait)].append(wait)
    return dict(groups)


def by_day(
    waits: Iterable[WaitFact], days: Iterable[date], zone: ZoneInfo
) -> dict[date, Sequence[WaitFact]]:
    """The waits by the local day on which they began; every one of `days` is there."""
    groups: dict[date, Sequence[WaitFact]] = dict.fromkeys(days, ())
    for day, found in grouped(waits, lambda w: w.received.astimezone(zone).date()).items():
        if day in groups:
            groups[day] = found
    return groups

"""The arithmetic of business time against brute force, to the second, through changes of clocks.

`SHOPDESK_ORACLE_CASES` sets how many schedules are tried for each zone.
"""

from __future__ import annotations

import os
import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cache

import pytest
from holidays import country_holidays

from shopdesk.adapters.public_holidays import ClosedDays
from shopdesk.domain.alarm.board import heat
from shopdesk.domain.clock.hours import Span, WeeklyHours
from shopdesk.domain.clock.severity import Severity, severity
from shopdesk.domain.clock.targets import Channel, Targets
from shopdesk.domain.mail.conversation import Category
from tests.domain.stepping import Walk, due, waited

CASES = int(os.environ.get("SHOPDESK_ORACLE_CASES", "1700"))
"""For each of the six zones: more than 10,000 in all."""
DAYS = 32
PLACES = {
    "Asia/Ho_Chi_Minh": ("VN", ("2026-02-01", "2026-04-15", "2026-08-20")),
    "Europe/Moscow": ("RU", ("2010-10-15", "2011-03-15", "2014-10-10", "2025-12-20")),
    "Europe/Paris": ("FR", ("2026-03-12", "2026-10-12", "2025-12-20", "2027-03-12")),
    "America/New_York": ("US-NY", ("2026-02-22", "2026-10-16", "2025-12-20")),
    "America/Sao_Paulo": ("BR", ("2018-10-20", "2019-02-02", "2017-10-01", "2026-02-01")),
    "Australia/Lord_Howe": ("AU", ("2026-03-20", "2026-09-18", "2025-12-20")),
}
"""A country whose holidays are kept, and where the walks begin: most go through a change of clocks
(Moscow's of 2011 and 2014 were for good; São Paulo's were at midnight)."""
EDGES = (0, 60, 90, 120, 150, 180, 23 * 60, 23 * 60 + 30, 24 * 60)
"""Minutes of the day near which clocks are changed."""
Week = tuple[tuple[tuple[int, int], ...], ...]


@cache
def walk(zone: str, first: str) -> Walk:
    """Walked once for all cases."""
    return Walk(zone, date.fromisoformat(first), DAYS)


@dataclass(frozen=True)
class Case:
    """A schedule, a mail and an instant to look at it."""

    week: Week
    closed: frozenset[date]
    received: int
    target: int
    after_closed: int
    at: int


def random_day(chance: random.Random) -> tuple[tuple[int, int], ...]:
    """Up to four spans that may touch, with edges where clocks are changed more often than not."""
    spans = chance.choice((0, 1, 1, 2, 2, 3, 4))
    edges: set[int] = set()
    while len(edges) < 2 * spans:
        edges.add(chance.choice(EDGES) if chance.random() < 0.4 else chance.randint(0, 1440))
    order = sorted(edges)
    if chance.random() < 0.3 and spans > 1:
        order[2] = order[1]
    return tuple(zip(order[::2], order[1::2], strict=True))


def random_case(chance: random.Random, walked: Walk) -> Case:
    """Somewhere in the first half of the walk, so that due is within it."""
    week = tuple(random_day(chance) for _ in range(7))
    if not any(week):
        week = (((0, 1440),),) * 7
    # by the second day of the walk it is its first day, or later, in every zone
    first = walked.second(datetime.combine(walked.days[1], time(), UTC))
    received = first + chance.randrange(14 * 86400)
    if chance.random() < 0.5:
        received -= received % 60
    longest = chance.choice((60, 3600, 6 * 3600))
    return Case(
        week=week,
        closed=frozenset(chance.sample(walked.days, chance.randint(0, 5))),
        received=received,
        target=chance.randint(1, longest),
        after_closed=chance.randint(1, longest),
        at=received + chance.randrange(14 * 86400),
    )


def schedule(case: Case, walked: Walk, country: str) -> WeeklyHours:
    """As the program has it."""
    week = tuple(tuple(Span(*span) for span in day) for day in case.week)
    return WeeklyHours(week, walked.zone, ClosedDays(case.closed, country))


@cache
def holidays(place: str, days: Sequence[date]) -> frozenset[date]:
    """Asked of the library day by day."""
    country, _dash, part = place.partition("-")
    known = country_holidays(country, subdiv=part or None)
    return frozenset(day for day in days if day in known)


def check(case: Case, walked: Walk, country: str) -> bool:
    """Compare what is open, elapsed and due; False when the walk is too short for the last."""
    doors = walked.doors(case.week, case.closed | holidays(country, tuple(walked.days)))
    target = case.target if doors[case.received // 60] else case.after_closed
    hours = schedule(case, walked, country)
    received, at = walked.instant(case.received), walked.instant(case.at)
    elapsed = hours.between(received, at)
    assert elapsed == timedelta(seconds=waited(doors, case.received, case.at))
    targets = Targets(
        dict.fromkeys(Category, timedelta(seconds=case.target)),
        {},
        timedelta(seconds=case.after_closed),
    )
    closes = doors.find(0, case.received // 60) * 60
    assert hours.is_open(received) == (closes > case.received)
    if closes > case.received:
        to_closing = timedelta(seconds=closes - case.received)
        assert hours.after(received, to_closing) == walked.instant(closes)
    chosen = targets.target_for(Category.OTHER, Channel.EMAIL, received, hours)
    assert chosen == timedelta(seconds=target)
    stepped = due(doors, case.received, target)
    if stepped is None:
        return False
    runs_out = walked.instant(stepped)
    assert hours.after(received, chosen) == runs_out
    burns = heat(received, runs_out, at, hours).severity is Severity.BURNING
    assert burns == (severity(elapsed, chosen) is Severity.BURNING)
    return True


@pytest.mark.parametrize("zone", PLACES)
def test_due_and_elapsed_are_those_of_brute_force(zone: str) -> None:
    country, begins = PLACES[zone]
    chance = random.Random(zone)  # noqa: S311 - no secret in it
    whole = 0
    for _ in range(CASES):
        walked = walk(zone, chance.choice(begins))
        case = random_case(chance, walked)
        whole += check(case, walked, country)
    assert whole > CASES * 0.95

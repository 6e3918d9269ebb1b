"""All figures of a span, beside the span before."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from operator import attrgetter
from typing import TYPE_CHECKING, TypeVar

from shopdesk.domain.figures.coach import Tip, Trouble, Use, forgotten, tips
from shopdesk.domain.figures.goals import NO_GOALS, Goals
from shopdesk.domain.figures.hours import Advice, Counts, Medians, advice, arrivals, slowness
from shopdesk.domain.figures.loyalty import Buyers, Loyalty
from shopdesk.domain.figures.resolution import Resolution, resolution
from shopdesk.domain.figures.satisfaction import Satisfaction, satisfaction
from shopdesk.domain.figures.service import Service, by_day, grouped, service
from shopdesk.domain.figures.spans import YEAR, Span

if TYPE_CHECKING:
    from shopdesk.domain.figures.facts import ConversationFact, OrderFact, SurveyFact, WaitFact
    from shopdesk.domain.mail.matter import Category


T = TypeVar("T")
_RECEIVED: Callable[[WaitFact], datetime] = attrgetter("received")
_BEGUN: Callable[[ConversationFact], datetime] = attrgetter("begun")
_SENT: Callable[[SurveyFact], datetime] = attrgetter("sent")


@dataclass(frozen=True, slots=True)
class Facts:
    """All that the figures of a span are reckoned from; what lies outside it does no harm."""

    waits: Sequence[WaitFact]
    """Of the span and of the one before."""
    conversations: Sequence[ConversationFact]
    """Of both spans, by when they began."""
    surveys: Sequence[SurveyFact]
    """Of both spans, by when they were sent."""
    orders: Sequence[OrderFact]
    """All there ever were."""
    running: Sequence[WaitFact] = ()
    """All waits that run, however old."""
    uses: Sequence[Use] = ()
    """Answers of the span that were made with a template."""
    troubles: Sequence[Trouble] = ()
    """Incidents of problems that were told of in the span, earlier ones of the same kind too."""


@dataclass(frozen=True, slots=True)
class Part:
    """The figures that are compared with those of another span."""

    span: Span
    """The days."""
    service: Service
    """How fast."""
    resolution: Resolution
    """How well."""
    satisfaction: Satisfaction
    """What customers said."""


@dataclass(frozen=True, slots=True)
class Month:
    """The figures of a calendar month."""

    part: Part
    """As of any other span."""
    loyalty: Loyalty
    """Who came back."""


@dataclass(frozen=True, slots=True)
class Named:
    """A conversation as people know it."""

    name: str
    """The customer's name, or the address where there is none."""
    subject: str
    """Without `Re:`."""


@dataclass(frozen=True, slots=True)
class Report:
    """All figures of a span."""

    at: datetime
    """When it was made, UTC: what runs is counted as it stood then."""
    part: Part
    """The span's own."""
    before: Part
    """Those of as many days right before."""
    by_category: Mapping[Category, Service]
    """Those that came at all."""
    by_channel: Mapping[str, Service]
    """Those that came at all."""
    by_day: Mapping[date, Service]
    """Every day of the span."""
    arrivals: Counts
    """When mail came."""
    slowness: Medians
    """When it was answered slowly."""
    advice: Advice | None
    """An hour at the desk that would help; None: no ground for one."""
    loyalty: Loyalty
    """Who came back."""
    months: tuple[Month, ...]
    """The calendar months that the span touches, as far as the span goes."""
    goals: Goals
    """What the owner wants to reach."""
    coach: tuple[Tip, ...]
    """What to improve, at most three things."""
    unanswered: tuple[WaitFact, ...]
    """Who has waited for days, however long ago they wrote, the oldest first."""
    named: Mapping[int, Named] = field(default_factory=dict)
    """The conversations that are spoken of here."""


def report(
    facts: Facts, span: Span, now: datetime, lasts: timedelta = YEAR, goals: Goals = NO_GOALS
) -> Report:
    """The figures of the span as they stand at `now`; `lasts`: how long a customer is one."""
    since, until = span.since, span.until
    facts = replace(
        facts,
        waits=sorted(facts.waits, key=_RECEIVED),
        conversations=sorted(facts.conversations, key=_BEGUN),
        surveys=sorted(facts.surveys, key=_SENT),
    )
    waits = _between(facts.waits, since, until, _RECEIVED)
    zone = span.zone
    buyers = Buyers(facts.orders, lasts)
    return Report(
        at=now,
        part=_part(facts, span, now),
        before=_part(facts, span.before(), now),
        by_category={
            c: service(found, now) for c, found in grouped(waits, attrgetter("category")).items()
        },
        by_channel={
            c: service(found, now) for c, found in grouped(waits, attrgetter("channel")).items()
        },
        by_day={
            day: service(found, now) for day, found in by_day(waits, span.each_day(), zone).items()
        },
        arrivals=arrivals(waits, zone),
        slowness=slowness(waits, zone),
        advice=advice(waits, now, zone),
        loyalty=buyers.loyalty(span.since, min(span.until, now)),
        months=tuple(
            Month(_part(facts, month, now), buyers.loyalty(month.since, min(month.until, now)))
            for month in (_within(month, span) for month in span.months())
        ),
        goals=goals,
        coach=tips(waits, facts.uses, facts.troubles, now, facts.running),
        unanswered=forgotten(facts.running, now),
    )


def _part(facts: Facts, span: Span, now: datetime) -> Part:
    """The facts are sorted: a year has twelve months and as many parts."""
    since, until = span.since, span.until
    return Part(
        span,
        service(_between(facts.waits, since, until, _RECEIVED), now),
        resolution(_between(facts.conversations, since, until, _BEGUN), now),
        satisfaction(_between(facts.surveys, since, until, _SENT)),
    )


def _between(
    facts: Sequence[T], since: datetime, until: datetime, at: Callable[[T], datetime]
) -> Sequence[T]:
    return facts[bisect_left(facts, since, key=at) : bisect_left(facts, until, key=at)]


def _within(month: Span, span: Span) -> Span:
    return Span(max(month.first, span.first), min(month.last, span.last), span.zone)

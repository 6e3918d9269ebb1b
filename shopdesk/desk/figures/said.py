"""The figures in words: what the screen, the report and the weekly mail all say."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from shopdesk.desk.figures.words import (
    ENOUGH,
    duration_text,
    few,
    money_text,
    percent,
    share_cell,
    share_text,
    times_text,
    too_few,
    worth_text,
)
from shopdesk.domain.figures.facts import Scale
from shopdesk.domain.figures.goals import Goals
from shopdesk.domain.figures.hours import Advice
from shopdesk.domain.figures.loyalty import Loyalty
from shopdesk.domain.figures.numbers import Share
from shopdesk.domain.figures.report import Part, Report
from shopdesk.domain.figures.satisfaction import Satisfaction
from shopdesk.domain.figures.service import Service
from shopdesk.words import _, number

GOOD_FOR_ONE_BAD = 12


@dataclass(frozen=True, slots=True)
class Line:
    """One figure."""

    id: str
    """Its stable name."""
    label: str
    """What it is."""
    now: str
    """In the span."""
    before: str
    """In the one before; empty where that makes no sense."""


@dataclass(frozen=True, slots=True)
class Section:
    """Figures that belong together."""

    title: str
    """Their common name."""
    lines: tuple[Line, ...]
    """In order."""


def sections(report: Report) -> tuple[Section, ...]:
    """Everything that is a single figure."""
    now, before = report.part, report.before
    return (
        Section(_("Answers"), tuple(_answers(now.service, before.service, report.goals))),
        Section(
            _("Response times (median · mean · slowest tenth)"),
            tuple(_times(now.service, before.service)),
        ),
        Section(_("Quality"), tuple(_quality(now, before))),
        Section(_("Customers"), tuple(_customers(report.loyalty))),
    )


def advice_text(advice: Advice | None) -> str:
    """The busiest hours, and the hour at the desk that would help most, with its numbers."""
    if advice is None:
        return _("No advice: too little mail to go by, or no hour that would change much.")
    return _(
        "{share} % of mail comes {first:02}-{last:02}; median there {slow} against {other}. "
        "A desk hour at {hour:02}:00 would put {after} % in target instead of {before} % "
        "(replayed over {n} waits)."
    ).format(
        share=percent(advice.busy_share),
        first=advice.busy[0],
        last=advice.busy[1],
        slow=duration_text(advice.busy_median),
        other=duration_text(advice.other_median),
        hour=advice.opens,
        after=percent(advice.after),
        before=percent(advice.before),
        n=advice.before.whole,
    )


def goal_text(goals: Goals, share: Share) -> str:
    """Whether the goal is met, and what it is."""
    if share.whole < ENOUGH:
        said = too_few(share.whole)
    else:
        said = _("met") if goals.met(share) else _("not met")
    return _("{said} · wanted {goal} %").format(said=said, goal=goals.in_target)


def _answers(now: Service, before: Service, goals: Goals) -> Iterable[Line]:
    yield Line("received", _("questions"), str(now.received), str(before.received))
    yield Line("answered", _("answered"), str(now.answered), str(before.answered))
    yield Line("open", _("still open"), str(now.open), str(before.open))
    yield Line("overdue", _("open and overdue"), str(now.overdue), str(before.overdue))
    yield _share("in_target", _("in target"), now.in_target, before.in_target)
    if goals.in_target is not None:
        said = goal_text(goals, now.in_target)
        then = goals.met(before.in_target) if before.in_target.whole >= ENOUGH else None
        met = {None: "–", True: _("met"), False: _("not met")}[then]
        yield Line("goal", _("  goal"), said, met)


def _times(now: Service, before: Service) -> Iterable[Line]:
    pairs = (
        ("first_calendar", _("first answer"), now.first.calendar, before.first.calendar),
        (
            "first_business",
            _("  in opening hours"),
            now.first.business,
            before.first.business,
        ),
        ("next_calendar", _("later answers"), now.following.calendar, before.following.calendar),
        (
            "next_business",
            _("  in opening hours"),
            now.following.business,
            before.following.business,
        ),
    )
    return (Line(id, label, times_text(a), duration_text(b.median)) for id, label, a, b in pairs)


def _quality(now: Part, before: Part) -> Iterable[Line]:
    a, b = now.resolution, before.resolution
    yield _share("one_touch", _("closed after one answer"), a.one_touch, b.one_touch)
    yield _share("fcr", _("settled at first contact"), a.first_contact, b.first_contact)
    yield _share("reopened", _("asked again"), a.reopened, b.reopened)
    said, then = now.satisfaction, before.satisfaction
    yield _rated("csat", _("satisfied (CSAT)"), csat_cell(said), csat_cell(then), said)
    yield _rated("nps", _("would recommend (NPS)"), nps_cell(said), nps_cell(then), said)
    yield _rated("ces", _("effort, 7 is easiest (CES)"), ces_cell(said), ces_cell(then), said)
    yield _share("easy", _("found it easy (CES 5-7)"), said.easy, then.easy)
    yield _share("recovered", _("complaints made good"), a.recovered, b.recovered)
    yield Line("praise", _("praise : complaints"), _aimed(now), _praise(before))


def _customers(found: Loyalty) -> Iterable[Line]:
    if not found.customers:
        yield Line("customers", _("customers with an order"), _("none is known"), "")
        return
    yield Line("customers", _("customers with an order"), str(found.customers), "")
    yield Line("new", _("new among them"), str(found.new), "")
    yield Line("retention", _("came back (retention)"), share_text(found.retention), "")
    yield Line("repeat", _("ordered more than once"), share_text(found.repeat), "")
    yield Line("churn", _("left"), share_text(found.churned), "")
    if found.yearly_churn.whole < ENOUGH or not found.lifetime:
        yield Line("cltv", _("worth of one (CLTV)"), worth_text(found), "")
        return
    for life in found.lifetime:
        said = _("{amount} of revenue in {years} years · n {n}").format(
            amount=money_text(life), years=number(life.years, 1), n=life.orders
        )
        yield Line(f"cltv_{life.currency}", _("worth of one (CLTV)"), said, "")


def _share(id: str, label: str, now: Share, before: Share) -> Line:
    return Line(id, label, share_text(now), share_cell(before))


def _rated(id: str, label: str, now: str, before: str, said: Satisfaction) -> Line:
    """A rating, and how many of those who were asked have answered."""
    scale = Scale(id)
    answered = said.responses[scale]
    if answered.part < ENOUGH:
        return Line(id, label, too_few(answered.part), before)
    form = _("{rating} · n {n} · {percent} % answered")
    words = form.format(rating=now, n=answered.part, percent=percent(answered))
    return Line(id, label, words, before)


def csat_cell(said: Satisfaction) -> str:
    """`86 %`."""
    return _cell(said.csat.whole, f"{percent(said.csat)} %")


def nps_cell(said: Satisfaction) -> str:
    """`+40`."""
    return _cell(said.promoters.whole, f"{said.nps or 0:+.0f}")


def ces_cell(said: Satisfaction) -> str:
    """`5.8`."""
    return _cell(said.easy.whole, number(said.effort or 0, 1))


def _cell(n: int, said: str) -> str:
    if not n:
        return "–"
    return few(n) if n < ENOUGH else said


def _aimed(part: Part) -> str:
    return _("{ratio} (aim {aim} : 1)").format(ratio=_praise(part), aim=GOOD_FOR_ONE_BAD)


def _praise(part: Part) -> str:
    found = part.resolution
    return f"{found.praise} : {found.complaints}"

"""The figures as one JSON object: durations in whole seconds, shares with part and whole."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import TypeAlias

from shopdesk.desk.figures.coach_said import tip_text
from shopdesk.domain.figures.coach import Tip
from shopdesk.domain.figures.facts import WaitFact
from shopdesk.domain.figures.hours import Advice
from shopdesk.domain.figures.loyalty import Loyalty
from shopdesk.domain.figures.numbers import Share, Times
from shopdesk.domain.figures.report import Part, Report
from shopdesk.domain.figures.resolution import Resolution
from shopdesk.domain.figures.satisfaction import Satisfaction
from shopdesk.domain.figures.service import Response, Service
from shopdesk.domain.money import Money

Json: TypeAlias = dict[str, object]


def as_json(report: Report) -> str:
    """One line; the keys are in the README."""
    return json.dumps(record(report), ensure_ascii=False) + "\n"


def record(report: Report) -> Json:
    """The whole report."""
    return {
        "at": _instant(report.at),
        "zone": report.part.span.zone.key,
        **_part(report.part),
        "before": _part(report.before),
        "by_category": {c.value: _service(s) for c, s in report.by_category.items()},
        "by_channel": {c: _service(s) for c, s in report.by_channel.items()},
        "by_day": [{"day": day.isoformat(), **_service(s)} for day, s in report.by_day.items()],
        "arrivals": report.arrivals,
        "slowness_s": [[_seconds(cell) for cell in day] for day in report.slowness],
        "advice": None if report.advice is None else _advice(report.advice),
        "loyalty": _loyalty(report.loyalty),
        "months": [
            {"month": f"{m.part.span.first:%Y-%m}", **_part(m.part), "loyalty": _loyalty(m.loyalty)}
            for m in report.months
        ],
        "goals": _goals(report),
        "coach": [_tip(tip) for tip in report.coach],
        "unanswered": [_unanswered(wait, report) for wait in report.unanswered],
    }


def _goals(report: Report) -> Json:
    goals = report.goals
    met = goals.met(report.part.service.in_target)
    return {"in_target": {"percent": goals.in_target, "met": met}}


def _tip(tip: Tip) -> Json:
    return {
        "lesson": tip.lesson.value,
        "about": tip.about,
        "cases": _share(tip.share),
        "worst_s": _seconds(tip.worst),
        "conversations": list(tip.conversations),
        "said": tip_text(tip),
    }


def _unanswered(wait: WaitFact, report: Report) -> Json:
    known = report.named.get(wait.conversation)
    return {
        "conversation": wait.conversation,
        "name": known.name if known else "",
        "subject": known.subject if known else "",
        "received": _instant(wait.received),
    }


def _part(part: Part) -> Json:
    return {
        "since": part.span.first.isoformat(),
        "until": part.span.last.isoformat(),
        **_service(part.service),
        **_resolution(part.resolution),
        **_satisfaction(part.satisfaction),
    }


def _service(service: Service) -> Json:
    return {
        "received": service.received,
        "answered": service.answered,
        "open": service.open,
        "overdue": service.overdue,
        "in_target": _share(service.in_target),
        "first_response": _response(service.first),
        "next_response": _response(service.following),
        "every_response": _response(service.every),
    }


def _response(response: Response) -> Json:
    return {"calendar": _times(response.calendar), "business": _times(response.business)}


def _times(times: Times) -> Json:
    return {
        "n": times.n,
        "mean_s": _seconds(times.mean),
        "median_s": _seconds(times.median),
        "p90_s": _seconds(times.p90),
    }


def _resolution(resolution: Resolution) -> Json:
    return {
        "one_touch": _share(resolution.one_touch),
        "fcr": _share(resolution.first_contact),
        "reopened": _share(resolution.reopened),
        "recovered": _share(resolution.recovered),
        "praise": resolution.praise,
        "complaints": resolution.complaints,
        "praise_to_complaint": resolution.praise_to_complaint,
    }


def _satisfaction(found: Satisfaction) -> Json:
    return {
        "csat": _share(found.csat),
        "nps": {
            "value": found.nps,
            "n": found.promoters.whole,
            "promoters": found.promoters.part,
            "detractors": found.detractors.part,
        },
        "ces": {"mean": found.effort, "n": found.easy.whole, "easy": _share(found.easy)},
        "responses": {scale.value: _share(share) for scale, share in found.responses.items()},
    }


def _loyalty(loyalty: Loyalty) -> Json:
    return {
        "customers": loyalty.customers,
        "new": loyalty.new,
        "retention": _share(loyalty.retention),
        "repeat": _share(loyalty.repeat),
        "churn": _share(loyalty.churned),
        "yearly_churn": _share(loyalty.yearly_churn),
        "cltv": [
            {
                "revenue": Money(life.value, life.currency).rounded().json(),
                "order_value": Money(life.order_value, life.currency).rounded().json(),
                "orders_a_year": float(life.orders_a_year),
                "years": float(life.years),
                "n": life.orders,
            }
            for life in loyalty.lifetime
        ],
    }


def _advice(advice: Advice) -> Json:
    return {
        "desk_hour": f"{advice.opens:02}:00",
        "busy": [f"{hour:02}:00" for hour in advice.busy],
        "busy_share": _share(advice.busy_share),
        "busy_median_s": _seconds(advice.busy_median),
        "other_median_s": _seconds(advice.other_median),
        "in_target": _share(advice.before),
        "in_target_with_it": _share(advice.after),
    }


def _share(share: Share) -> Json:
    return {"part": share.part, "whole": share.whole, "ratio": share.ratio}


def _seconds(time: timedelta | None) -> int | None:
    return None if time is None else round(time.total_seconds())


def _instant(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"

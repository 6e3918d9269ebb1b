"""The figures as a table: a row for the span, each month, day, category and channel."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from datetime import timedelta

from shopdesk.domain.figures.facts import Scale
from shopdesk.domain.figures.loyalty import Loyalty
from shopdesk.domain.figures.numbers import Share, Times
from shopdesk.domain.figures.report import Part, Report
from shopdesk.domain.figures.service import Service
from shopdesk.domain.money import Money

_SERVICE = ("received", "answered", "open", "overdue")
_TIMES = tuple(
    f"{which}_{how}_{what}"
    for which in ("first", "next")
    for how in ("calendar", "business")
    for what in ("n", "mean_s", "median_s", "p90_s")
)
_SHARES = ("in_target", "one_touch", "fcr", "reopened", "recovered", "csat")
_LOYAL = ("retention", "repeat", "churn", "yearly_churn")
COLUMNS = (
    "of",
    "name",
    "since",
    "until",
    *_SERVICE,
    *_TIMES,
    *(f"{share}_{side}" for share in _SHARES for side in ("part", "whole")),
    "nps",
    "nps_n",
    "ces_mean",
    "ces_n",
    "praise",
    "complaints",
    *(f"{scale}_{side}" for scale in Scale for side in ("answered", "sent")),
    "customers",
    "new_customers",
    *(f"{share}_{side}" for share in _LOYAL for side in ("part", "whole")),
    "cltv",
)
"""The columns, in this order; a cell is empty where there is nothing to say."""


def as_csv(report: Report) -> str:
    """Comma-separated, with a heading."""
    out = io.StringIO()
    writer = csv.DictWriter(out, COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(_rows(report))
    return out.getvalue()


def _rows(report: Report) -> Iterator[dict[str, object]]:
    yield {"of": "span", **_part(report.part), **_loyalty(report.loyalty)}
    yield {"of": "before", **_part(report.before)}
    for month in report.months:
        name = f"{month.part.span.first:%Y-%m}"
        yield {"of": "month", "name": name, **_part(month.part), **_loyalty(month.loyalty)}
    for day, service in report.by_day.items():
        yield {"of": "day", "name": day.isoformat(), **_service(service)}
    for category, service in report.by_category.items():
        yield {"of": "category", "name": category.value, **_service(service)}
    for channel, service in report.by_channel.items():
        yield {"of": "channel", "name": channel, **_service(service)}


def _part(part: Part) -> dict[str, object]:
    settled, said = part.resolution, part.satisfaction
    return {
        "since": part.span.first.isoformat(),
        "until": part.span.last.isoformat(),
        **_service(part.service),
        **_share("one_touch", settled.one_touch),
        **_share("fcr", settled.first_contact),
        **_share("reopened", settled.reopened),
        **_share("recovered", settled.recovered),
        **_share("csat", said.csat),
        "nps": said.nps,
        "nps_n": said.promoters.whole,
        "ces_mean": said.effort,
        "ces_n": said.easy.whole,
        "praise": settled.praise,
        "complaints": settled.complaints,
        **{f"{scale}_answered": found.part for scale, found in said.responses.items()},
        **{f"{scale}_sent": found.whole for scale, found in said.responses.items()},
    }


def _loyalty(loyalty: Loyalty) -> dict[str, object]:
    worth = (Money(life.value, life.currency).rounded() for life in loyalty.lifetime)
    return {
        "customers": loyalty.customers,
        "new_customers": loyalty.new,
        **_share("retention", loyalty.retention),
        **_share("repeat", loyalty.repeat),
        **_share("churn", loyalty.churned),
        **_share("yearly_churn", loyalty.yearly_churn),
        "cltv": "; ".join(f"{one.plain()} {one.currency}" for one in worth),
    }


def _service(service: Service) -> dict[str, object]:
    return {
        **{name: getattr(service, name) for name in _SERVICE},
        **_share("in_target", service.in_target),
        **_times("first_calendar", service.first.calendar),
        **_times("first_business", service.first.business),
        **_times("next_calendar", service.following.calendar),
        **_times("next_business", service.following.business),
    }


def _share(name: str, share: Share) -> dict[str, object]:
    return {f"{name}_part": share.part, f"{name}_whole": share.whole}


def _times(name: str, times: Times) -> dict[str, object]:
    return {
        f"{name}_n": times.n,
        f"{name}_mean_s": _seconds(times.mean),
        f"{name}_median_s": _seconds(times.median),
        f"{name}_p90_s": _seconds(times.p90),
    }


def _seconds(time: timedelta | None) -> int | None:
    return None if time is None else round(time.total_seconds())

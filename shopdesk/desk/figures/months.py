"""The figures month by month, as tables."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from shopdesk.desk.figures.said import ces_cell, csat_cell, nps_cell
from shopdesk.desk.figures.words import duration_text, share_cell, worth_text
from shopdesk.domain.figures.report import Month, Report
from shopdesk.words import _


@dataclass(frozen=True, slots=True)
class Table:
    """A heading and its rows."""

    heads: tuple[str, ...]
    """The first names the table."""
    rows: tuple[tuple[str, ...], ...]
    """As many cells as heads."""


def by_month(report: Report) -> tuple[Table, ...]:
    """How fast, how well, who came back."""
    months = report.months
    return (
        Table(
            (_("By month"), _("questions"), _("answered"), _("in target"), _("median"), "p90"),
            tuple(tuple(_service(month)) for month in months),
        ),
        Table(
            (_("Quality"), _("one answer"), _("asked again"), "FCR", "CSAT", "NPS", "CES"),
            tuple(tuple(_quality(month)) for month in months),
        ),
        Table(
            (_("Customers"), _("all"), _("new"), _("came back"), _("twice"), _("left"), "CLTV"),
            tuple(tuple(_customers(month)) for month in months if month.loyalty.customers),
        ),
    )


def _service(month: Month) -> Iterator[str]:
    found = month.part.service
    yield _name(month)
    yield str(found.received)
    yield str(found.answered)
    yield share_cell(found.in_target)
    yield duration_text(found.every.calendar.median)
    yield duration_text(found.every.calendar.p90)


def _quality(month: Month) -> Iterator[str]:
    settled, said = month.part.resolution, month.part.satisfaction
    yield _name(month)
    yield share_cell(settled.one_touch)
    yield share_cell(settled.reopened)
    yield share_cell(settled.first_contact)
    yield csat_cell(said)
    yield nps_cell(said)
    yield ces_cell(said)


def _customers(month: Month) -> Iterator[str]:
    found = month.loyalty
    yield _name(month)
    yield str(found.customers)
    yield str(found.new)
    yield share_cell(found.retention)
    yield share_cell(found.repeat)
    yield share_cell(found.churned)
    yield worth_text(found)


def _name(month: Month) -> str:
    return f"{month.part.span.first:%Y-%m}"

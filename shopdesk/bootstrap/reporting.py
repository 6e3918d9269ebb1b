"""What `shopdesk report` is made with."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from shopdesk.bootstrap import Profile, settings_of
from shopdesk.desk.figures.reckoning import Reckoning
from shopdesk.domain.figures.report import Report
from shopdesk.domain.shop.settings import Shop

if TYPE_CHECKING:
    from shopdesk.ports.figures import ReckonedRecords


class Form(StrEnum):
    """How the figures are written down."""

    JSON = "json"
    CSV = "csv"
    MARKDOWN = "markdown"
    HTML = "html"


@dataclass(frozen=True, slots=True)
class Reporter:
    """Reckons the figures of a profile."""

    shop: Shop
    """Whose they are."""
    now: datetime
    """When, UTC."""
    figures: Reckoning
    """The reckoning."""

    @property
    def today(self) -> date:
        """By the shop's calendar."""
        return self.now.astimezone(self.shop.zone).date()

    def report(self, first: date, last: date) -> Report:
        """The figures of these days, both included."""
        return self.figures.between(first, last, self.now)

    def written(self, report: Report, form: Form) -> str:
        """The figures as text."""
        return _writer(form)(report, self.shop.name)


def reporter(profile: Profile) -> Reporter:
    """Over the profile's records; raises `ConfigError` or `RecordsError`."""
    from shopdesk.adapters.clock import SystemClock

    settings = settings_of(profile)
    figures = Reckoning(_records(profile), settings)
    return Reporter(settings.shop, SystemClock().now(), figures)


def _records(profile: Profile) -> ReckonedRecords:
    """A part of the records is opened sooner; one to be made or changed needs them all."""
    if profile.records.exists():
        from shopdesk.adapters.records.reckoned import ReckonedRecords

        found = ReckonedRecords(profile.records)
        if found.current:
            return found
        found.close()
    from shopdesk.adapters.records import SqliteRecords

    return SqliteRecords(profile.records)


def _writer(form: Form) -> Callable[[Report, str], str]:
    match form:
        case Form.JSON:
            from shopdesk.adapters.reports.as_json import as_json

            return lambda report, _shop: as_json(report)
        case Form.CSV:
            from shopdesk.adapters.reports.as_csv import as_csv

            return lambda report, _shop: as_csv(report)
        case Form.MARKDOWN:
            from shopdesk.desk.figures.markdown import as_markdown

            return as_markdown
        case Form.HTML:
            from shopdesk.adapters.reports.as_html import as_html

            return as_html

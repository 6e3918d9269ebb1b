"""The figures of the shop, reckoned from the part of the records that they need."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from shopdesk.domain.figures.report import Facts, Report, report
from shopdesk.domain.figures.spans import Span, last_days

if TYPE_CHECKING:
    from shopdesk.domain.shop.settings import Settings
    from shopdesk.ports.figures import ReckonedRecords

MOST = 200
"""Conversations that are listed behind a figure."""
NAMED = 5
"""Conversations that are named with a tip."""
CAME_BACK = timedelta(days=90)
"""A problem that comes back within it has come back."""


class Reckoning:
    """Reads; changes nothing."""

    def __init__(self, records: ReckonedRecords, settings: Settings) -> None:
        self._records = records
        self._settings = settings

    def last(self, days: int, now: datetime) -> Report:
        """The figures of so many days, today the last of them."""
        return self.report(last_days(days, now, self._settings.shop.zone), now)

    def between(self, first: date, last: date, now: datetime) -> Report:
        """The figures of the days from `first` to `last`, both included, by the shop's calendar."""
        return self.report(Span(first, last, self._settings.shop.zone), now)

    def report(self, span: Span, now: datetime) -> Report:
        """The figures of a span as they stand at `now`."""
        return self.named(self.reckon(self.facts(span), span, now))

    def facts(self, span: Span) -> Facts:
        """What the figures of a span are reckoned from: all that has to be read."""
        before, since, until = span.before().since, span.since, span.until
        records = self._records
        return Facts(
            waits=records.waits_between(before, until),
            conversations=records.conversations_between(before, until),
            surveys=records.surveys_between(before, until),
            orders=records.orders_that_count(),
            running=records.waits_running(),
            uses=records.uses_between(since, until),
            troubles=records.troubles_between(since, until, since - CAME_BACK),
        )

    def reckon(self, facts: Facts, span: Span, now: datetime) -> Report:
        """The figures, without names; reads nothing: may be called from any thread."""
        settings = self._settings
        return report(facts, span, now, settings.report.churned_after, settings.goals)

    def named(self, found: Report) -> Report:
        """The same with the names of the conversations that it speaks of."""
        spoken = [number for tip in found.coach for number in tip.conversations[:NAMED]]
        spoken += [wait.conversation for wait in found.unanswered[:MOST]]
        return replace(found, named=self._records.named(list(dict.fromkeys(spoken))))

"""What the figures are reckoned from, out of the records."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from shopdesk.domain.figures.coach import Trouble, Use
    from shopdesk.domain.figures.facts import ConversationFact, OrderFact, SurveyFact, WaitFact
    from shopdesk.domain.figures.report import Named


class FigureRecords(Protocol):
    """Used from one thread; raises `RecordsError`. Backlog and machines' mail never count."""

    def waits_between(self, since: datetime, until: datetime) -> tuple[WaitFact, ...]:
        """Waits received in [since, until), oldest first, unless dismissed as no customer's."""
        ...

    def waits_running(self) -> tuple[WaitFact, ...]:
        """All that run, the oldest first."""
        ...

    def conversations_between(
        self, since: datetime, until: datetime
    ) -> tuple[ConversationFact, ...]:
        """Conversations begun in [since, until), oldest first, unless dismissed as no customer's.

        Our human replies are those to the customer that were not returned; surveys and
        acknowledgements are none, forwards neither.
        """
        ...

    def orders_that_count(self) -> tuple[OrderFact, ...]:
        """All that were not called off, given back or returned, the oldest first.

        The buyer is the customer who has the order's address, or who named its number where it has
        none; orders that lead to nobody and those without a day are left out.
        """
        ...

    def note_edited(self, dispatch: int, edited: bool | None) -> None:
        """Whether the template's words were changed in that reply; None: nobody can tell."""
        ...

    def uses_between(self, since: datetime, until: datetime) -> tuple[Use, ...]:
        """Replies made with a template that left in [since, until), oldest first."""
        ...

    def troubles_between(
        self, since: datetime, until: datetime, before: datetime
    ) -> tuple[Trouble, ...]:
        """Incidents of [before, until), oldest first, of problems told of in [since, until).

        Only those of customers who told of that problem in [since, until).
        """
        ...

    def named(self, conversations: Sequence[int]) -> Mapping[int, Named]:
        """The conversations as people know them."""
        ...

    def first_wait(self) -> datetime | None:
        """When the oldest wait that counts was received; None without any."""
        ...


class ReckonedRecords(FigureRecords, Protocol):
    """All that a report is reckoned from: less than all of the records, and sooner at hand."""

    def surveys_between(self, since: datetime, until: datetime) -> tuple[SurveyFact, ...]:
        """Those sent in [since, until) that did not come back, the oldest first."""
        ...

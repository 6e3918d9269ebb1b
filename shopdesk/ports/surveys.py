"""Surveys in the records."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from shopdesk.domain.figures.facts import SurveyFact
    from shopdesk.domain.figures.survey import Survey


@dataclass(frozen=True, slots=True)
class Delivered:
    """An order that has come."""

    order: int
    """The records' number."""
    number: str
    """As the customer knows it."""
    email: str
    """The buyer's address, as the source tells it."""
    name: str
    """May be empty."""
    at: datetime
    """When it came, or was first seen to have come, UTC."""
    conversation: int | None
    """The newest one with the buyer about it."""


class SurveyRecords(Protocol):
    """Used from one thread; raises `RecordsError`."""

    def survey_key(self, fresh: bytes) -> bytes:
        """What signs the ratings; `fresh` is kept as it at the first call."""
        ...

    def add_survey(self, survey: Survey) -> int:
        """Keep one that goes out; returns its number."""
        ...

    def name_survey(self, id: int, message_id: str) -> None:
        """The mail that asks has this Message-ID."""
        ...

    def survey(self, id: int) -> Survey | None:
        """One survey."""
        ...

    def survey_asked_by(self, message_ids: tuple[str, ...]) -> Survey | None:
        """The newest whose mail is among these."""
        ...

    def rate(self, id: int, rating: int, comment: str, at: datetime) -> bool:
        """Keep the first rating; False where there is one already."""
        ...

    def asked_since(self, contact: str, since: datetime) -> bool:
        """Whether the customer was asked since then, or not reached when she was asked ever.

        By any of her addresses.
        """
        ...

    def survey_came_back(self, message_id: str) -> None:
        """The mail that asks reached nobody: it counts as never sent."""
        ...

    def note_deliveries(self, now: datetime) -> None:
        """Take notice of the orders that have come by `now`."""
        ...

    def delivered(self, before: datetime, limit: int) -> tuple[Delivered, ...]:
        """Those that came before then and nobody was asked about, the oldest first.

        Nothing that came more than thirty days before `before`.
        """
        ...

    def is_waiting(self, contact: str) -> bool:
        """Whether the customer, by that address, waits for an answer of ours."""
        ...

    def settle_delivery(self, order: int, at: datetime) -> None:
        """The buyer was asked, or will not be."""
        ...

    def surveys_between(self, since: datetime, until: datetime) -> tuple[SurveyFact, ...]:
        """Those sent in [since, until) that did not come back, the oldest first."""
        ...

    def ratings_in(self, conversation: int) -> tuple[Survey, ...]:
        """Those about a conversation, the oldest first."""
        ...

    def to_survey(self, before: datetime, limit: int) -> tuple[tuple[int, str], ...]:
        """(conversation, address) of those closed after an answer, last written in before then.

        Only conversations that were never asked about and whose customer did not opt out.
        """
        ...

    def opt_out(self, contact: str, at: datetime) -> None:
        """The customer wants no surveys and no campaigns."""
        ...

    def opted_out(self, contact: str) -> bool:
        """Whether the customer, by any of her addresses, wants none."""
        ...

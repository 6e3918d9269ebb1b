"""What past answers teach, and what an answer is checked against."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING, Protocol, TypeAlias

if TYPE_CHECKING:
    from shopdesk.domain.answer.send_check import Others
    from shopdesk.domain.answer.suggest import PastAnswer

Mark: TypeAlias = tuple[datetime, int]
"""When the server accepted an answer, and the answer's number in the outbox."""


class AnswerRecords(Protocol):
    """Used from one thread; raises `RecordsError`."""

    def answered_before(self, mark: Mark | None, limit: int) -> tuple[PastAnswer, ...]:
        """Answers that went out with a template, the newest first; without a mark, the latest.

        Those that answered nothing, as a new mail does, are left out.
        """
        ...

    def answered_since(self, mark: Mark, limit: int) -> tuple[PastAnswer, ...]:
        """The same after the mark, the oldest first."""
        ...

    def others(self, customer: int) -> Others:
        """The names of all customers but this one, and the orders that they named."""
        ...

    def undelivered(self, addresses: Iterable[str]) -> frozenset[str]:
        """Those, in lower case, that our last answer did not reach, unless heard from since."""
        ...

"""The records' part that knows whose `\\Answered` is news."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from shopdesk.domain.mail.conversation import Place


class FlagRecords(Protocol):
    """Used from one thread; raises `RecordsError`."""

    def unflagged(self, mailbox: str) -> tuple[tuple[int, Place], ...]:
        """(message, place) of what waits, where `\\Answered` would be news.

        Not those that we ourselves answered, which bear it even where the answer came back, nor
        those whose flag was noted before.
        """
        ...

    def note_flagged(self, messages: Sequence[int], at: datetime) -> None:
        """Their `\\Answered` is no news any more."""
        ...

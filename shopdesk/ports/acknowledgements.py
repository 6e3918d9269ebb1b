"""The records' part that knows whom the shop's machine told that the mail has come."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from shopdesk.domain.answer.acknowledge import Told


class AcknowledgementRecords(Protocol):
    """Used from one thread; raises `RecordsError`."""

    def told(self, conversation: int, address: str, now: datetime) -> Told:
        """Who was told by `now`."""
        ...

    def note_told(self, dispatch: int, address: str, at: datetime) -> None:
        """This mail in the outbox tells the address; no person wrote it."""
        ...

    def told_at(self, dispatch: int) -> datetime | None:
        """When this mail was written; None for one that tells nobody that the shop is closed."""
        ...

    def mark_automatic(self, dispatch: int) -> None:
        """No person wrote this mail in the outbox: it answers nothing and is not counted."""
        ...

    def send_as(self, dispatch: int, sender: str) -> None:
        """Change the envelope sender of a mail that no person wrote."""
        ...

"""The records' part that knows where waiting messages lie."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from shopdesk.domain.mail.conversation import Place


@dataclass(frozen=True, slots=True)
class Lying:
    """A customer's message that waits, and where it lay when last seen."""

    message: int
    """The records' number."""
    message_id: str
    """Without brackets; empty when it has none."""
    place: Place
    """Where it lay."""


class PlaceRecords(Protocol):
    """Used from one thread; raises `RecordsError`."""

    def waiting_mails(self, mailbox: str) -> tuple[Lying, ...]:
        """What waits for an answer and lies on the server, by folder and UID."""
        ...

    def lose(self, message: int) -> None:
        """The message lies nowhere any more."""
        ...

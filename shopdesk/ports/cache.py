"""Older mail."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from shopdesk.domain.conversation import Place
from shopdesk.domain.message import Message


@dataclass(frozen=True, slots=True)
class OlderMail:
    """A mail from before we watched, or outside the records."""

    place: Place
    """Where it lies."""
    received: datetime
    """INTERNALDATE, UTC."""
    message: Message
    """What it says."""


class Cache(Protocol):
    """Older mail; may be deleted at any time and is rebuilt from the server."""

    def add(self, mails: Sequence[OlderMail]) -> None:
        """Keep them; one that is there already is passed over."""
        ...

    def with_address(self, email: str, limit: int) -> tuple[OlderMail, ...]:
        """The newest older mails from or to that address."""
        ...

    def count(self) -> int:
        """How many there are."""
        ...

    def uids(self, mailbox: str, folder: str, uidvalidity: int) -> frozenset[int]:
        """Where in a folder the mails lie that are kept."""
        ...

    def progress(self, mailbox: str, folder: str, uidvalidity: int) -> int | None:
        """The lowest UID up to which history has been read; None before the start."""
        ...

    def set_progress(self, mailbox: str, folder: str, uidvalidity: int, uid: int) -> None:
        """Remember how far down history has been read."""
        ...

    def close(self) -> None:
        """Close the file."""
        ...

"""Older mail, and what is found in mail of any age."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from shopdesk.domain.guests.search import Wanted
    from shopdesk.domain.mail.conversation import Place
    from shopdesk.domain.mail.message import Message
    from shopdesk.ports.mail import Arrival


@dataclass(frozen=True, slots=True)
class OlderMail:
    """A mail from before we watched, or outside the records."""

    place: Place
    """Where it lies."""
    received: datetime
    """INTERNALDATE, UTC."""
    message: Message
    """What it says."""


@dataclass(frozen=True, slots=True)
class Said:
    """What a message of the records says, for the index."""

    message: int
    """Its number in the records."""
    received: datetime
    """When it was received or sent, UTC."""
    text: str
    """Everything that it is to be found by."""


@dataclass(frozen=True, slots=True)
class Spot:
    """Where the index points to: exactly one of both."""

    older: int | None = None
    """Number of an older mail in the cache."""
    message: int | None = None
    """Number of a message in the records."""


@dataclass(frozen=True, slots=True)
class History:
    """How far a folder's older mail has been read, from the highest UID downwards."""

    low: int
    """The lowest UID that was read."""
    done: int
    """Mails read."""
    of: int
    """Mails to read in all."""

    @property
    def complete(self) -> bool:
        """Whether none is left."""
        return self.done >= self.of


class Cache(Protocol):
    """Older mail; may be deleted at any time and is rebuilt from the server and the records."""

    def add(self, mails: Sequence[OlderMail]) -> None:
        """Keep them and let them be found; one that is there already is passed over."""
        ...

    def with_address(self, email: str, limit: int) -> tuple[OlderMail, ...]:
        """The newest older mails from or to that address."""
        ...

    def older(self, number: int) -> OlderMail | None:
        """One of them; None when it is not there any more."""
        ...

    def found(self, numbers: Sequence[int]) -> dict[int, OlderMail]:
        """Those of them that are there, by number; `new_text` may be empty."""
        ...

    def count(self) -> int:
        """How many there are."""
        ...

    def uids(self, mailbox: str, folder: str, uidvalidity: int) -> frozenset[int]:
        """Where in a folder the mails lie that are kept."""
        ...

    def progress(self, mailbox: str, folder: str, uidvalidity: int) -> History | None:
        """How far history has been read; None before the start."""
        ...

    def set_progress(self, mailbox: str, folder: str, uidvalidity: int, history: History) -> None:
        """Remember how far; mails under other UIDs are forgotten."""
        ...

    def indexed(self) -> int:
        """The highest number of a message in the records that can be found; 0 for none."""
        ...

    def index(self, messages: Sequence[Said]) -> None:
        """Let messages of the records be found, with numbers above `indexed`."""
        ...

    def find(self, wanted: Wanted, limit: int) -> tuple[Spot, ...]:
        """Where all the words stand: first where they stand in a row, then the newest first."""
        ...

    def forget(self, keys: Sequence[str]) -> int:
        """Forget all mail from and to these addresses (folded); how many there were.

        No word of it is left in the file. Nobody else may have it open.
        """
        ...

    def close(self) -> None:
        """Close the file."""
        ...


@dataclass(frozen=True, slots=True)
class Stretch:
    """Older mails of one folder, and how far its history is read with them."""

    mailbox: str
    """Address of the mailbox."""
    folder: str
    """Folder name."""
    uidvalidity: int
    """The folder's UIDVALIDITY."""
    history: History
    """How far."""
    arrivals: tuple[Arrival, ...]
    """The mails, in any order; each may be cut after its first texts."""


@dataclass(frozen=True, slots=True)
class Unread:
    """An older mail that cannot be read."""

    arrival: Arrival
    """As it came."""
    why: str
    """A sentence."""


class Shelver(Protocol):
    """Reads older mail and puts it into the cache, aside of everything else.

    Used from one thread. All raise `RecordsError`.
    """

    def shelve(self, stretch: Stretch) -> tuple[Unread, ...]:
        """Take these over, all or none with their progress; returns what could not be read so far.

        It may come back before they are kept, but never with more than two stretches under way.
        """
        ...

    def settle(self) -> tuple[Unread, ...]:
        """Wait until all are kept; returns what could not be read of the last ones."""
        ...

    def index_records(self) -> bool:
        """Let some more messages of the records be found; False when all can be."""
        ...

    def close(self) -> None:
        """Stop; what is not kept by now will be read again."""
        ...

"""Mail servers, and mails as bytes."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from shopdesk.domain.answer.outbox import Dispatch
    from shopdesk.domain.mail.bounce import Bounce
    from shopdesk.domain.mail.conversation import Place
    from shopdesk.domain.mail.message import Attachment, Message


class Role(StrEnum):
    """What a folder is for."""

    INBOX = "inbox"
    """Customers' mail arrives in it."""
    SENT = "sent"
    """Our copies are in it."""
    JUNK = "junk"
    """What the server takes for spam is in it."""


class Haunt(StrEnum):
    """Where a mail turned up."""

    TRASH = "trash"
    JUNK = "junk"
    ELSEWHERE = "elsewhere"


@dataclass(frozen=True, slots=True)
class Folder:
    """A folder that is watched."""

    name: str
    """Decoded name."""
    role: Role
    """What it is for."""


@dataclass(frozen=True, slots=True)
class FolderState:
    """What the server says when a folder is opened."""

    uidvalidity: int
    """UIDs hold only as long as this stays the same."""
    uidnext: int
    """Above every UID that was ever given."""
    exists: int
    """Messages in it now."""


@dataclass(frozen=True, slots=True)
class Arrival:
    """A mail as the server holds it."""

    place: Place
    """Where it lies."""
    role: Role
    """The folder's role."""
    received: datetime
    """INTERNALDATE, UTC."""
    flags: frozenset[str]
    """As the server spells them, `\\\\Answered` among them."""
    raw: bytes
    """The mail itself; only its header when it is larger than `Mailbox` fetches, and nothing when
    the server lists it but does not hand it out."""
    size: int
    """RFC822.SIZE in bytes."""


class Mailbox(Protocol):
    """One mailbox over one connection, used from one thread. All raise `ServerError`."""

    def open(self, *, patience_s: float | None = None) -> None:
        """Connect, protect the connection, sign in. Safe to call again after a failure.

        `patience_s` bounds each step of it, where the usual time is too long.
        """
        ...

    def folders(self) -> tuple[Folder, ...]:
        """The watched folders: those of the settings, and Sent where there is one."""
        ...

    def junk(self) -> tuple[Folder, ...]:
        """The folders of what the server takes for spam, where there are any."""
        ...

    def state(self, folder: Folder) -> FolderState:
        """Open the folder read-only (EXAMINE) and say how it stands, afresh."""
        ...

    def uids(self, folder: Folder, *, above: int = 0, since: date | None = None) -> tuple[int, ...]:
        """UIDs in ascending order, larger than `above`, received on or after the day `since`.

        `since` is compared in the server's zone: ask for a day more than you need.
        """
        ...

    def fetch(
        self, folder: Folder, uids: Sequence[int], *, first: int | None = None
    ) -> Iterator[Arrival]:
        """The mails, read with BODY.PEEK in batches of bounded size; a vanished one is left out.

        A mail larger than 50 MiB comes with its header only; with `first`, no more than so many
        bytes of any come, and their flags are left out.
        """
        ...

    def flags(self, folder: Folder, uids: Sequence[int]) -> dict[int, frozenset[str]]:
        """The flags of those that are still there."""
        ...

    def mark_answered(self, places: Sequence[Place]) -> None:
        """Set `\\\\Answered` and `\\\\Seen`; a place whose UIDVALIDITY is gone is passed over."""
        ...

    def file_sent(self, raw: bytes, message_id: str, at: datetime, *, waited: bool = True) -> bool:
        """Put our copy in Sent, seen, unless one with this Message-ID is there already.

        Servers that file it themselves (Gmail, Microsoft 365) are left alone. False: this server
        may still do so, and `waited` says that it had no time yet; ask again in some seconds.
        """
        ...

    def sent_at(self, message_id: str) -> datetime | None:
        """INTERNALDATE of our mail with this Message-ID, in Sent or where all mail is (`\\All`).

        None: it is in neither, as far as the server shows.
        """
        ...

    def seek(self, message_ids: Sequence[str]) -> dict[str, tuple[Place, Haunt]]:
        """Where mails lie that are not where they were, by Message-ID, in any folder."""
        ...

    def alive(self) -> None:
        """A sign of life from the server within ten seconds, or `Unreachable`."""
        ...

    def greets(self) -> bool:
        """Whether the server greets a new connection within three seconds. Never raises."""
        ...

    def close(self) -> None:
        """Sign out, or just drop the connection; never raises."""
        ...


class Doorbell(Protocol):
    """Hears of new mail on a connection of its own."""

    async def listen(self, heard: Callable[[bool], None]) -> None:
        """Wait on the first folder until cancelled or broken; then raise `ServerError`.

        Calls `heard(True)` when the wait has begun, and `heard(False)` whenever the folder may
        have changed. Raises `ServerRefused` when the server cannot do this at all.
        """
        ...


@dataclass(frozen=True, slots=True)
class Receipt:
    """What the SMTP server said to a mail that it took."""

    reply: str
    """Its last line."""
    refused: tuple[str, ...] = ()
    """Recipients that it did not take, when it took others."""


Handing = Callable[[], Awaitable[None]]
"""Awaited just before the end of a mail is sent: from then on it may have left."""


class Sender(Protocol):
    """Hands mails to an SMTP server."""

    async def send(self, dispatch: Dispatch, handing: Handing) -> Receipt:
        """Send one mail; returns at the server's 250.

        What `handing` raises ends it, and nothing has left. Raises `ServerError`: passing ones may
        be tried again; `OutcomeUnknown` when the connection died after the mail was handed over.
        """
        ...


class MailReader(Protocol):
    """Turns raw bytes into a message."""

    def read(self, raw: bytes) -> Message:
        """Raises `UnreadableMail` and nothing else."""
        ...

    def attachments(self, raw: bytes) -> tuple[tuple[Attachment, bytes], ...]:
        """The files of a mail with their bytes, as `Message.attachments` lists them.

        Raises `UnreadableMail`.
        """
        ...

    def html(self, raw: bytes) -> str | None:
        """A page that shows the mail's HTML, safe to open in a browser; None where it has none.

        Scripts and everything remote are gone, pictures of the mail itself are in it. Raises
        `UnreadableMail`.
        """
        ...


class BounceReader(Protocol):
    """Turns a returned mail into who was not reached, and why."""

    def read(self, raw: bytes) -> Bounce | None:
        """None when it says that nothing failed. Never raises."""
        ...


class MailWriter(Protocol):
    """Turns a reply into raw bytes."""

    def write(
        self,
        *,
        message_id: str,
        sender: str,
        sender_name: str,
        to: Sequence[str],
        cc: Sequence[str] = (),
        subject: str,
        body: str,
        files: Sequence[tuple[str, bytes]] = (),
        in_reply_to: str,
        references: Sequence[str],
        at: datetime,
        automatic: bool = False,
        unsubscribe: str = "",
        one_click: str = "",
    ) -> bytes:
        """A finished mail, CRLF line ends; `files` are (name, content).

        With `automatic` its header says that a machine wrote it (RFC 3834); `unsubscribe` is a
        `mailto:` that lets the reader's program leave the list (RFC 2369), `one_click` an https
        address that does so by itself (RFC 8058).

        Raises `TemplateError` for a line break in a header or for what is no address.
        """
        ...

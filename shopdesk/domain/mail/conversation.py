"""Conversations, and the words for where they stand."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from shopdesk.domain.mail.matter import Category as Category
from shopdesk.domain.mail.matter import Reason as Reason
from shopdesk.domain.mail.matter import Status as Status

if TYPE_CHECKING:
    from shopdesk.domain.mail.message import Address, Automatic, Message


@dataclass(frozen=True, slots=True)
class Customer:
    """A person who writes to the shop."""

    id: int
    """The records' number for the customer."""
    name: str
    """As the customer signs; may be empty."""
    email: str
    """The address that the customer last wrote from."""
    conversations: int
    """How many there have been, this one included."""
    since: datetime
    """When the customer was first seen, UTC."""


@dataclass(frozen=True, slots=True)
class Conversation:
    """Messages with one customer about one matter."""

    id: int
    """The records' number."""
    mailbox: str
    """Address of the mailbox it lives in."""
    customer: Customer
    """Who it is with."""
    subject: str
    """Of its first message, without `Re:`."""
    status: Status
    """Whose turn it is."""
    category: Category
    """What it is about."""
    language: str
    """ISO 639-1 code of the customer's words; empty when unknown."""
    order_number: str
    """The first order number found in it; empty when none was."""
    reason: Reason | None
    """Why it was dismissed, when it was."""
    backlog: bool
    """Found unanswered at the very first start: silent and outside the figures."""
    channel: str = "email"
    """How the customer's first words came, as `domain.targets.Channel` spells it."""
    why: str = ""
    """Why it has its category, for the owner."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a message lies on the server."""

    mailbox: str
    """Address of the mailbox."""
    folder: str
    """Folder name, decoded."""
    uidvalidity: int
    """The folder's UIDVALIDITY when the UID was read."""
    uid: int
    """The message's UID."""


@dataclass(frozen=True, slots=True)
class FiledMessage:
    """A message in its conversation."""

    id: int
    """The records' number."""
    outgoing: bool
    """True for our own."""
    received: datetime
    """INTERNALDATE for a customer's, the instant of acceptance for ours; UTC."""
    message: Message
    """What it says."""
    answered: bool
    """A customer's message that needs no further answer."""
    contact: Address | None = None
    """The person to answer, who need not be the author: behind a form, say. None: the author."""
    automatic: Automatic | None = None
    """Corrected by the owner: nobody waits for an answer to it."""
    bounced: str = ""
    """Why an answer of ours was not delivered; empty for one that was, as far as we know."""

    @property
    def writer(self) -> Address:
        """Whom an answer to it goes to."""
        return self.contact or self.message.author


@dataclass(frozen=True, slots=True)
class Filed:
    """A mail in the records, whether it belongs to a conversation or not."""

    id: int
    """The records' number."""
    mailbox: str
    """Address of the mailbox that it came to."""
    received: datetime
    """INTERNALDATE, UTC."""
    message: Message
    """What it says."""
    conversation: int | None
    """Where it belongs; None for automatic mail."""
    automatic: Automatic | None
    """The kind of automatic mail; None for a person's."""
    reason: str
    """Why it was taken for automatic, for the owner; empty when nobody noted it."""

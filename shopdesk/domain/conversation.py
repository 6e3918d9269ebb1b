"""Conversations, and the words for where they stand."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from shopdesk.domain.message import Message


class Status(StrEnum):
    """Whose turn it is."""

    OPEN = "open"
    ANSWERED = "answered"
    CLOSED = "closed"


class Category(StrEnum):
    """What a customer writes about."""

    PRE_SALE = "pre-sale"
    ORDER = "order"
    DELIVERY = "delivery"
    RETURN = "return"
    COMPLAINT = "complaint"
    PRAISE = "praise"
    OTHER = "other"


class Reason(StrEnum):
    """Why a conversation was dismissed without an answer."""

    NOT_A_CUSTOMER = "not a customer"
    HANDLED_ELSEWHERE = "handled elsewhere"
    SPAM = "spam"


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

"""What a search has found."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from shopdesk.domain.guests.search.excerpt import Excerpt


class Kind(StrEnum):
    """What it is."""

    CUSTOMER = "customer"
    """One whose name or address says so."""
    ORDER = "order"
    """An order that was imported."""
    CONVERSATION = "conversation"
    """A message in one."""
    MAIL = "mail"
    """Automatic mail, or older mail that belongs to no conversation."""


@dataclass(frozen=True, slots=True)
class Found:
    """One line of the answer."""

    kind: Kind
    """What it is."""
    who: str
    """Name or address."""
    email: str
    """Address."""
    what: Excerpt
    """Subject, or the order's number and state."""
    excerpt: Excerpt
    """Where it says what was looked for."""
    at: datetime | None = None
    """When it was received, placed or last heard of, UTC."""
    conversation: int | None = None
    """The conversation that it leads to."""
    message: int | None = None
    """Number in the records, of a mail without a conversation."""
    older: int | None = None
    """Number in the cache, of older mail."""
    customer: int | None = None
    """The customer's number, where it is known."""
    ours: bool = False
    """We wrote it."""

"""What the records hold that can be looked for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from shopdesk.ports.cache import Said


@dataclass(frozen=True, slots=True)
class Letter:
    """A message of the records, as a search shows it."""

    message: int
    """Its number."""
    conversation: int | None
    """Its conversation; None for automatic mail."""
    customer: int | None
    """The conversation's customer."""
    name: str
    """Of the customer, or of the sender where there is no conversation."""
    email: str
    """Their address."""
    subject: str
    """Of the message."""
    text: str
    """What it says."""
    received: datetime
    """When, UTC."""
    ours: bool
    """We wrote it."""


@dataclass(frozen=True, slots=True)
class Guest:
    """A customer, as a search shows one."""

    customer: int
    """The customer's number."""
    name: str
    """Name."""
    emails: tuple[str, ...]
    """Every address, the one in use first."""
    heard: datetime
    """When they last wrote, UTC."""
    conversation: int | None
    """Their newest conversation."""


@dataclass(frozen=True, slots=True)
class Sale:
    """An order that was imported, as a search shows it."""

    number: str
    """As the shop writes it."""
    name: str
    """The buyer's."""
    email: str
    """The buyer's."""
    status: str
    """Where it stands, in our words."""
    placed: datetime | None
    """When, UTC; None where the source does not say."""
    text: str
    """What else it is found by: parcels, telephone, articles."""
    customer: int | None
    """Who has the address."""
    conversation: int | None
    """Their newest conversation."""


class SearchRecords(Protocol):
    """What a search reads of the records; raises `RecordsError`."""

    def said_after(self, message: int, limit: int) -> tuple[Said, ...]:
        """Messages with higher numbers than that, ascending, for the index."""
        ...

    def last_message(self) -> int:
        """The highest number of a message; 0 without any."""
        ...

    def letters(self, messages: Sequence[int]) -> dict[int, Letter]:
        """Those of them that are there, by number."""
        ...

    def guests(self) -> tuple[Guest, ...]:
        """Every customer, who wrote last first."""
        ...

    def sales(self) -> tuple[Sale, ...]:
        """Every order that was imported, the newest first."""
        ...

"""The records' part that knows customers as people."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from shopdesk.domain.guests.guest import Note, PastMatter, Purchase
    from shopdesk.domain.money import Money


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who writes, buys, or stands in a list."""

    customer: int | None
    """The records' number; None for who has never written."""
    name: str
    """May be empty."""
    emails: tuple[str, ...]
    """The one in use first."""
    phone: str
    """May be empty."""
    since: datetime | None
    """First seen, UTC."""
    heard: datetime | None
    """Last heard of, UTC."""


@dataclass(frozen=True, slots=True)
class ListedPerson:
    """What a list of customers says of somebody."""

    source: str
    name: str
    phone: str
    note: str
    tags: str
    spent: Money | None
    """As the source reckons it."""
    orders: int


@dataclass(frozen=True, slots=True)
class MovedPerson:
    """What belonged to the customer who turned out to be another one."""

    addresses: tuple[str, ...]
    """Folded."""
    conversations: tuple[int, ...]
    notes: tuple[int, ...]


class CustomerRecords(Protocol):
    """Used from one thread; raises `RecordsError`."""

    def customers_of(self, conversations: Sequence[int]) -> Mapping[int, int]:
        """The customer of each conversation."""
        ...

    def person(self, customer: int) -> Person:
        """One customer; raises `RecordsError` when there is none."""
        ...

    def customer_at(self, email: str) -> int | None:
        """Who writes from that address."""
        ...

    def people(self, words: str = "") -> Iterator[Person]:
        """Everybody, who was heard of last in front; with words, whose name or address has them.

        Those too who only bought, or only stand in a list.
        """
        ...

    def purchases(self, customers: Sequence[int]) -> Mapping[int, tuple[Purchase, ...]]:
        """What each has bought; those without orders are left out."""
        ...

    def stories(self, customers: Sequence[int]) -> Mapping[int, str]:
        """The newest note of each, else what an imported list notes."""
        ...

    def listed_at(self, email: str) -> tuple[ListedPerson, ...]:
        """What imported lists say of an address, the newest first."""
        ...

    def listed_as(self, customer: int) -> tuple[ListedPerson, ...]:
        """What imported lists say, the newest first."""
        ...

    def notes(self, customer: int) -> tuple[Note, ...]:
        """The owner's, the newest first."""
        ...

    def add_note(self, customer: int, text: str, at: datetime) -> int:
        """Write one down; returns its number."""
        ...

    def remove_note(self, note: int) -> None:
        """Take it away."""
        ...

    def past(self, customer: int) -> tuple[PastMatter, ...]:
        """The customer's conversations, the newest first."""
        ...

    def language_of(self, customer: int) -> str:
        """That of the newest conversation that tells one; empty when none does."""
        ...

    def join_people(self, into: int, other: int) -> MovedPerson:
        """All of `other` is `into`'s from now on; what that was."""
        ...

    def part_people(self, kept: Person, back_to: int, moved: MovedPerson) -> None:
        """Give it back; `kept` is whom it was given to, as they were before."""
        ...

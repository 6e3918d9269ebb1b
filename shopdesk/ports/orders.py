"""The records' part that keeps orders."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from shopdesk.domain.guests.order import Order
    from shopdesk.domain.guests.tier import Levels
    from shopdesk.domain.money import Money
    from shopdesk.ports.order_files import Batch, Refused


@dataclass(frozen=True, slots=True)
class Stamp:
    """What a file's values are worth against others."""

    source: str
    format: str
    digest: str
    as_of: datetime
    """How old the file is, UTC; the very same bytes are as old as when they came first."""
    repeats: bool
    """Several rows can be one order; otherwise a second one is a mistake."""


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of a file's orders, or of its people."""

    added: int
    changed: int
    unchanged: int
    older: int
    """The records knew newer; what they did not know at all was filled in."""
    twice: tuple[Refused, ...] = ()
    """Rows that repeat a number."""
    totals: tuple[Money, ...] = ()
    """What the file's orders come to, one sum for each currency."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which orders to list; what is left open is no condition."""

    source: str = ""
    status: str = ""
    contact: str = ""
    """An address."""
    since: datetime | None = None
    """Placed since."""
    most: int | None = None


class OrderRecords(Protocol):
    """Used from one thread; raises `RecordsError`."""

    # taking files in: staged without a lock, then taken in one transaction

    def stage(self, batch: Batch) -> None:
        """Put some of a file aside; nobody sees it."""
        ...

    def unstage(self, size: int = 0) -> None:
        """Forget what was put aside; what comes next is of a file of so many bytes."""
        ...

    def take_orders(self, stamp: Stamp) -> Taken:
        """The staged orders into the records; newer goes before older, whatever came first."""
        ...

    def take_people(self, stamp: Stamp) -> Taken:
        """The same for a list of customers."""
        ...

    def imported_as_of(self, source: str, digest: str) -> datetime | None:
        """How old these very bytes were when they were first taken in."""
        ...

    def note_import(self, stamp: Stamp, file: str, at: datetime, report: str) -> None:
        """Remember the file; the first time counts."""
        ...

    def mapping(self, headings: Sequence[str]) -> tuple[str, Mapping[str, str]] | None:
        """How the owner reads files with this heading: the source's name, our fields' columns."""
        ...

    def keep_mapping(
        self, headings: Sequence[str], source: str, columns: Mapping[str, str], at: datetime
    ) -> None:
        """Remember it."""
        ...

    # reading

    def orders(self, wanted: Wanted) -> Iterator[Order]:
        """The newest first."""
        ...

    def orders_numbered(self, numbers: Sequence[str]) -> tuple[Order, ...]:
        """Those with one of these numbers, of whatever source, in the numbers' order."""
        ...

    def orders_of(self, customer: int) -> tuple[Order, ...]:
        """Of all addresses of the customer, and those without an address that the customer named.

        The newest first.
        """
        ...

    def orders_of_contact(self, email: str) -> tuple[Order, ...]:
        """Of an address, whether anybody has written from it or not; the newest first."""
        ...

    def buyers(self, customers: Sequence[int]) -> Mapping[int, tuple[Order, ...]]:
        """`orders_of` for several, without their lines; customers without orders are left out."""
        ...

    def named_in(self, conversation: int) -> tuple[str, ...]:
        """The order numbers that the customer's messages name, the newest message's first."""
        ...

    def spends(self) -> Mapping[str, Sequence[Decimal]]:
        """What each customer spent, by currency; orders without an address left out."""
        ...

    def levels(self) -> Levels:
        """What was kept of it."""
        ...

    def keep_levels(self, levels: Levels) -> None:
        """For judging without reading every order."""
        ...

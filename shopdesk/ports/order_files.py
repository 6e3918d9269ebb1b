"""Files that tell of orders and customers."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import NamedTuple, Protocol


class StagedOrder(NamedTuple):
    """One order of a file. Tuples: a file may hold a million.

    Instants are milliseconds since 1970, amounts decimals as text; empty is not known.
    """

    line: int
    key: str
    number: str
    contact: str
    email: str
    name: str
    phone: str
    placed: int | None
    status: str
    said: str
    currency: str
    total: str
    """What the file says, else what lines and charges add up to."""
    reckoned: int
    """1 for the latter."""
    refunded: str
    carrier: str
    tracking: str
    note: str
    lines: str
    """JSON: [[sku, name, quantity, price, total], …]."""
    charges: str
    """JSON: {name: amount}, what belongs to no line."""
    changed: int
    """The latest instant that the file names about it."""


class StagedPerson(NamedTuple):
    """One person of a list of customers."""

    line: int
    key: str
    contact: str
    email: str
    name: str
    phone: str
    note: str
    tags: str
    currency: str
    spent: str
    orders: int


class Refused(NamedTuple):
    """A row that was not taken."""

    line: int
    """Counted from 1, as an editor does; of a spreadsheet the row."""
    reason: str
    """A sentence for the owner."""


@dataclass(slots=True)
class Batch:
    """Some of a file."""

    orders: list[StagedOrder] = field(default_factory=list)
    people: list[StagedPerson] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)
    rows: int = 0
    """Rows that say anything."""
    share: float = 0.0
    """How much of the file is read with it, 0-1."""


@dataclass(frozen=True, slots=True)
class Ask:
    """How a file is to be read; what is left open is found out."""

    format: str = "auto"
    """The name of a format, or `auto`."""
    source: str = ""
    """The shop's or marketplace's name in the records; empty: as the format is called."""
    columns: Mapping[str, str] = field(default_factory=dict)
    """Which of our fields stands in which of its columns; goes before what the format knows."""
    currency: str = ""
    """Of amounts that name none."""
    days: str = ""
    """`dmy` or `mdy`: how days in figures are written."""
    decimal: str = ""
    """The decimal mark."""
    encoding: str = ""
    """As Python calls it."""


@dataclass(frozen=True, slots=True)
class Reading:
    """How a file is read."""

    format: str
    """The format's name."""
    title: str
    """The same for people."""
    source: str
    """Where its orders were made."""
    people: bool
    """It is a list of customers."""
    encoding: str
    """Empty for a spreadsheet."""
    separator: str
    """Empty for a spreadsheet."""
    heading: int
    """The line that the columns' names stand in."""
    headings: tuple[str, ...]
    """As they stand there."""
    names: tuple[str, ...]
    """Folded: what such files are known by."""
    columns: Mapping[str, str]
    """Our fields, each with its column."""
    unused: tuple[str, ...]
    """Columns that are not kept."""
    currency: str
    """Of amounts that name none."""
    decimal: str
    """The decimal mark; empty where every amount tells it by itself."""
    days: str
    """`dmy`, `mdy`, or empty where no day is in figures alone."""
    repeats: bool
    """Several rows can be one order."""
    digest: str
    """SHA-256 of the bytes."""
    modified: datetime
    """When the file was last changed, UTC."""
    size: int
    """Bytes."""
    warnings: tuple[str, ...] = ()
    """What should be looked at."""


class Sheet(Protocol):
    """A file that was opened and understood."""

    @property
    def reading(self) -> Reading:
        """How it is read."""
        ...

    def first(self, most: int) -> tuple[tuple[str, ...], ...]:
        """The cells of its first rows below the heading."""
        ...

    def batches(self) -> Iterator[Batch]:
        """All of it, once. A row that cannot be read is refused and the rest goes on.

        Raises `FileTrouble` when the file itself breaks.
        """
        ...


class OrderFiles(Protocol):
    """Reads exports."""

    def open(self, file: Path, ask: Ask) -> AbstractContextManager[Sheet]:
        """Raises `FileTrouble` for what cannot be read, `ConfigError` for a wrong question."""
        ...

    def formats(self) -> Mapping[str, str]:
        """Every format's name and what it is."""
        ...


class Marked(NamedTuple):
    """A file and what tells whether it has changed."""

    file: Path
    size: int
    modified_ns: int


class ExportFolder(Protocol):
    """Where exports are put to come in by themselves. Raises `FileTrouble`."""

    def waiting(self) -> tuple[Marked, ...]:
        """Files that lie there."""
        ...

    def done(self, file: Path, note: str) -> None:
        """It came in; the note, if there is any, names refused rows."""
        ...

    def failed(self, file: Path, why: str) -> None:
        """It did not."""
        ...


Progress = Callable[[float, int], bool]
"""Told the share that is read and the rows so far; False stops, and nothing is taken."""

"""The exports that are known by their headings."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum, auto

FIELDS = (
    "number",
    "ident",
    "placed",
    "email",
    "name",
    "first_name",
    "last_name",
    "phone",
    "status",
    "payment",
    "delivery",
    "paid",
    "shipped",
    "delivered",
    "cancelled",
    "updated",
    "total",
    "currency",
    "refunded",
    "carrier",
    "tracking",
    "note",
    "sku",
    "item",
    "variant",
    "quantity",
    "price",
    "amount",
    "items",
    "part",
    "part_total",
)
"""What an order's columns can be; those from `sku` on are of its lines."""
PEOPLE_FIELDS = (
    "key",
    "email",
    "name",
    "first_name",
    "last_name",
    "phone",
    "note",
    "tags",
    "currency",
    "spent",
    "orders",
)
"""What a person's columns can be."""

_SPACES = re.compile(r"\s+")
_MARKS = re.compile(r"\(\*\)|^[\ufeff'\"]+|[*:\"']+$")


class Shape(Enum):
    """What one row is."""

    ORDER = auto()
    """An order."""
    ITEM = auto()
    """An article; rows of one number are one order, whose columns are filled on the first."""
    PERSON = auto()
    """A customer."""


@dataclass(frozen=True, slots=True)
class Format:
    """One kind of export."""

    id: str
    """Its name on the command line."""
    title: str
    """Its name for people."""
    shape: Shape
    """What a row is."""
    needs: tuple[frozenset[str], ...]
    """Headings that make it this one: all of any of the sets."""
    columns: Mapping[str, tuple[str, ...]]
    """Our fields, each with the headings that it may have, the best first."""
    source: str = ""
    """Where its orders are made; empty: as it is called."""
    currency: str = ""
    """Of amounts that name none."""
    decimal: str = ""
    """The decimal mark of every amount; empty: to be found out."""
    days: str = ""
    """`dmy` or `mdy`."""
    trunk: str = ""
    """What national phone numbers begin with; spreadsheets lose it."""
    quoted: bool = True
    """A `"` is a quotation mark rather than a character like any."""
    continues: bool = False
    """A row without a number goes on with the order above it."""
    charges: tuple[str, ...] = ()
    """Columns of amounts that belong to the whole order, repeated on each row."""
    extras: Mapping[str, int] = field(default_factory=dict)
    """Columns of amounts that belong to a row and are in no line's price; 1 or -1."""
    loose: bool = False
    """Its fields have many possible headings: only the best of them is looked at."""
    item_columns: str = ""
    """A pattern of headings whose cells each describe one article (`line_item_1`)."""

    @property
    def shop(self) -> str:
        """Where its orders are made."""
        return self.source or self.id


def heading(cell: str) -> str:
    """What headings are compared by: NFC, case folded, single blanks, no marks around."""
    text = unicodedata.normalize("NFC", cell).replace("\u2019", "'").strip().casefold()
    return _SPACES.sub(" ", _MARKS.sub("", text)).strip()


def likeliest(headings: Sequence[str], formats: Sequence[Format]) -> Format | None:
    """The format whose headings these are: of several, the one that asks for the most of them."""
    there = frozenset(headings)
    best: tuple[int, Format] | None = None
    for candidate in formats:
        for needed in candidate.needs:
            if needed <= there and (best is None or len(needed) > best[0]):
                best = len(needed), candidate
    return best[1] if best else None


def placed(format: Format, headings: Sequence[str]) -> dict[str, tuple[int, ...]]:
    """Each field of the format that is there, and its columns: the first that is filled counts."""
    where: dict[str, int] = {}
    for position, name in enumerate(headings):
        where.setdefault(name, position)
    found = {}
    for name, alternatives in format.columns.items():
        places = tuple(where[a] for a in alternatives if a in where)
        if places:
            found[name] = places[:1] if format.loose else places
    return found

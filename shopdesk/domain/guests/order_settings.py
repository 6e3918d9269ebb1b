"""What the owner decides about orders."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from shopdesk.domain.guests.carriers import Carrier


@dataclass(frozen=True, slots=True)
class SourceSettings:
    """A shop or marketplace whose files are read in a way of their own."""

    name: str
    """As its orders are told apart from others'."""
    format: str = "auto"
    """The name of a format."""
    files: str = ""
    """File names in the watched folder, with `*` and `?`; empty: told by the columns."""
    columns: Mapping[str, str] = field(default_factory=dict)
    """Our fields, each with its column."""
    currency: str = ""
    """Of amounts that name none."""
    days: str = ""
    """`dmy` or `mdy`."""
    decimal: str = ""
    """`.` or `,`."""
    encoding: str = ""
    """As Python calls it."""


@dataclass(frozen=True, slots=True)
class OrderSettings:
    """The `[orders]` of the settings."""

    folder: str = ""
    """Files that are put there are taken in by themselves; empty: no such folder."""
    sources: tuple[SourceSettings, ...] = ()
    """In the file's order."""
    carriers: tuple[Carrier, ...] = ()
    """The owner's own, which go before ours."""

    def source(self, name: str) -> SourceSettings | None:
        """The one of that name."""
        return next((one for one in self.sources if one.name == name), None)

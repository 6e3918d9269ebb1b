"""The owner's settings file, as the program may change it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, TypeAlias

if TYPE_CHECKING:
    from shopdesk.domain.shop.settings import Settings

Key: TypeAlias = str | tuple[str | int, ...]
"""`targets.pre_sale`, or the same part by part: ("mailbox", 0, "imap", "host")."""

Value: TypeAlias = (
    str
    | bool
    | int
    | date
    | timedelta
    | Sequence[str]
    | Sequence[date]
    | Mapping[str, "Value"]
    | Sequence[Mapping[str, "Value"]]
)
"""What a key may hold; a time span stands in the file as `5 min`."""

Changes: TypeAlias = Mapping[Any, Value | None]
"""From `Key` to what it is to hold from now on; None takes the key out."""


class ConfigFile(Protocol):
    """The settings file of a profile; it need not exist yet.

    Everything raises `ConfigError` with a sentence for each mistake, and `RecordsError` when the
    system refuses; the file is as it was then.
    """

    @property
    def path(self) -> Path:
        """Where it is."""
        ...

    def text(self) -> str:
        """What stands in it; empty when there is none."""
        ...

    def values(self) -> Mapping[str, object]:
        """The same as tables, lists and plain values, unchecked."""
        ...

    def tried(self, changes: Changes) -> Settings:
        """The settings as they would be; the file is not touched."""
        ...

    def change(self, changes: Changes) -> Settings:
        """Change or add values, keeping comments and order; the settings as they are then.

        The text that was there is kept beside it, with `.bak` at the end of its name.
        """
        ...

    def replace(self, text: str, *, was: str) -> Settings:
        """Put a whole new text in place of the one that `was` read before.

        Refused with a `ConfigError` when somebody else wrote the file meanwhile.
        """
        ...

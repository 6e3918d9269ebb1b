"""Copies of the profile, kept apart from it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from shopdesk.domain.shop.backup import Backup, Part, PutBack

Progress = Callable[[float], None]
"""Told how far it has come, from 0 to 1; whatever it raises ends the work, leaving no trace."""


class Backups(Protocol):
    """The profile's own backups; every method raises `RecordsError`."""

    def all(self) -> tuple[Backup, ...]:
        """The newest first; those that cannot be used say why."""
        ...

    def make(self, at: datetime, progress: Progress) -> Backup:
        """Write one while others go on writing into the records, and check it.

        Raises `Damaged` where the records themselves turn out to be damaged.
        """
        ...

    def remove(self, backup: Backup) -> None:
        """Delete one."""
        ...


class Restores(Protocol):
    """Puts back what a backup holds; raises `RecordsError`, having changed nothing."""

    def put_back(
        self, backup: Backup, parts: tuple[Part, ...], at: datetime, progress: Progress
    ) -> PutBack:
        """Check the backup, keep aside what is there, and put the parts in its place.

        All of it or nothing. Nobody may have the profile's files open meanwhile.
        """
        ...

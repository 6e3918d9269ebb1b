"""All about one person."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from shopdesk.domain.guests.privacy import About


class PrivacyRecords(Protocol):
    """The records' methods about what is kept of a person; all raise `RecordsError`."""

    def about(self, address: str) -> About:
        """Who has the address, and how much is kept."""
        ...

    def kept(self, about: About) -> Iterator[tuple[str, Mapping[str, object]]]:
        """Every row about the person, with its table's name; mails' bytes left out."""
        ...

    def mails(self, about: About) -> Iterator[tuple[int, int | None, bool, datetime, bytes]]:
        """(number, conversation, ours, received, bytes) of every mail from and to the person."""
        ...

    def leaving(self, about: About) -> int:
        """How many replies to the person are on their way out."""
        ...

    def alone(self, about: About) -> tuple[int, ...]:
        """The person's conversations in which no other customer wrote."""
        ...

    def forget(self, about: About) -> tuple[int, int]:
        """Take it out, the figures stay; (mails of others that name them, mails on the server)."""
        ...

    def wipe(self) -> None:
        """Rewrite the file and empty its log, so that what was taken out is in neither.

        Nobody else may have it open.
        """
        ...

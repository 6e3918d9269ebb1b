"""What is kept about one person, and what became of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class About:
    """A person, by all that the records know them by."""

    asked: str
    """The address that was asked for."""
    keys: tuple[str, ...]
    """All their addresses, folded."""
    name: str
    """Their name; may be empty."""
    since: datetime | None
    """When they were first heard of, UTC; None where only a mail or an order names them."""
    messages: int
    """Mails from and to them."""
    conversations: int
    """Their conversations."""
    shared: int
    """Of these, those in which another customer wrote too."""
    rows: int
    """Everything else: drafts, orders, credit, notes, what was learned."""

    @property
    def nothing(self) -> bool:
        """Whether nothing at all is kept."""
        return not (self.messages or self.conversations or self.rows)


@dataclass(frozen=True, slots=True)
class Forgotten:
    """What was taken out."""

    about: About
    """Who it was."""
    older: int
    """Older mails that the cache held."""
    elsewhere: int
    """Mails of other people that still name one of the addresses."""
    places: int
    """Mails of theirs that still lie on the mail server, as far as we know."""

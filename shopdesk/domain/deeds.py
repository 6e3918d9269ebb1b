"""What was joined, parted or corrected, so that it can be taken back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


class DeedKind(StrEnum):
    """What was done."""

    MERGED = "merged"
    """The owner made one conversation of two."""
    JOINED = "joined"
    """A mail showed two conversations to be one."""
    SPLIT = "split"
    """The owner made two conversations of one."""
    PERSON = "person"
    """The owner said that an automatic mail is from a person."""
    AUTOMATIC = "automatic"
    """The owner said that a customer's message is automatic mail."""
    CATEGORY = "category"
    """The owner said what a conversation is about."""
    SAME_PERSON = "same person"
    """The owner said that two customers are one."""
    NOTE = "note"
    """The owner wrote something down about a customer."""


@dataclass(frozen=True, slots=True)
class Deed:
    """One change that can be taken back."""

    kind: DeedKind
    """What was done."""
    conversation: int
    """The conversation that was kept, split or corrected."""
    at: datetime
    """When, UTC."""
    other: int | None = None
    """The conversation that was merged into it, or split off."""
    messages: tuple[int, ...] = ()
    """The messages that were moved or corrected."""
    waits: tuple[int, ...] = ()
    """The waits that were moved or ended."""
    dispatches: tuple[int, ...] = ()
    """The replies of the outbox that were moved."""
    before: Mapping[str, str] = field(default_factory=dict)
    """What else was otherwise before, by name."""
    id: int = 0
    """The records' number; 0 before it is noted."""
    undone: bool = False
    """It was taken back."""

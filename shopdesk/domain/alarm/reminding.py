"""Why a conversation is on the board though nobody waits."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class ReminderKind(StrEnum):
    """Why a conversation comes back by itself."""

    PROMISE = "promise"
    """The customer was told when to hear from us."""
    NO_ANSWER = "no answer yet"
    """The customer was to answer, and has not."""
    FOLLOW_UP = "follow up"
    """A complaint was answered: ask whether all is well now."""
    RETURN = "return lies still"
    """Nothing has happened to what was to come back."""


@dataclass(frozen=True, slots=True)
class Reminding:
    """An open reminder, as its alarm shows it."""

    number: int
    """The records' number."""
    kind: ReminderKind
    """Which word it bears."""
    due: datetime
    """When it is to be kept or comes back, UTC."""

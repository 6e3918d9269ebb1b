"""The state of the watch over one mailbox; always on the screen."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Watching(StrEnum):
    """How we hear of new mail."""

    CONNECTING = "connecting"
    IDLE = "watching"
    """The server tells us at once (IDLE), and we check now and then besides."""
    POLL = "checking"
    """The server cannot tell us; we check at intervals."""
    DOWN = "not watching"
    ELSEWHERE = "watched by another shopdesk"


@dataclass(frozen=True, slots=True)
class WatchState:
    """One mailbox's watch."""

    mailbox: str
    """Its address."""
    watching: Watching
    """How we hear of new mail."""
    since: datetime
    """Since when it is so, UTC."""
    checked: datetime | None = None
    """The end of the last complete check, UTC."""
    interval_s: int = 60
    """Seconds between checks."""
    retry_at: datetime | None = None
    """When down: the next attempt, UTC."""
    reason: str = ""
    """When down: one sentence for the owner."""
    fetching: tuple[int, int] | None = None
    """Mails done and to do, while many are being fetched."""
    history: tuple[int, int] | None = None
    """Older mails done and to do, while they are read behind the rest."""

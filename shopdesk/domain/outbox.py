"""A reply on its way out, as a small state machine that lives on disk.

    queued → sending → accepted → filed
       ↘ recalled   ↘ queued (try again)  ↘ held (the owner decides)

`sending` is written before the network is touched. Found at a start, it means that nobody knows
whether the server took the mail: it is held and the owner asked, never sent again by itself.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum


class Stage(StrEnum):
    """How far a reply has come."""

    QUEUED = "queued"
    SENDING = "sending"
    ACCEPTED = "accepted"
    FILED = "filed"
    HELD = "held"
    RECALLED = "recalled"


NEXT: dict[Stage, frozenset[Stage]] = {
    Stage.QUEUED: frozenset({Stage.SENDING, Stage.RECALLED, Stage.QUEUED}),
    Stage.SENDING: frozenset({Stage.ACCEPTED, Stage.QUEUED, Stage.HELD}),
    Stage.ACCEPTED: frozenset({Stage.FILED}),
    Stage.FILED: frozenset(),
    Stage.HELD: frozenset({Stage.QUEUED, Stage.RECALLED, Stage.ACCEPTED}),
    Stage.RECALLED: frozenset(),
}
"""The only steps there are."""

FIRST_RETRY = timedelta(seconds=15)
LONGEST_RETRY = timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class Dispatch:
    """One reply in the outbox."""

    id: int
    """The records' number."""
    conversation: int
    """The conversation it belongs to."""
    mailbox: str
    """The mailbox it goes out from."""
    message_id: str
    """Its Message-ID, without brackets: the same for all its life."""
    sender: str
    """Envelope sender: the address that the customer wrote to."""
    recipients: tuple[str, ...]
    """Envelope recipients."""
    raw: bytes
    """The finished mail."""
    answers: tuple[int, ...]
    """The customer messages that the composer showed."""
    stage: Stage
    """How far it has come."""
    due: datetime
    """Not to be sent before this instant, UTC."""
    attempts: int = 0
    """How often it was handed to the server."""
    trouble: str = ""
    """What went wrong last, as a sentence; empty when nothing did."""


def retry_after(attempts: int) -> timedelta:
    """The pause before the next attempt: doubling from 15 seconds to 15 minutes."""
    doublings: int = min(max(attempts - 1, 0), 10)
    return min(FIRST_RETRY * (1 << doublings), LONGEST_RETRY)

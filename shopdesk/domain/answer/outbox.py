"""A reply on its way out, as a small state machine that lives on disk.

    queued → calling → sending → accepted → filed
       ↘ recalled ↘ queued  ↘ unsure → accepted, where it is found in Sent
                    (again)        ↘ held (the owner decides)

`calling` is written before the network is touched, `sending` just before the dot that ends the
mail: without that dot no server may deliver (RFC 5321, 4.1.1.4). So a reply that a crash left in
`calling` did not leave, and goes again by itself. One left in `sending` may have left: it becomes
`unsure`, is looked for in Sent, and never goes again by itself.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from shopdesk.domain.alarm.reminder import NOTHING_AFTER, After
from shopdesk.domain.answer.stage import LEAVING as LEAVING
from shopdesk.domain.answer.stage import Stage as Stage

if TYPE_CHECKING:
    from shopdesk.domain.mail.message import Message


NEXT: dict[Stage, frozenset[Stage]] = {
    Stage.QUEUED: frozenset(
        {Stage.CALLING, Stage.SENDING, Stage.RECALLED, Stage.QUEUED, Stage.ACCEPTED}
    ),
    Stage.CALLING: frozenset({Stage.SENDING, Stage.QUEUED, Stage.HELD}),
    Stage.SENDING: frozenset({Stage.ACCEPTED, Stage.QUEUED, Stage.HELD, Stage.UNSURE}),
    Stage.UNSURE: frozenset({Stage.ACCEPTED, Stage.HELD}),
    Stage.ACCEPTED: frozenset({Stage.FILED}),
    Stage.FILED: frozenset(),
    Stage.HELD: frozenset({Stage.QUEUED, Stage.RECALLED, Stage.ACCEPTED}),
    Stage.RECALLED: frozenset(),
}
"""The only steps there are."""

FIRST_RETRY = timedelta(seconds=15)
LONGEST_RETRY = timedelta(minutes=15)

ASK_AFTER = timedelta(minutes=3)
"""So long a reply that may have left is looked for: servers file their copies late."""
ASK_AT_LATEST = timedelta(minutes=15)
"""So long if nobody could look."""
FIRST_LOOK = timedelta(seconds=5)
LONGEST_LOOK = timedelta(seconds=45)

ORIGINAL_ID_HEADERS = ("x-microsoft-original-message-id", "x-google-original-message-id")


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
    accepted: datetime | None = None
    """When the server took it, UTC; None before that."""
    after: After = NOTHING_AFTER
    """What happens when the server has taken it."""
    automatic: bool = False
    """No person wrote it: it answers nothing, and is not counted."""


def retry_after(attempts: int, chance: float = 1.0) -> timedelta:
    """The pause before the next attempt: doubling from 15 seconds to 15 minutes.

    `chance`, from 0 to 1, takes away up to a quarter, lest all who were refused come again at once.
    """
    doublings: int = min(max(attempts - 1, 0), 10)
    return min(FIRST_RETRY * (1 << doublings), LONGEST_RETRY) * (0.75 + 0.25 * chance)


def next_look(lost: timedelta) -> timedelta:
    """The pause before a reply that was lost so long ago is looked for again."""
    return min(max(FIRST_LOOK, lost / 2), LONGEST_LOOK)


def may_ask(lost: timedelta, looks: int) -> bool:
    """Whether it was looked for often enough in vain, or so long that nobody could look."""
    return (lost >= ASK_AFTER and looks > 1) or lost >= ASK_AT_LATEST


def names_of(message: Message) -> tuple[str, ...]:
    """The Message-IDs that a mail in Sent may have had when it left us.

    Microsoft's and Google's servers put one of their own in the place of one that they dislike, and
    keep ours beside it.
    """
    originals = (message.header(name).strip(" <>") for name in ORIGINAL_ID_HEADERS)
    return tuple(dict.fromkeys(id for id in (message.message_id, *originals) if id))

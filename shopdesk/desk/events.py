"""What the desk tells whoever listens: the board, `watch`, the ringer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from shopdesk.domain.alarm.board import Note
    from shopdesk.domain.alarm.ring_plan import Ways
    from shopdesk.domain.alarm.watching import WatchState
    from shopdesk.domain.mail.bounce import Lasting
    from shopdesk.domain.mail.conversation import Category, Reason
    from shopdesk.domain.mail.message import Automatic


@dataclass(frozen=True, slots=True)
class CustomerWrote:
    """A customer's message was filed."""

    mailbox: str
    conversation: int
    name: str
    email: str
    subject: str
    category: Category
    received: datetime
    due: datetime | None
    """None when it wants no answer: thanks, or answered already."""
    backlog: bool
    thanks: str = ""
    """The words, in one line, where they are thanks and nothing else: praise for the owner."""


@dataclass(frozen=True, slots=True)
class AutomaticFiled:
    """Automatic mail was filed; nobody waits."""

    mailbox: str
    kind: Automatic
    sender: str
    subject: str


@dataclass(frozen=True, slots=True)
class Quarantined:
    """A mail could not be read; its bytes are kept."""

    mailbox: str
    folder: str
    uid: int
    why: str


@dataclass(frozen=True, slots=True)
class CustomerRated:
    """A customer answered a survey."""

    mailbox: str
    conversation: int
    name: str
    scale: str
    """csat, nps or ces."""
    rating: int | None
    """None: the customer wants no more surveys."""
    counted: bool
    """False for a second answer to the same survey."""
    comment: str


@dataclass(frozen=True, slots=True)
class Answered:
    """A wait ended with an answer."""

    mailbox: str
    conversation: int
    name: str
    took: timedelta | None
    """Calendar time; None when nobody knows."""
    in_target: bool | None
    elsewhere: bool
    refused: tuple[str, ...] = ()
    """Recipients that the server did not take."""


@dataclass(frozen=True, slots=True)
class AutoReplied:
    """A customer was told by machine that the mail has come; nothing is answered by that."""

    mailbox: str
    conversation: int
    name: str


@dataclass(frozen=True, slots=True)
class ReplyDelayed:
    """A reply could not go out yet; it is tried again by itself."""

    conversation: int
    trouble: str
    again: datetime


@dataclass(frozen=True, slots=True)
class ReplyHeld:
    """A reply did not go out; its text is kept and the owner decides."""

    conversation: int
    trouble: str


@dataclass(frozen=True, slots=True)
class AnswerBounced:
    """An answer of ours was not delivered: the customer waits on, as if it had not been given."""

    mailbox: str
    conversation: int
    name: str
    recipients: tuple[str, ...]
    """Who was not reached; empty when the notice does not say."""
    kind: Lasting
    """Hard when the address is dead."""
    trouble: str
    """Who was not reached and why, as a sentence."""


@dataclass(frozen=True, slots=True)
class Dismissed:
    """An alarm was ended without an answer."""

    conversation: int
    name: str
    reason: Reason


@dataclass(frozen=True, slots=True)
class MovedAway:
    """Another program put a customer's mail into Trash or Junk: its alarm is off, undoably."""

    conversation: int
    name: str
    folder: str
    reason: Reason


@dataclass(frozen=True, slots=True)
class WatchChanged:
    """The watch over a mailbox stands otherwise than before."""

    state: WatchState


@dataclass(frozen=True, slots=True)
class Rang:
    """Something was to be said aloud."""

    note: Note
    ways: Ways
    """In which ways; the bell is for whoever has the terminal."""


@dataclass(frozen=True, slots=True)
class DesktopMissed:
    """The desktop could not show a note; the terminal has to."""

    note: Note


@dataclass(frozen=True, slots=True)
class Trouble:
    """Something of ours failed: the disk, the records."""

    sentence: str


class Topic(StrEnum):
    """What a standing sentence is about."""

    ROOM = "room"
    """On the disk."""
    BACKUP = "backup"


@dataclass(frozen=True, slots=True)
class Standing:
    """Something that stays so until the owner does something about it."""

    topic: Topic
    sentence: str
    """What, and what to do; empty when it is over."""


@dataclass(frozen=True, slots=True)
class OrdersCame:
    """A file of orders or customers came in by itself, or could not."""

    file: str
    """Its name; empty when the folder itself is in trouble."""
    source: str
    added: int
    changed: int
    refused: int
    """Rows."""
    trouble: str
    """Why not, as a sentence; empty when it came in."""


@dataclass(frozen=True, slots=True)
class BoardShows:
    """Whether this board only shows, because another one is open."""

    only: bool


Event = (
    CustomerWrote
    | CustomerRated
    | AutomaticFiled
    | Quarantined
    | Answered
    | AutoReplied
    | ReplyDelayed
    | ReplyHeld
    | AnswerBounced
    | Dismissed
    | MovedAway
    | WatchChanged
    | Rang
    | DesktopMissed
    | Trouble
    | Standing
    | OrdersCame
    | BoardShows
)

Publish = Callable[[Event], None]
"""May be called from any thread; must return at once."""

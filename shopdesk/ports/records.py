"""What only we know."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractContextManager
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Protocol

from shopdesk.ports.acknowledgements import AcknowledgementRecords
from shopdesk.ports.alarms import AlarmRecords
from shopdesk.ports.answers import AnswerRecords
from shopdesk.ports.customers import CustomerRecords
from shopdesk.ports.figures import FigureRecords
from shopdesk.ports.flagged import FlagRecords
from shopdesk.ports.lessons import LessonRecords
from shopdesk.ports.moves import MoveRecords
from shopdesk.ports.orders import OrderRecords
from shopdesk.ports.outbox import OutboxRecords
from shopdesk.ports.privacy import PrivacyRecords
from shopdesk.ports.quiet import QuietRecords
from shopdesk.ports.reminders import ReminderRecords
from shopdesk.ports.search import SearchRecords
from shopdesk.ports.surveys import SurveyRecords
from shopdesk.ports.threads import ThreadRecords
from shopdesk.ports.wait_records import WaitRecords
from shopdesk.ports.weekly import WeeklyRecords
from shopdesk.ports.whereabouts import PlaceRecords

if TYPE_CHECKING:
    from shopdesk.domain.clock.wait import Outcome, Wait
    from shopdesk.domain.mail.conversation import (
        Category,
        Conversation,
        FiledMessage,
        Place,
        Reason,
        Status,
    )
    from shopdesk.domain.mail.message import Address, Automatic, Message


class Records(
    ThreadRecords,
    LessonRecords,
    AnswerRecords,
    FigureRecords,
    FlagRecords,
    AcknowledgementRecords,
    QuietRecords,
    PrivacyRecords,
    ReminderRecords,
    WaitRecords,
    AlarmRecords,
    PlaceRecords,
    OutboxRecords,
    MoveRecords,
    SurveyRecords,
    WeeklyRecords,
    OrderRecords,
    CustomerRecords,
    SearchRecords,
    Protocol,
):
    """What only we know. Used from one thread; raises `RecordsError`."""

    def transaction(self) -> AbstractContextManager[None]:
        """All or nothing; nested use joins the outer one."""
        ...

    def need_room(self) -> None:
        """Raises `DiskFull` where too little is left on the disk to take on new work."""
        ...

    def only_show(self, only: bool) -> None:
        """Whether every change raises `OnlyShows` from now on."""
        ...

    def change(self) -> int:
        """A number that differs whenever anybody, this process too, has written."""
        ...

    # mailboxes and folders

    def watching_since(self, mailbox: str, now: datetime) -> datetime:
        """When this mailbox was first watched; `now` is kept at the first call."""
        ...

    def cursor(self, mailbox: str, folder: str) -> tuple[int, int] | None:
        """(UIDVALIDITY, last UID taken in), or None for a folder never read."""
        ...

    def set_cursor(self, mailbox: str, folder: str, uidvalidity: int, uid: int) -> None:
        """Remember how far the folder was taken in."""
        ...

    def newest_received(self, mailbox: str, folder: str) -> datetime | None:
        """INTERNALDATE of the newest mail taken in from the folder."""
        ...

    # messages

    def known(self, mailbox: str, digest: str) -> int | None:
        """The message with these very bytes (SHA-256, hex), if it was taken in."""
        ...

    def move(self, message: int, place: Place) -> None:
        """The message now lies there."""
        ...

    def add_message(
        self,
        message: Message,
        *,
        place: Place | None,
        digest: str,
        raw: bytes,
        received: datetime,
        fetched: datetime,
        outgoing: bool,
        conversation: int | None,
        automatic: Automatic | None,
        reason: str = "",
        contact: Address | None = None,
        order_numbers: Sequence[str] = (),
    ) -> int:
        """File a message and index its ids for threading; returns its number.

        `reason` says why it is automatic; `contact` is the person to answer where that is not the
        author; `order_numbers` are those that the customer names in it.
        """
        ...

    def quarantine(self, place: Place, raw: bytes, received: datetime, why: str) -> None:
        """Keep a mail that could not be read."""
        ...

    def quarantined(self) -> tuple[tuple[Place, datetime, str], ...]:
        """What is in quarantine: where, when, why."""
        ...

    def messages(self, conversation: int) -> tuple[FiledMessage, ...]:
        """The thread, oldest first."""
        ...

    def raw(self, message: int) -> bytes:
        """The message's bytes."""
        ...

    def places(self, messages: Sequence[int]) -> tuple[Place, ...]:
        """Where those lie that lie anywhere."""
        ...

    def sent_by_us(self, mailbox: str, message_id: str) -> bool:
        """Whether a Message-ID is of a reply from our own outbox."""
        ...

    # conversations and customers

    def only_open_with(self, mailbox: str, email: str) -> int | None:
        """The customer's one open conversation; None when there are none or several."""
        ...

    def add_conversation(
        self,
        *,
        mailbox: str,
        name: str,
        email: str,
        subject: str,
        category: Category,
        language: str,
        order_number: str,
        backlog: bool,
        at: datetime,
        channel: str = "email",
        why: str = "",
    ) -> int:
        """A new conversation, and a new customer when the address is new; returns its number."""
        ...

    def conversation(self, id: int) -> Conversation:
        """One conversation; raises `RecordsError` when there is none."""
        ...

    def set_status(
        self,
        conversation: int,
        status: Status,
        reason: Reason | None = None,
        *,
        waits: bool = True,
    ) -> None:
        """Whose turn it is now; with `waits`, a reason is also that of the wait it dismissed."""
        ...

    def set_backlog(self, conversation: int, backlog: bool, *, waits: bool = True) -> None:
        """Whether it is listed apart and silent; with `waits`, what runs in it, too."""
        ...

    # waits

    def open_wait(self, conversation: int) -> tuple[int, Wait] | None:
        """The running wait that is due first, and its number."""
        ...

    def running(self, conversation: int) -> tuple[tuple[int, Wait], ...]:
        """Its running waits, what is due first in front; joined conversations have several."""
        ...

    def running_with(self, messages: Sequence[int]) -> tuple[tuple[int, int, Wait], ...]:
        """(conversation, number, wait) of the running waits that hold one of the messages."""
        ...

    def ended_by(self, message: int) -> tuple[tuple[int, int], ...]:
        """(conversation, number) of the waits that this message of ours ended."""
        ...

    def put_wait(self, conversation: int, wait: Wait, *, alarmed: datetime) -> int:
        """Begin a wait, or replace the running one that shares a message with it.

        Its messages belong to it from now on.
        """
        ...

    def end_wait(
        self,
        wait: int,
        outcome: Outcome,
        *,
        at: datetime,
        business: timedelta,
        in_target: bool | None,
        by: int | None,
        target: timedelta | None = None,
    ) -> None:
        """Stop the clock: when, business time taken, in target or not, by which message of ours.

        `target` is the business time that was allowed.
        """
        ...

    def reopen_wait(self, wait: int) -> None:
        """Take the end back, as if it had never been: for undo."""
        ...

    def last_ended(self, conversation: int) -> tuple[int, Outcome] | None:
        """The wait that ended last."""
        ...

    def ended_with(self, wait: int) -> tuple[int, ...]:
        """The waits of its conversation that ended with it in the same way, the oldest first."""
        ...

    def rung(self, wait: int, severity: int) -> None:
        """A ring was made for this severity."""
        ...

    def opened(self, conversation: int, at: datetime) -> None:
        """The owner looked at the running wait; the first look is kept."""
        ...

    def open_places(self, mailbox: str) -> tuple[tuple[int, Place], ...]:
        """(conversation, place) of the customer messages that wait for an answer."""
        ...

    def lying(self, mailbox: str, folder: str, uidvalidity: int) -> dict[int, str]:
        """What the mail at each UID is to us, in the words of `counts`, `messages` aside."""
        ...

    def counts(self, mailbox: str) -> dict[str, int]:
        """Messages and conversations: open, answered, closed, automatic, quarantined, backlog.

        An open conversation is counted under `backlog` or under `open`, never under both.
        """
        ...

    def close(self) -> None:
        """Close the files."""
        ...

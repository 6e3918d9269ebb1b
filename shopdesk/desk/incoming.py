"""A customer's message: its conversation, and its clock."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from shopdesk.desk.beginning import begin
from shopdesk.desk.events import CustomerWrote, Event
from shopdesk.desk.sorting import Person, Sorting, threadable
from shopdesk.desk.threads import Threads
from shopdesk.desk.waits import Waits
from shopdesk.domain import triage
from shopdesk.domain.conversation import Status
from shopdesk.domain.message import Message
from shopdesk.domain.wait import Outcome, Waiting
from shopdesk.ports.records import Records

ANSWERED_FLAG = "\\Answered"

PutInto = Callable[[int, Message, Person], int]
"""Puts the message into a conversation of the records and returns the message's number."""


@dataclass(frozen=True, slots=True)
class Came:
    """A customer's message that came."""

    mailbox: str
    """Address of the mailbox."""
    message: Message
    """What it says."""
    received: datetime
    """INTERNALDATE, UTC."""
    flags: frozenset[str]
    """The server's flags."""
    since: datetime
    """When the mailbox was first watched: what came before is backlog."""
    now: datetime
    """The present, UTC."""


class Incoming:
    """Puts customers' messages where they belong."""

    def __init__(self, records: Records, waits: Waits, threads: Threads, sorting: Sorting) -> None:
        self._records = records
        self._waits = waits
        self._threads = threads
        self._sorting = sorting

    def take(self, came: Came, put: PutInto) -> tuple[int, list[Event]]:
        """The message's conversation, and what there is to say."""
        person = self._sorting.person(came.mailbox, came.message)
        mail = threadable(came.message, person)
        found = self._threads.of_customer(came.mailbox, mail, came.received, came.now)
        conversation = found if found is not None else self._begin(came, person)
        number = put(conversation, replace(came.message, new_text=person.words), person)
        answers = self._threads.answers_to(came.mailbox, mail, conversation)
        due, ended = None, list[Event]()
        if found is None or not triage.only_thanks(person.words):
            due, ended = self._clock(came, conversation, number)
        for answer in answers:
            ended += self._waits.answered_elsewhere(conversation, answer.id, answer.received)
        return conversation, [self._written(came, conversation, due), *ended]

    def _begin(self, came: Came, person: Person) -> int:
        return begin(
            self._records,
            came.mailbox,
            came.message,
            person,
            backlog=came.received < came.since,
            at=came.received,
        )

    def _written(self, came: Came, conversation: int, due: datetime | None) -> CustomerWrote:
        stand = self._records.conversation(conversation)
        return CustomerWrote(
            mailbox=came.mailbox,
            conversation=conversation,
            name=stand.customer.name or stand.customer.email,
            email=stand.customer.email,
            subject=came.message.subject,
            category=stand.category,
            received=came.received,
            due=due,
            backlog=stand.backlog,
        )

    def _clock(
        self, came: Came, conversation: int, number: int
    ) -> tuple[datetime | None, list[Event]]:
        """Start or join the wait; when it is due, or None and what ended it already."""
        stand = self._records.conversation(conversation)
        if stand.backlog and came.received >= came.since:
            self._records.set_backlog(conversation, False)
            self._waits.dismiss(conversation, came.received)
        target = self._waits.target(stand.category, stand.channel, came.received)
        waiting = Waiting(number, came.received, target)
        wait = self._waits.begin_or_join(conversation, waiting, came.now)
        if (answer := self._later_answer(came, conversation)) is not None:
            return None, self._waits.answered_elsewhere(conversation, *answer)
        if ANSWERED_FLAG in came.flags:
            ended = frozenset({number})
            self._waits.end(ended, Outcome.ELSEWHERE_UNTIMED, came.received)
            return None, []
        self._records.set_status(conversation, Status.OPEN)
        return wait.due, []

    def _later_answer(self, came: Came, conversation: int) -> tuple[int, datetime] | None:
        """An answer made elsewhere that was filed before the message that it answers."""
        for filed in self._records.messages(conversation):
            ours = filed.outgoing and not self._records.sent_by_us(
                came.mailbox, filed.message.message_id
            )
            if ours and filed.received >= came.received:
                return filed.id, filed.received
        return None

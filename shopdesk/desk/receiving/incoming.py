"""A customer's message: its conversation, and its clock."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from shopdesk.desk.clock.reminders import Reminders
from shopdesk.desk.clock.waits import Waits
from shopdesk.desk.events import CustomerRated, CustomerWrote, Event
from shopdesk.desk.figures.ratings import Rated, Ratings
from shopdesk.desk.receiving.beginning import begin
from shopdesk.desk.receiving.sorting import Person, Sorting, threadable
from shopdesk.desk.receiving.threads import Threads
from shopdesk.domain import triage
from shopdesk.domain.clock.wait import Outcome, Waiting
from shopdesk.domain.figures.survey import STOP
from shopdesk.domain.mail.conversation import Category, Status
from shopdesk.domain.mail.message import Message
from shopdesk.ports.records import Records
from shopdesk.words import _

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

    def __init__(
        self,
        records: Records,
        waits: Waits,
        threads: Threads,
        sorting: Sorting,
        reminders: Reminders,
        ratings: Ratings,
    ) -> None:
        self._records = records
        self._waits = waits
        self._reminders = reminders
        self._ratings = ratings
        self._threads = threads
        self._sorting = sorting

    def take(self, came: Came, put: PutInto) -> tuple[int, list[Event]]:
        """The message's conversation, and what there is to say."""
        person = self._sorting.person(came.mailbox, came.message)
        mail = threadable(came.message, person)
        rated = self._ratings.read(came.message, person.words)
        found = (
            self._threads.of_customer(came.mailbox, mail, came.received, came.now)
            if rated is None
            else self._records.present(rated.survey.conversation)
        )
        conversation = found if found is not None else self._begin(came, person)
        number = put(conversation, replace(came.message, new_text=person.words), person)
        self._reminders.customer_wrote(conversation, number, came.received)
        answers = self._threads.answers_to(came.mailbox, mail, conversation)
        due, ended = None, list[Event]()
        thanked = found is not None and triage.only_thanks(person.words)
        said = [] if rated is None else [self._rated(rated, came, conversation)]
        if not thanked and (rated is None or rated.rings):
            due, ended = self._clock(came, conversation, number)
        for answer in answers:
            ended += self._waits.answered_elsewhere(conversation, answer.id, answer.received)
        written = self._written(came, conversation, due)
        if thanked:
            written = replace(written, thanks=" ".join(person.words.split()))
        return conversation, [*said, written, *ended]

    def _rated(self, rated: Rated, came: Came, conversation: int) -> Event:
        """Count a rating; a bad one makes a complaint of its conversation."""
        counted = self._ratings.keep(rated, came.received)
        if rated.is_bad and counted:
            why = _("The customer rated it {rating}.").format(rating=rated.rating)
            self._records.set_category(conversation, Category.COMPLAINT, why)
        stand = self._records.conversation(conversation)
        return CustomerRated(
            mailbox=came.mailbox,
            conversation=conversation,
            name=stand.customer.name or stand.customer.email,
            scale=rated.survey.scale.value,
            rating=None if rated.rating == STOP else rated.rating,
            counted=counted,
            comment=rated.comment,
        )

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
        target = self._waits.target(stand.category, stand.channel, came.received, stand.customer.id)
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

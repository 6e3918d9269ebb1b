"""Taking in mail: who wrote, in which conversation, and whether a clock starts."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from shopdesk.desk.events import (
    AutomaticFiled,
    CustomerWrote,
    Event,
    Publish,
    Quarantined,
)
from shopdesk.desk.waits import Waits
from shopdesk.domain import triage
from shopdesk.domain.conversation import Status
from shopdesk.domain.errors import UnreadableMail
from shopdesk.domain.message import Automatic, Message
from shopdesk.domain.reply import bare_subject
from shopdesk.domain.settings import Settings
from shopdesk.domain.wait import Outcome, Waiting
from shopdesk.ports.cache import Cache, OlderMail
from shopdesk.ports.mail import Arrival, MailReader, Role
from shopdesk.ports.records import Records

ANSWERED_FLAG = "\\Answered"


@dataclass(frozen=True, slots=True)
class Batch:
    """Some mails of one folder, and how far the folder is taken in with them."""

    mailbox: str
    """Address of the mailbox."""
    folder: str
    """Folder name."""
    uidvalidity: int
    """The folder's UIDVALIDITY."""
    up_to: int
    """The highest UID that is taken in now."""
    arrivals: tuple[Arrival, ...]
    """The mails, in any order."""
    advance: bool = True
    """Whether the folder's cursor moves on with this batch."""


class Receive:
    """Files what the server holds; the same mail twice changes nothing."""

    def __init__(
        self,
        records: Records,
        cache: Cache,
        reader: MailReader,
        waits: Waits,
        settings: Settings,
        publish: Publish,
    ) -> None:
        self._records = records
        self._cache = cache
        self._reader = reader
        self._waits = waits
        self._settings = settings
        self._publish = publish

    def batch(self, batch: Batch, now: datetime) -> None:
        """File a batch and its cursor in one transaction, then say what happened."""
        events: list[Event] = []
        with self._records.transaction():
            # INTERNALDATE has whole seconds: what comes in the first one is no backlog.
            since = self._records.watching_since(batch.mailbox, now.replace(microsecond=0))
            for arrival in sorted(batch.arrivals, key=lambda a: (a.received, a.place.uid)):
                events += self._one(arrival, since, now)
            if batch.advance:
                self._records.set_cursor(
                    batch.mailbox, batch.folder, batch.uidvalidity, batch.up_to
                )
        for event in events:
            self._publish(event)

    def history(self, arrivals: Sequence[Arrival]) -> None:
        """Keep older mail in the cache; it starts no clock."""
        mails = []
        for arrival in arrivals:
            try:
                message = self._reader.read(arrival.raw)
            except UnreadableMail:
                continue
            mails.append(OlderMail(arrival.place, arrival.received, message))
        self._cache.add(mails)

    def _one(self, arrival: Arrival, since: datetime, now: datetime) -> list[Event]:
        place = arrival.place
        digest = hashlib.sha256(arrival.raw).hexdigest()
        if (known := self._records.known(place.mailbox, digest)) is not None:
            self._records.move(known, place)
            return []
        try:
            message = self._reader.read(arrival.raw)
        except UnreadableMail as error:
            self._records.quarantine(place, arrival.raw, arrival.received, str(error))
            return [Quarantined(place.mailbox, place.folder, place.uid, str(error))]
        if arrival.received < since - self._settings.backlog:
            self._cache.add([OlderMail(place, arrival.received, message)])
            return []
        filing = _Filing(arrival, message, digest, now, since)
        own = self._settings.mailbox(place.mailbox).addresses
        if arrival.role is Role.SENT:
            return self._outgoing(filing)
        kind = triage.automatic(message, own)
        if kind is not None:
            return self._automatic(filing, kind)
        return self._incoming(filing)

    def _file(
        self,
        filing: _Filing,
        conversation: int | None,
        *,
        outgoing: bool = False,
        automatic: Automatic | None = None,
    ) -> int:
        return self._records.add_message(
            filing.message,
            place=filing.arrival.place,
            digest=filing.digest,
            raw=filing.arrival.raw,
            received=filing.arrival.received,
            fetched=filing.now,
            outgoing=outgoing,
            conversation=conversation,
            automatic=automatic,
        )

    def _automatic(self, filing: _Filing, kind: Automatic) -> list[Event]:
        own = self._records.sent_by_us(filing.mailbox, filing.message.message_id)
        kind = Automatic.OWN if own else kind
        self._file(filing, None, automatic=kind)
        sender = filing.message.sender
        return [
            AutomaticFiled(
                filing.mailbox, kind, sender.name or sender.email, filing.message.subject
            )
        ]

    def _outgoing(self, filing: _Filing) -> list[Event]:
        """A mail in Sent: our own copy, or an answer made in another program."""
        message = filing.message
        if self._records.sent_by_us(filing.mailbox, message.message_id):
            return []
        if triage.automatic(message, frozenset()) is not None:
            self._file(filing, None, outgoing=True, automatic=Automatic.AUTO_REPLY)
            return []
        conversation = self._answered_conversation(filing)
        number = self._file(filing, conversation, outgoing=True)
        if conversation is None:
            return []
        return self._waits.answered_elsewhere(conversation, number, filing.arrival.received)

    def _answered_conversation(self, filing: _Filing) -> int | None:
        """Linked by References, else the only open one with a recipient (design 4.3)."""
        linked = self._records.conversation_of(filing.mailbox, filing.message.references)
        recipients = {address.email.lower() for address in filing.message.to}
        if linked is not None:
            customer = self._records.conversation(linked).customer.email.lower()
            return linked if customer in recipients else None
        for email in sorted(recipients):
            if (only := self._records.only_open_with(filing.mailbox, email)) is not None:
                return only
        return None

    def _incoming(self, filing: _Filing) -> list[Event]:
        message, received = filing.message, filing.arrival.received
        ids = [i for i in (*message.references, message.message_id) if i]
        found = self._records.conversation_of(filing.mailbox, ids)
        conversation = self._begin(filing) if found is None else found
        number = self._file(filing, conversation)
        due = None
        if found is None or not triage.only_thanks(message.new_text):
            due = self._clock(filing, conversation, number)
        stand = self._records.conversation(conversation)
        written = CustomerWrote(
            mailbox=filing.mailbox,
            conversation=conversation,
            name=stand.customer.name or stand.customer.email,
            email=stand.customer.email,
            subject=message.subject,
            category=stand.category,
            received=received,
            due=due,
            backlog=stand.backlog,
        )
        return [written]

    def _begin(self, filing: _Filing) -> int:
        message = filing.message
        words = f"{message.subject}\n{message.new_text}"
        return self._records.add_conversation(
            mailbox=filing.mailbox,
            name=message.author.name,
            email=message.author.email,
            subject=bare_subject(message.subject),
            category=triage.category(message.subject, message.new_text),
            language=triage.language(words),
            order_number=triage.order_number(words),
            backlog=filing.arrival.received < filing.since,
            at=filing.arrival.received,
        )

    def _clock(self, filing: _Filing, conversation: int, number: int) -> datetime | None:
        """Start or join the wait; the due instant, or None when it is answered already."""
        received = filing.arrival.received
        stand = self._records.conversation(conversation)
        if stand.backlog and received >= filing.since:
            self._records.set_backlog(conversation, False)
            self._waits.forget(conversation, received)
        target = self._settings.targets[stand.category]
        waiting = Waiting(number, received, target)
        wait = self._waits.begin_or_join(conversation, waiting, filing.now)
        if (answer := self._later_answer(conversation, filing)) is not None:
            self._waits.answered_elsewhere(conversation, *answer)
            return None
        if ANSWERED_FLAG in filing.arrival.flags:
            self._waits.end(conversation, frozenset({number}), Outcome.ELSEWHERE_UNTIMED, received)
            return None
        self._records.set_status(conversation, Status.OPEN)
        return wait.due

    def _later_answer(self, conversation: int, filing: _Filing) -> tuple[int, datetime] | None:
        """An answer made elsewhere that was filed before the message that it answers."""
        for filed in self._records.messages(conversation):
            ours = filed.outgoing and not self._records.sent_by_us(
                filing.mailbox, filed.message.message_id
            )
            if ours and filed.received >= filing.arrival.received:
                return filed.id, filed.received
        return None


@dataclass(frozen=True, slots=True)
class _Filing:
    """One mail on its way into the records."""

    arrival: Arrival
    message: Message
    digest: str
    now: datetime
    since: datetime

    @property
    def mailbox(self) -> str:
        return self.arrival.place.mailbox

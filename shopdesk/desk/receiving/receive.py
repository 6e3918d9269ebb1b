"""Taking in mail: what the server holds, sorted into customers' messages, answers and the rest."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from shopdesk.desk.answering.outbox import Outbox
from shopdesk.desk.clock.waits import Waits
from shopdesk.desk.events import AutomaticFiled, Event, Publish, Quarantined
from shopdesk.desk.receiving.incoming import Came, Incoming
from shopdesk.desk.receiving.sorting import Person, Sorting, threadable
from shopdesk.desk.receiving.threads import Threads, recipients
from shopdesk.desk.receiving.undelivered import Undelivered
from shopdesk.domain.answer.outbox import names_of
from shopdesk.domain.errors import UnreadableMail
from shopdesk.domain.mail.message import Address, Automatic, Message
from shopdesk.domain.shop.settings import Settings
from shopdesk.ports.cache import Cache, OlderMail
from shopdesk.ports.mail import Arrival, MailReader, Role
from shopdesk.ports.records import Records
from shopdesk.words import _


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


@dataclass(frozen=True, slots=True)
class Rules:
    """What receiving goes by."""

    sorting: Sorting
    """Automatic or a person's."""
    threads: Threads
    """Which conversation."""
    waits: Waits
    """Whose clock."""
    incoming: Incoming
    """Customers' messages."""
    undelivered: Undelivered
    """Answers that came back."""
    outbox: Outbox
    """Replies of our own, found in Sent."""


HEAD = 64 * 1024
"""Bytes in which the head of a mail that cannot be read is looked for."""


class Receive:
    """Files what the server holds; the same mail twice changes nothing."""

    def __init__(
        self,
        records: Records,
        cache: Cache,
        reader: MailReader,
        rules: Rules,
        settings: Settings,
        publish: Publish,
    ) -> None:
        self._records = records
        self._cache = cache
        self._reader = reader
        self._rules = rules
        self._settings = settings
        self._publish = publish

    def batch(self, batch: Batch, now: datetime) -> None:
        """File a batch and its cursor in one transaction, then say what happened."""
        self._records.need_room()
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

    def keep_aside(self, arrival: Arrival, why: str) -> None:
        """Keep older mail that could not be read; what can be read goes past the desk."""
        self._publish(self._quarantine(arrival, UnreadableMail(why)))

    def _one(self, arrival: Arrival, since: datetime, now: datetime) -> list[Event]:
        place = arrival.place
        digest = hashlib.sha256(arrival.raw).hexdigest()
        if (known := self._records.known(place.mailbox, digest)) is not None:
            self._records.move(known, place)
            return []
        try:
            message = self._read(arrival)
        except UnreadableMail as error:
            return [self._quarantine(arrival, error)]
        if arrival.received < since - self._settings.backlog:
            self._cache.add([OlderMail(place, arrival.received, message)])
            return []
        filing = _Filing(arrival, message, digest, now, since)
        if arrival.role is Role.SENT:
            return self._outgoing(filing)
        if self._is_own(message):
            return self._automatic(filing, Automatic.NOTIFICATION, _("shopdesk wrote it itself."))
        verdict = self._rules.sorting.verdict(place.mailbox, message)
        if verdict.kind is not None:
            return self._automatic(filing, verdict.kind, verdict.reason)
        return self._incoming(filing)

    def _is_own(self, message: Message) -> bool:
        """Whether our own machine wrote it, to ourselves: a report of the week."""
        sent = (
            self._records.dispatch_named(box.address, name)
            for box in self._settings.mailboxes
            for name in names_of(message)
        )
        return any(one is not None and one.automatic for one in sent)

    def _read(self, arrival: Arrival) -> Message:
        if not arrival.raw:
            raise UnreadableMail(_("The server lists it, but does not hand it out."))
        return self._reader.read(arrival.raw)

    def _quarantine(self, arrival: Arrival, error: UnreadableMail) -> Quarantined:
        place, why = arrival.place, self._who(arrival) + str(error)
        self._records.quarantine(place, arrival.raw, arrival.received, why)
        return Quarantined(place.mailbox, place.folder, place.uid, why)

    def _who(self, arrival: Arrival) -> str:
        """Of whom and what about, as far as the head alone tells."""
        head = re.split(rb"\r?\n\r?\n", arrival.raw[:HEAD], maxsplit=1)[0]
        plain_head = re.sub(rb"(?mi)^content-[^\n]*(?:\n[ \t][^\n]*)*\n?", b"", head + b"\n")
        try:
            message = self._reader.read(plain_head + b"\n-\n")
        except UnreadableMail:
            return ""
        said = (message.sender.name or message.sender.email, message.subject)
        return "".join(f"{word} · " for word in said if word)

    def _automatic(self, filing: _Filing, kind: Automatic, reason: str) -> list[Event]:
        message = filing.message
        filing.file(self._records, message, None, automatic=kind, reason=reason)
        name = message.sender.name or message.sender.email
        events: list[Event] = [AutomaticFiled(filing.mailbox, kind, name, message.subject)]
        if kind is Automatic.BOUNCE:
            raw = filing.arrival.raw
            events += self._rules.undelivered.take(filing.mailbox, message, raw, filing.now)
        return events

    def _outgoing(self, filing: _Filing) -> list[Event]:
        """A mail in Sent: our own copy, or an answer made in another program."""
        message = filing.message
        if self._rules.outbox.in_sent(filing.mailbox, message, filing.arrival.received):
            return []
        if self._rules.sorting.is_machine(message):
            kind = Automatic.AUTO_REPLY
            filing.file(self._records, message, None, outgoing=True, automatic=kind)
            return []
        mail = replace(threadable(message), people=recipients(message))
        conversation = self._rules.threads.of_answer(filing.mailbox, mail, filing.now)
        number = filing.file(self._records, message, conversation, outgoing=True)
        if conversation is None:
            return []
        received = filing.arrival.received
        return self._rules.waits.answered_elsewhere(conversation, number, received)

    def _incoming(self, filing: _Filing) -> list[Event]:
        came = Came(
            mailbox=filing.mailbox,
            message=filing.message,
            received=filing.arrival.received,
            flags=filing.arrival.flags,
            since=filing.since,
            now=filing.now,
        )

        def put(conversation: int, message: Message, person: Person) -> int:
            return filing.file(
                self._records,
                message,
                conversation,
                contact=person.contact,
                order_numbers=person.order_numbers,
            )

        return self._rules.incoming.take(came, put)[1]


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

    def file(
        self,
        records: Records,
        message: Message,
        conversation: int | None,
        *,
        outgoing: bool = False,
        automatic: Automatic | None = None,
        reason: str = "",
        contact: Address | None = None,
        order_numbers: Sequence[str] = (),
    ) -> int:
        return records.add_message(
            message,
            place=self.arrival.place,
            digest=self.digest,
            raw=self.arrival.raw,
            received=self.arrival.received,
            fetched=self.now,
            outgoing=outgoing,
            conversation=conversation,
            automatic=automatic,
            reason=reason,
            contact=contact,
            order_numbers=order_numbers,
        )

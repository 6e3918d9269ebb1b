"""The owner knows better: verdicts and categories corrected, remembered, and taken back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from shopdesk.desk.clock.recompute import Recompute
from shopdesk.desk.clock.waits import Waits
from shopdesk.desk.events import Event, Publish
from shopdesk.desk.receiving.incoming import Came, Incoming
from shopdesk.desk.receiving.rearrange import NotPossible
from shopdesk.desk.receiving.sorting import Person, Sorting
from shopdesk.domain import triage
from shopdesk.domain.clock.wait import Outcome
from shopdesk.domain.deeds import Deed, DeedKind
from shopdesk.domain.mail.conversation import (
    Category,
    Conversation,
    Filed,
    FiledMessage,
    Reason,
    Status,
)
from shopdesk.domain.mail.message import Automatic, Message
from shopdesk.domain.triage import Correction, SenderRule
from shopdesk.ports.records import Records
from shopdesk.words import _

NO_RULE = "none"
"""What a deed notes where the owner had said nothing of the sender before."""
PERSON = "person"


class Correct:
    """Each method returns a deed that can be taken back."""

    def __init__(
        self,
        records: Records,
        waits: Waits,
        incoming: Incoming,
        sorting: Sorting,
        recompute: Recompute,
        publish: Publish,
    ) -> None:
        self._records = records
        self._waits = waits
        self._incoming = incoming
        self._sorting = sorting
        self._recompute = recompute
        self._publish = publish

    def person(self, message: int, now: datetime) -> Deed:
        """An automatic mail is from a person, who has waited since it was received.

        Its sender, or its list, writes as a person from now on. Raises `NotPossible` for a mail
        that is no automatic one.
        """
        with self._records.transaction():
            filed = self._records.mail(message)
            if filed.automatic is None:
                raise NotPossible(_("That mail is a person's already."))
            before = {"kind": filed.automatic.value, "reason": filed.reason}
            before |= self._teach(filed, None, now)
            self._records.set_automatic(message, None, "")
            if filed.conversation is None:
                conversation, events = self._let_in(filed, now)
                messages: tuple[int, ...] = (message,)
            else:
                conversation, events = self._records.present(filed.conversation), []
                messages = self._let_in_again(conversation, message)
            deed = Deed(DeedKind.PERSON, conversation, now, messages=messages, before=before)
            deed = replace(deed, id=self._records.note_deed(deed))
        for event in events:
            self._publish(event)
        return deed

    def automatic(self, conversation: int, kind: Automatic, now: datetime) -> Deed:
        """What waits in a conversation, or else its last message, is automatic mail.

        Its alarm ends without counting, and its sender or list is known by that from now on.
        Raises `NotPossible` where no customer wrote.
        """
        with self._records.transaction():
            stand = self._records.conversation(self._records.present(conversation))
            messages = _concerned(self._records.messages(stand.id))
            if not messages:
                raise NotPossible(_("No customer wrote in this conversation."))
            before = {"status": stand.status.value, "reason": stand.reason or ""}
            before |= self._teach(self._records.mail(messages[-1]), kind, now)
            for message in messages:
                self._records.set_automatic(message, kind, _("You said so."))
                self._records.reopen_reminders(message)
            self._records.set_status(stand.id, Status.CLOSED, Reason.NOT_A_CUSTOMER)
            waits = self._waits.dismiss(stand.id, now)
            deed = Deed(DeedKind.AUTOMATIC, stand.id, now, None, messages, waits, before=before)
            return replace(deed, id=self._records.note_deed(deed))

    def category(self, conversation: int, category: Category, now: datetime) -> Deed:
        """What a conversation is about: its clocks go by that, and mails like it will, too."""
        with self._records.transaction():
            stand = self._records.conversation(self._records.present(conversation))
            before = {"category": stand.category.value, "why": stand.why}
            self._records.set_category(stand.id, category, _("You said so."))
            self._learn(stand, category, now)
            self._recompute.conversation(stand.id, now)
            deed = Deed(DeedKind.CATEGORY, stand.id, now, before=before)
            return replace(deed, id=self._records.note_deed(deed))

    def take_back(self, deed: Deed, now: datetime) -> None:
        """Undo a correction, and forget what was learnt from it."""
        match deed.kind:
            case DeedKind.PERSON:
                self._undo_person(deed, now)
            case DeedKind.AUTOMATIC:
                self._undo_automatic(deed, now)
            case DeedKind.CATEGORY:
                self._undo_category(deed, now)
            case _:
                return

    def _let_in(self, filed: Filed, now: datetime) -> tuple[int, list[Event]]:
        """As if it had come as a person's mail: into its conversation, with its own clock."""

        def put(conversation: int, message: Message, person: Person) -> int:
            self._records.put_into(
                conversation, filed.id, contact=person.contact, order_numbers=person.order_numbers
            )
            return filed.id

        came = Came(
            mailbox=filed.mailbox,
            message=filed.message,
            received=filed.received,
            flags=frozenset(),
            since=self._records.watching_since(filed.mailbox, now),
            now=now,
        )
        return self._incoming.take(came, put)

    def _let_in_again(self, conversation: int, message: int) -> tuple[int, ...]:
        """What was said to be automatic before, with all that waited with it."""
        waits = (w for w in self._records.waits_of(conversation) if message in w.messages)
        wait = next(waits, None)
        if wait is None or wait.outcome is not Outcome.DISMISSED:
            self._records.set_status(conversation, Status.ANSWERED, waits=False)
            return (message,)
        for one in wait.messages:
            self._records.set_automatic(one, None, "")
        self._records.reopen_wait(wait.number)
        self._records.set_status(conversation, Status.OPEN)
        return wait.messages

    def _teach(self, filed: Filed, kind: Automatic | None, now: datetime) -> dict[str, str]:
        """Remember it for the sender or the list; what was known of them before."""
        key = triage.rule_key(filed.message, self._sorting.own(filed.mailbox))
        if not key:
            return {"key": ""}
        known = self._records.sender_rules([key])
        self._records.add_sender_rule(SenderRule(key, kind), now)
        earlier = (known[0].kind or PERSON) if known else NO_RULE
        return {"key": key, "rule": earlier}

    def _unteach(self, deed: Deed, now: datetime) -> None:
        if not (key := deed.before["key"]):
            return
        self._records.drop_sender_rule(key)
        if (earlier := deed.before["rule"]) != NO_RULE:
            kind = None if earlier == PERSON else Automatic(earlier)
            self._records.add_sender_rule(SenderRule(key, kind), now)

    def _learn(self, stand: Conversation, category: Category, now: datetime) -> None:
        theirs = [m for m in self._records.messages(stand.id) if not m.outgoing]
        words = triage.words_in(stand.subject, theirs[0].message.new_text if theirs else "")
        self._records.add_correction(stand.id, Correction(words, category), now)

    def _undo_person(self, deed: Deed, now: datetime) -> None:
        """Its conversation is closed, unless somebody else waits in it."""
        messages = frozenset(deed.messages)
        self._unteach(deed, now)
        for message in messages:
            kind = Automatic(deed.before["kind"])
            self._records.set_automatic(message, kind, deed.before["reason"])
        others = any(m.automatic is None for m in self._records.messages(deed.conversation))
        if not others:
            self._records.set_status(deed.conversation, Status.CLOSED, Reason.NOT_A_CUSTOMER)
        self._waits.end(messages, Outcome.DISMISSED, now)
        if others and self._records.open_wait(deed.conversation) is None:
            self._records.set_status(deed.conversation, Status.ANSWERED, waits=False)

    def _undo_automatic(self, deed: Deed, now: datetime) -> None:
        self._unteach(deed, now)
        for message in deed.messages:
            self._records.set_automatic(message, None, "")
        for wait in deed.waits:
            self._records.reopen_wait(wait)
        reason = Reason(deed.before["reason"]) if deed.before["reason"] else None
        status = Status(deed.before["status"])
        self._records.set_status(deed.conversation, status, reason, waits=False)

    def _undo_category(self, deed: Deed, now: datetime) -> None:
        category = Category(deed.before["category"])
        self._records.set_category(deed.conversation, category, deed.before["why"])
        self._records.drop_correction(deed.conversation)
        earlier = (d for d in self._records.deeds_since(0) if d.id < deed.id)
        if any(d.kind is deed.kind and d.conversation == deed.conversation for d in earlier):
            self._learn(self._records.conversation(deed.conversation), category, now)
        self._recompute.conversation(deed.conversation, now)


def _concerned(thread: Sequence[FiledMessage]) -> tuple[int, ...]:
    """What waits, or else the customer's last message."""
    theirs = [m for m in thread if not m.outgoing and m.automatic is None]
    waiting = tuple(m.id for m in theirs if not m.answered)
    return waiting or tuple(m.id for m in theirs[-1:])

"""Making one conversation of two, and two of one. Waits are moved, and never altered by it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from shopdesk.desk.clock.waits import Waits
from shopdesk.desk.receiving.beginning import begin
from shopdesk.desk.receiving.sorting import Sorting
from shopdesk.domain.answer.outbox import Dispatch
from shopdesk.domain.deeds import Deed, DeedKind
from shopdesk.domain.errors import ShopdeskError
from shopdesk.domain.mail.conversation import Conversation, FiledMessage, Reason, Status
from shopdesk.ports.records import Records
from shopdesk.words import _


class NotPossible(ShopdeskError):
    """What was asked cannot be done; the sentence says why."""


class Rearrange:
    """By hand, or because a mail shows two conversations to be one."""

    def __init__(self, records: Records, waits: Waits, sorting: Sorting) -> None:
        self._records = records
        self._waits = waits
        self._sorting = sorting

    def merge(self, into: int, other: int, now: datetime, kind: DeedKind = DeedKind.MERGED) -> Deed:
        """All of `other` becomes part of `into`, whose customer, subject and category stay.

        Raises `NotPossible` for one conversation, or for two mailboxes.
        """
        with self._records.transaction():
            stand = self._records.conversation(self._records.present(into))
            lost = self._records.conversation(self._records.present(other))
            if stand.id == lost.id:
                raise NotPossible(_("That is one conversation already."))
            if stand.mailbox != lost.mailbox:
                raise NotPossible(
                    _("Conversations of two mailboxes cannot be merged: {one} and {other}.").format(
                        one=stand.mailbox, other=lost.mailbox
                    )
                )
            deed = self._all_of(lost, stand, kind, now)
            self._empty(lost.id, stand.id)
            for parted in self._records.apart(lost.id):
                self._records.keep_apart(stand.id, parted, apart=True)
            self._records.keep_apart(stand.id, lost.id, apart=False)
            self._set_status(stand, _status_of_both(stand, lost))
            if stand.backlog and not lost.backlog:
                self._records.set_backlog(stand.id, False, waits=False)
            return replace(deed, id=self._records.note_deed(deed))

    def split(self, conversation: int, from_message: int, now: datetime) -> Deed:
        """That message and what came after it become a conversation of their own: `other`.

        Raises `NotPossible` where nothing would be left.
        """
        with self._records.transaction():
            stand = self._records.conversation(self._records.present(conversation))
            thread = self._records.messages(stand.id)
            numbers = [message.id for message in thread]
            if from_message not in numbers[1:]:
                raise NotPossible(_("A conversation is split at its second message or later."))
            moved = thread[numbers.index(from_message) :]
            target = self._begun(stand, moved)
            deed = self._part(stand, target, moved, now)
            self._records.keep_apart(stand.id, target, apart=True)
            self._set_status(stand, stand.status)
            self._set_status(replace(stand, id=target), stand.status)
            return replace(deed, id=self._records.note_deed(deed))

    def take_back(self, deed: Deed, now: datetime) -> None:
        """Undo a merge or a split; what came since stays where it is, or goes with its wait."""
        if deed.other is None:
            return
        if deed.kind is DeedKind.SPLIT:
            self._rejoin(deed, deed.other, now)
        else:
            self._set_free(deed, deed.other)

    def _all_of(
        self, lost: Conversation, stand: Conversation, kind: DeedKind, now: datetime
    ) -> Deed:
        return Deed(
            kind=kind,
            conversation=stand.id,
            at=now,
            other=lost.id,
            messages=tuple(m.id for m in self._records.messages(lost.id)),
            waits=tuple(w.number for w in self._records.waits_of(lost.id)),
            dispatches=tuple(d.id for d in self._records.dispatches_of(lost.id)),
            before={
                "status": stand.status,
                "reason": stand.reason or "",
                "backlog": "yes" if stand.backlog else "",
            },
        )

    def _empty(self, source: int, target: int) -> None:
        """Move all there is, the draft too where the other has none."""
        self._records.transfer(
            source,
            target,
            messages=[m.id for m in self._records.messages(source)],
            waits=[w.number for w in self._records.waits_of(source)],
            dispatches=[d.id for d in self._records.dispatches_of(source)],
        )
        self._records.merged(source, target)
        draft = self._records.draft(source)
        if draft is not None and self._records.draft(target) is None:
            self._records.save_draft(target, draft)

    def _begun(self, stand: Conversation, moved: Sequence[FiledMessage]) -> int:
        first = next((m for m in moved if not m.outgoing), moved[0])
        person = self._sorting.person(stand.mailbox, first.message)
        if first.outgoing:
            contact = replace(person.contact, name=stand.customer.name, email=stand.customer.email)
            person = replace(person, contact=contact, channel=stand.channel)
        return begin(
            self._records,
            stand.mailbox,
            first.message,
            person,
            backlog=stand.backlog,
            at=moved[0].received,
        )

    def _part(
        self, stand: Conversation, target: int, moved: Sequence[FiledMessage], now: datetime
    ) -> Deed:
        numbers = frozenset(m.id for m in moved)
        parted = self._waits.part(stand.id, target, numbers, now)
        waits = [
            wait.number
            for wait in self._records.waits_of(stand.id)
            if wait.messages and numbers.issuperset(wait.messages)
        ]
        ids = {m.message.message_id for m in moved if m.outgoing}
        dispatches = [
            d.id for d in self._records.dispatches_of(stand.id) if _goes_along(d, ids, numbers)
        ]
        self._records.transfer(
            stand.id, target, messages=sorted(numbers), waits=waits, dispatches=dispatches
        )
        return Deed(
            kind=DeedKind.SPLIT,
            conversation=stand.id,
            at=now,
            other=target,
            messages=tuple(sorted(numbers)),
            waits=parted or (),
            before={"status": stand.status, "reason": stand.reason or ""},
        )

    def _rejoin(self, deed: Deed, target: int, now: datetime) -> None:
        self._empty(target, deed.conversation)
        if len(deed.waits) == 2:
            self._waits.unite(deed.conversation, *deed.waits, now)
        self._records.keep_apart(deed.conversation, target, apart=False)
        self._restore(deed, deed.conversation)

    def _set_free(self, deed: Deed, other: int) -> None:
        stand = deed.conversation
        waits = [w for w in self._records.waits_of(stand) if w.number in deed.waits]
        still = {m.id for m in self._records.messages(stand)}
        along = {number for wait in waits for number in wait.messages}
        held = {d.id for d in self._records.dispatches_of(stand)}
        self._records.merged(other, None)
        self._records.transfer(
            stand,
            other,
            messages=sorted(still & {*deed.messages, *along}),
            waits=[w.number for w in waits],
            dispatches=sorted(held & set(deed.dispatches)),
        )
        self._records.keep_apart(stand, other, apart=True)
        if self._records.draft(stand) == self._records.draft(other):
            self._records.save_draft(stand, None)
        self._records.set_backlog(stand, bool(deed.before["backlog"]), waits=False)
        self._restore(deed, stand)
        freed = self._records.conversation(other)
        self._set_status(freed, freed.status)

    def _restore(self, deed: Deed, conversation: int) -> None:
        stand = self._records.conversation(conversation)
        reason = Reason(deed.before["reason"]) if deed.before["reason"] else None
        self._set_status(replace(stand, reason=reason), Status(deed.before["status"]))

    def _set_status(self, stand: Conversation, status: Status) -> None:
        """Open while something runs in it; what was answered meanwhile is not open again."""
        reason = None
        if self._records.open_wait(stand.id) is not None:
            status = Status.OPEN
        elif status is Status.CLOSED:
            reason = stand.reason
        else:
            status = Status.ANSWERED
        self._records.set_status(stand.id, status, reason, waits=False)


def _status_of_both(stand: Conversation, lost: Conversation) -> Status:
    """Closed only where both were."""
    return stand.status if stand.status is lost.status else Status.ANSWERED


def _goes_along(dispatch: Dispatch, ids: set[str], messages: frozenset[int]) -> bool:
    """A reply goes with its own message, or else with the last that it is to answer."""
    if dispatch.message_id in ids:
        return True
    return bool(dispatch.answers) and max(dispatch.answers) in messages

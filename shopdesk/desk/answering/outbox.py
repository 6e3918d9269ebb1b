"""The outbox: what leaves when, and what its end means for the clock."""

from __future__ import annotations

import hashlib
import random
from dataclasses import dataclass
from datetime import datetime

from shopdesk.desk.answering.automatic_mail import AutomaticMail
from shopdesk.desk.clock.reminders import Reminders
from shopdesk.desk.clock.waits import Waits
from shopdesk.desk.events import Answered, Publish, ReplyDelayed, ReplyHeld, Trouble
from shopdesk.desk.moves.acting import Acting
from shopdesk.domain.answer.outbox import Dispatch, Stage, may_ask, names_of, retry_after
from shopdesk.domain.clock.wait import Outcome
from shopdesk.domain.mail.conversation import Place
from shopdesk.domain.mail.message import Message
from shopdesk.ports.mail import MailReader, Receipt
from shopdesk.ports.records import Records
from shopdesk.ports.templates import Templates
from shopdesk.words import _


@dataclass(frozen=True, slots=True)
class ToFile:
    """An accepted reply whose copy and flags are still to be put on the server."""

    dispatch: int
    mailbox: str
    message_id: str
    raw: bytes
    at: datetime
    answered: tuple[Place, ...]
    """Where the messages lie that it answers."""


@dataclass(frozen=True, slots=True)
class ToSeek:
    """A reply of which nobody knows whether it left."""

    dispatch: int
    mailbox: str
    message_id: str
    lost: datetime
    """Since when, UTC."""


_MAY_HAVE_LEFT = (Stage.QUEUED, Stage.UNSURE, Stage.HELD)


class Outbox:
    """Moves replies through their stages; every step is on disk before the next begins."""

    def __init__(
        self,
        records: Records,
        templates: Templates,
        reader: MailReader,
        waits: Waits,
        reminders: Reminders,
        publish: Publish,
        acting: Acting | None = None,
    ) -> None:
        self._acting = acting
        self._records = records
        self._templates = templates
        self._reader = reader
        self._waits = waits
        self._reminders = reminders
        self._publish = publish
        self._automatic = AutomaticMail(records, reader, publish)

    def recover(self, now: datetime) -> None:
        """At a start: what did not leave goes again, what may have left is looked for."""
        for dispatch in self._records.dispatches(Stage.CALLING):
            self._records.advance(dispatch.id, Stage.QUEUED)
        for dispatch in self._records.dispatches(Stage.SENDING):
            self.unsure(
                dispatch.id,
                _(
                    "shopdesk was stopped in the very moment in which a reply left: looking in "
                    "Sent whether it went out."
                ),
                now,
            )

    def due(self, now: datetime) -> tuple[Dispatch, ...]:
        """The replies whose time has come."""
        due = (d for d in self._records.dispatches(Stage.QUEUED) if d.due <= now)
        return tuple(d for d in due if not self._automatic.is_stale(d, now))

    def hurry(self, now: datetime) -> None:
        """What waits for its next attempt is tried now; what waits for its first keeps its time."""
        for dispatch in self._records.dispatches(Stage.QUEUED):
            if dispatch.attempts:
                self._records.advance(dispatch.id, Stage.QUEUED, due=now, trouble=dispatch.trouble)

    def calling(self, dispatch: int) -> bool:
        """About to touch the network; False when the owner took it back just now."""
        self._records.need_room()
        with self._records.transaction():
            if self._records.dispatch(dispatch).stage is not Stage.QUEUED:
                return False
            self._records.advance(dispatch, Stage.CALLING)
        return True

    def sending(self, dispatch: int) -> bool:
        """About to hand it over; from now on it may have left. False when it was taken back."""
        with self._records.transaction():
            if self._records.dispatch(dispatch).stage not in (Stage.QUEUED, Stage.CALLING):
                return False
            self._records.advance(dispatch, Stage.SENDING)
        return True

    def accepted(self, id: int, receipt: Receipt, at: datetime) -> None:
        """The server took it: the clock of what it answers stops at `at`."""
        dispatch = self._records.dispatch(id)
        if dispatch.automatic:
            self._automatic.accepted(dispatch, at)
            return
        with self._records.transaction():
            self._records.advance(id, Stage.ACCEPTED, at=at)
            by = self._records.add_message(
                self._reader.read(dispatch.raw),
                place=None,
                digest=hashlib.sha256(dispatch.raw).hexdigest(),
                raw=dispatch.raw,
                received=at,
                fetched=at,
                outgoing=True,
                conversation=dispatch.conversation,
                automatic=None,
            )
            answers = frozenset(dispatch.answers)
            ended = self._waits.end(answers, Outcome.ANSWERED, at, by)
            self._reminders.reply_accepted(dispatch, by, at)
            if self._acting is not None:
                self._acting.reply_accepted(dispatch, at)
            kept = self._records.draft(dispatch.conversation)
            self._records.save_draft(dispatch.conversation, None)
        stand = self._records.conversation(dispatch.conversation)
        if kept is not None and kept.template:
            self._templates.used(kept.template, at)
        self._publish(
            Answered(
                mailbox=dispatch.mailbox,
                conversation=dispatch.conversation,
                name=stand.customer.name or stand.customer.email,
                took=at - ended.started if ended else None,
                in_target=at <= ended.due if ended else None,
                elsewhere=False,
                refused=receipt.refused,
            )
        )

    def delayed(self, id: int, trouble: str, now: datetime) -> None:
        """It did not go out and can be tried again by itself."""
        dispatch = self._records.dispatch(id)
        again = now + retry_after(dispatch.attempts, random.random())  # noqa: S311 - no secret
        self._records.advance(id, Stage.QUEUED, due=again, trouble=trouble)
        if not dispatch.automatic:
            self._publish(ReplyDelayed(dispatch.conversation, trouble, again))

    def held(self, id: int, trouble: str) -> None:
        """It did not go out; the owner decides. The alarm goes on."""
        dispatch = self._records.dispatch(id)
        if dispatch.automatic:
            self._automatic.held(dispatch, trouble, dispatch.due)
            return
        self._records.advance(id, Stage.HELD, trouble=trouble)
        self._publish(ReplyHeld(dispatch.conversation, trouble))

    def unsure(self, id: int, trouble: str, now: datetime) -> None:
        """It may have gone out: it is looked for in Sent, and meanwhile never sent again."""
        dispatch = self._records.dispatch(id)
        if dispatch.automatic:
            self._automatic.lost(dispatch, trouble)
            return
        self._records.advance(id, Stage.UNSURE, due=now, trouble=trouble)
        self._publish(Trouble(trouble))

    def to_seek(self) -> tuple[ToSeek, ...]:
        """What may have gone out."""
        return tuple(
            ToSeek(d.id, d.mailbox, d.message_id, d.due)
            for d in self._records.dispatches(Stage.UNSURE)
        )

    def sought(self, id: int, found: datetime | None, looks: int, now: datetime) -> None:
        """It was looked for, so many times by now; `found` is when the server filed our copy."""
        dispatch = self._records.dispatch(id)
        if dispatch.stage is not Stage.UNSURE:
            return
        if found is not None:
            self.found(dispatch, found)
        elif may_ask(now - dispatch.due, looks):
            self.held(
                id,
                _(
                    "Nobody knows whether this reply went out: the connection broke just then, and "
                    "it is not in Sent. Send it again, or ask the customer first."
                ),
            )

    def in_sent(self, mailbox: str, message: Message, received: datetime) -> bool:
        """Whether a mail in Sent is a reply of ours, and not one that was taken back.

        If nobody knew until now that it had left, it is accepted: the server itself has it.
        """
        for name in names_of(message):
            dispatch = self._records.dispatch_named(mailbox, name)
            if dispatch is not None and dispatch.stage in _MAY_HAVE_LEFT:
                self.found(dispatch, received)
            if dispatch is not None:
                return dispatch.stage is not Stage.RECALLED
        return False

    def found(self, dispatch: Dispatch, at: datetime) -> None:
        """It did go out: the server itself has it."""
        kept = self._records.draft(dispatch.conversation)
        with self._records.transaction():
            self.accepted(dispatch.id, Receipt(""), at)
            text = " ".join(self._reader.read(dispatch.raw).text.split())
            if kept is not None and " ".join(kept.body.split()) not in text:
                # the owner has begun another one meanwhile
                self._records.save_draft(dispatch.conversation, kept)

    def to_file(self) -> tuple[ToFile, ...]:
        """Accepted replies whose copy is not in Sent yet."""
        return tuple(
            ToFile(
                dispatch=d.id,
                mailbox=d.mailbox,
                message_id=d.message_id,
                raw=d.raw,
                at=d.accepted or d.due,
                answered=self._records.places(d.answers),
            )
            for d in self._records.dispatches(Stage.ACCEPTED)
        )

    def filed(self, dispatch: int) -> None:
        """Its copy and the flags are on the server."""
        self._records.advance(dispatch, Stage.FILED)

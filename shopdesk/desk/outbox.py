"""The outbox: what leaves when, and what its end means for the clock."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime

from shopdesk.desk.events import Answered, Publish, ReplyDelayed, ReplyHeld
from shopdesk.desk.waits import Waits
from shopdesk.domain.conversation import Place
from shopdesk.domain.outbox import Dispatch, Stage, retry_after
from shopdesk.domain.wait import Outcome
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


class Outbox:
    """Moves replies through their stages; every step is on disk before the next begins."""

    def __init__(
        self,
        records: Records,
        templates: Templates,
        reader: MailReader,
        waits: Waits,
        publish: Publish,
    ) -> None:
        self._records = records
        self._templates = templates
        self._reader = reader
        self._waits = waits
        self._publish = publish

    def recover(self) -> None:
        """At a start: what was being sent when we died may or may not have left."""
        for dispatch in self._records.dispatches(Stage.SENDING):
            self.held(
                dispatch.id,
                _(
                    "shopdesk was stopped while this reply was being sent: it may have gone out. "
                    "Look in Sent; send it again only if it is not there."
                ),
            )

    def due(self, now: datetime) -> tuple[Dispatch, ...]:
        """The replies whose time has come."""
        return tuple(d for d in self._records.dispatches(Stage.QUEUED) if d.due <= now)

    def hurry(self, now: datetime) -> None:
        """What waits for its next attempt is tried now; what waits for its first keeps its time."""
        for dispatch in self._records.dispatches(Stage.QUEUED):
            if dispatch.attempts:
                self._records.advance(dispatch.id, Stage.QUEUED, due=now, trouble=dispatch.trouble)

    def sending(self, dispatch: int) -> bool:
        """About to touch the network; False when the owner took it back just now."""
        with self._records.transaction():
            if self._records.dispatch(dispatch).stage is not Stage.QUEUED:
                return False
            self._records.advance(dispatch, Stage.SENDING)
        return True

    def accepted(self, id: int, receipt: Receipt, at: datetime) -> None:
        """The server took it: the clock of what it answers stops at `at`."""
        with self._records.transaction():
            dispatch = self._records.dispatch(id)
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
        again = now + retry_after(dispatch.attempts)
        self._records.advance(id, Stage.QUEUED, due=again, trouble=trouble)
        self._publish(ReplyDelayed(dispatch.conversation, trouble, again))

    def held(self, id: int, trouble: str) -> None:
        """It did not go out; the owner decides. The alarm goes on."""
        dispatch = self._records.dispatch(id)
        self._records.advance(id, Stage.HELD, trouble=trouble)
        self._publish(ReplyHeld(dispatch.conversation, trouble))

    def to_file(self) -> tuple[ToFile, ...]:
        """Accepted replies whose copy is not in Sent yet."""
        return tuple(
            ToFile(
                dispatch=d.id,
                mailbox=d.mailbox,
                message_id=d.message_id,
                raw=d.raw,
                at=d.due,
                answered=self._records.places(d.answers),
            )
            for d in self._records.dispatches(Stage.ACCEPTED)
        )

    def filed(self, dispatch: int) -> None:
        """Its copy and the flags are on the server."""
        self._records.advance(dispatch, Stage.FILED)

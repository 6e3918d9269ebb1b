"""Mails in the outbox that no person wrote: no clock hears of them, and no trouble rings."""

from __future__ import annotations

import hashlib
from datetime import datetime

from shopdesk.desk.events import AutoReplied, Publish, Trouble
from shopdesk.domain.answer.acknowledge import LATEST
from shopdesk.domain.answer.outbox import Dispatch, Stage
from shopdesk.domain.mail.message import Automatic
from shopdesk.ports.mail import MailReader
from shopdesk.ports.records import Records
from shopdesk.words import _


class AutomaticMail:
    """What the end of such a mail means."""

    def __init__(self, records: Records, reader: MailReader, publish: Publish) -> None:
        self._records = records
        self._reader = reader
        self._publish = publish

    def is_stale(self, dispatch: Dispatch, now: datetime) -> bool:
        """Whether it is one that nobody wants any more by now; it is taken back then."""
        told = self._records.told_at(dispatch.id) if dispatch.automatic else None
        if told is None or now - told < LATEST:
            return False
        self._records.advance(dispatch.id, Stage.RECALLED)
        return True

    def accepted(self, dispatch: Dispatch, at: datetime) -> None:
        """It left: it stands in its conversation, and ends nothing."""
        with self._records.transaction():
            self._records.advance(dispatch.id, Stage.ACCEPTED, at=at)
            self._records.add_message(
                self._reader.read(dispatch.raw),
                place=None,
                digest=hashlib.sha256(dispatch.raw).hexdigest(),
                raw=dispatch.raw,
                received=at,
                fetched=at,
                outgoing=True,
                conversation=dispatch.conversation,
                automatic=Automatic.AUTO_REPLY,
                reason=_("shopdesk wrote it by itself."),
            )
            stand = self._records.conversation(dispatch.conversation)
        if self._records.told_at(dispatch.id) is None:
            return
        name = stand.customer.name or stand.customer.email
        self._publish(AutoReplied(dispatch.mailbox, dispatch.conversation, name))

    def held(self, dispatch: Dispatch, trouble: str, now: datetime) -> None:
        """The server said no: to the empty sender, perhaps, which some do not know."""
        if not dispatch.sender:
            with self._records.transaction():
                self._records.send_as(dispatch.id, dispatch.mailbox)
                self._records.advance(dispatch.id, Stage.QUEUED, due=now, trouble=trouble)
            return
        self.lost(dispatch, trouble)
        self._publish(
            Trouble(
                _("The automatic note to {address} did not go out: {why}").format(
                    address=", ".join(dispatch.recipients), why=trouble
                )
            )
        )

    def lost(self, dispatch: Dispatch, trouble: str) -> None:
        """Whether it left nobody knows: twice would be worse than never."""
        with self._records.transaction():
            self._records.advance(dispatch.id, Stage.HELD, trouble=trouble)
            self._records.advance(dispatch.id, Stage.RECALLED, trouble=trouble)

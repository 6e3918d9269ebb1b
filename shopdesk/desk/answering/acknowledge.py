"""Tells customers by machine that their mail has come, while the shop is closed."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from shopdesk.desk.events import CustomerWrote, Event, Publish, Trouble
from shopdesk.domain.answer import acknowledge as rules
from shopdesk.domain.answer.outbox import Dispatch, Stage
from shopdesk.domain.answer.reply import blanks, reply_references
from shopdesk.domain.answer.template import Template
from shopdesk.domain.answer.variables import Answer, values_for
from shopdesk.domain.clock.schedule import Schedule
from shopdesk.domain.errors import TemplateError
from shopdesk.domain.mail.conversation import Conversation, FiledMessage
from shopdesk.domain.shop.settings import Settings
from shopdesk.ports.mail import MailWriter
from shopdesk.ports.records import Records
from shopdesk.ports.templates import Filler, Templates
from shopdesk.words import _


@dataclass(frozen=True, slots=True)
class Words:
    """Where the words come from."""

    templates: Templates
    """The owner's."""
    automatic: Callable[[], tuple[Template, ...]]
    """The program's, where the owner has none of that name: no person answers with them."""
    filler: Filler
    """Fills them in."""
    writer: MailWriter
    """Makes a mail of them."""


class Acknowledge:
    """Puts a note into the outbox for whoever has just written and may be told so."""

    def __init__(
        self,
        records: Records,
        words: Words,
        settings: Settings,
        schedule: Schedule,
        publish: Publish,
        token: Callable[[], str] = lambda: secrets.token_hex(8),
    ) -> None:
        self._records = records
        self._words = words
        self._settings = settings
        self._schedule = schedule
        self._publish = publish
        self._token = token
        self._complained = ""

    def heard(self, event: Event, now: datetime) -> None:
        """Something happened; if a customer has begun to wait, tell them."""
        if not isinstance(event, CustomerWrote) or event.due is None or event.backlog:
            return
        if not rules.wants(self._settings.away, event.received, now, self._schedule):
            return
        try:
            with self._records.transaction():
                self._tell(event.conversation, now)
        except TemplateError as error:
            self._complain(
                _("Customers are not told that the shop is closed: {why}").format(why=error)
            )

    def _tell(self, conversation: int, now: datetime) -> None:
        stand = self._records.conversation(self._records.present(conversation))
        messages = self._records.messages(stand.id)
        theirs = [m for m in messages if not m.outgoing and m.automatic is None]
        if not theirs:
            return
        last = theirs[-1]
        own = self._settings.mailbox(stand.mailbox).addresses
        address = last.writer.email
        if not address or not rules.is_safe(last.message, own):
            return
        if rules.may(self._settings.away, self._records.told(stand.id, address, now)):
            number = self._records.queue(self._written(stand, last, now), "", at=now)
            self._records.note_told(number, address, now)

    def _written(self, stand: Conversation, last: FiledMessage, now: datetime) -> Dispatch:
        own = self._settings.mailbox(stand.mailbox).addresses
        written = (a.email for a in last.message.to if a.email.lower() in own)
        sender = next(written, stand.mailbox)
        message_id = f"sd.{stand.id}.{self._token()}@{sender.rpartition('@')[2]}"
        subject, body = self._text(stand, last, sender, now)
        raw = self._words.writer.write(
            message_id=message_id,
            sender=sender,
            sender_name=self._settings.shop.name,
            to=(last.writer.email,),
            subject=subject,
            body=f"{body}\n\n{self._settings.shop.closing}\n",
            in_reply_to=last.message.message_id,
            references=reply_references(last),
            at=now,
            automatic=True,
        )
        return Dispatch(
            id=0,
            conversation=stand.id,
            mailbox=stand.mailbox,
            message_id=message_id,
            sender="",
            recipients=(last.writer.email,),
            raw=raw,
            answers=(),
            stage=Stage.QUEUED,
            due=now,
        )

    def _text(
        self, stand: Conversation, last: FiledMessage, sender: str, now: datetime
    ) -> tuple[str, str]:
        """Subject and body; raises `TemplateError` where they cannot be written whole."""
        shop = self._settings.shop
        language, variant = self._template().variant(stand.language, shop.language)
        values = values_for(Answer(stand, language, now, sender, last.received), shop)
        opens = self._schedule.opening_after(now)
        known = values.get("shop")
        if opens is not None and not self._schedule.is_open(now) and isinstance(known, dict):
            values["shop"] = known | {"opens": opens.astimezone(shop.zone)}
        subject = rules.subject_for(last.message.subject or stand.subject)
        if variant.subject:
            subject = " ".join(self._words.filler.fill(variant.subject, values).split())
        body = self._words.filler.fill(variant.body, values).strip()
        if missing := blanks(f"{subject}\n{body}"):
            raise TemplateError(
                _("the template {id} asks for {names}, which no machine knows.").format(
                    id=self._settings.away.template, names=", ".join(missing)
                )
            )
        return subject, body

    def _template(self) -> Template:
        id = self._settings.away.template
        for known in (self._words.templates.all, self._words.automatic):
            for template in known():
                if template.id == id:
                    return template
        raise TemplateError(
            _("there is no template {id}, which [away] in the settings names.").format(id=id)
        )

    def _complain(self, sentence: str) -> None:
        """Once for each reason: the customers of a whole night have the same."""
        if sentence != self._complained:
            self._complained = sentence
            self._publish(Trouble(sentence))

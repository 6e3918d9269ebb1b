"""Composing: from a conversation to a draft, from a draft to the outbox."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from shopdesk.domain.conversation import Conversation, FiledMessage
from shopdesk.domain.errors import ShopdeskError
from shopdesk.domain.outbox import Dispatch, Stage
from shopdesk.domain.reply import (
    Draft,
    attribution,
    quoted,
    reply_references,
    reply_subject,
    unanswered,
    why_not,
)
from shopdesk.domain.salutation import first_name
from shopdesk.domain.settings import Settings
from shopdesk.domain.template import Template
from shopdesk.ports.mail import MailWriter
from shopdesk.ports.records import Records
from shopdesk.ports.templates import Filler
from shopdesk.words import _


class NotSendable(ShopdeskError):
    """The draft may not go out; the sentence says why."""


class Compose:
    """Drafts, and the finished mail put into the outbox."""

    def __init__(
        self,
        records: Records,
        filler: Filler,
        writer: MailWriter,
        settings: Settings,
        token: Callable[[], str] = lambda: secrets.token_hex(8),
    ) -> None:
        self._records = records
        self._filler = filler
        self._writer = writer
        self._settings = settings
        self._token = token

    def draft(self, conversation: int, template: Template | None = None) -> Draft:
        """A draft that answers all that waits; the kept draft's text when no template is given."""
        stand = self._records.conversation(conversation)
        messages = self._records.messages(conversation)
        theirs = [m for m in messages if not m.outgoing]
        last = theirs[-1] if theirs else messages[-1]
        blank = Draft(
            conversation=conversation,
            mailbox=stand.mailbox,
            sender=self._written_to(stand, last),
            recipient=stand.customer.email,
            subject=reply_subject(last.message.subject or stand.subject),
            body=self._closing(),
            quote=self._quote(stand, last),
            in_reply_to=last.message.message_id,
            references=reply_references(last),
            answers=unanswered(messages),
        )
        if template is not None:
            return self._filled(blank, template, stand)
        kept = self._records.draft(conversation)
        return blank if kept is None else replace(blank, body=kept[0], template=kept[1])

    def keep(self, draft: Draft) -> None:
        """Remember what the composer holds."""
        self._records.save_draft(draft.conversation, draft.body, draft.template)

    def queue(self, draft: Draft, now: datetime) -> int:
        """Write the finished mail into the outbox; it leaves after the time to undo.

        Raises `NotSendable`; the outbox is on disk when this returns.
        """
        if (problem := why_not(draft)) is not None:
            raise NotSendable(_why_sentence(*problem))
        due = now + self._settings.undo
        domain = draft.sender.rpartition("@")[2]
        message_id = f"sd.{draft.conversation}.{self._token()}@{domain}"
        raw = self._writer.write(
            message_id=message_id,
            sender=draft.sender,
            sender_name=self._settings.shop.name,
            recipient=draft.recipient,
            subject=draft.subject,
            body=f"{draft.body.rstrip()}\n\n{draft.quote}".rstrip() + "\n",
            in_reply_to=draft.in_reply_to,
            references=draft.references,
            at=due,
        )
        dispatch = Dispatch(
            id=0,
            conversation=draft.conversation,
            mailbox=draft.mailbox,
            message_id=message_id,
            sender=draft.sender,
            recipients=(draft.recipient,),
            raw=raw,
            answers=draft.answers,
            stage=Stage.QUEUED,
            due=due,
        )
        with self._records.transaction():
            self._recall_held(draft.conversation)
            self._records.save_draft(draft.conversation, draft.body, draft.template)
            return self._records.queue(dispatch, draft.template, at=now)

    def undo(self, dispatch: int) -> bool:
        """Take a reply back; False when it is on its way already. Its text stays as the draft."""
        with self._records.transaction():
            if self._records.dispatch(dispatch).stage is not Stage.QUEUED:
                return False
            self._records.advance(dispatch, Stage.RECALLED)
        return True

    def _recall_held(self, conversation: int) -> None:
        for held in self._records.dispatches(Stage.HELD):
            if held.conversation == conversation:
                self._records.advance(held.id, Stage.RECALLED)

    def _written_to(self, stand: Conversation, last: FiledMessage) -> str:
        """The address of ours that the customer wrote to, else the mailbox's own."""
        own = self._settings.mailbox(stand.mailbox).addresses
        written = (a.email for a in last.message.to if a.email.lower() in own)
        return next(written, stand.mailbox)

    def _closing(self) -> str:
        shop = self._settings.shop
        return "\n\n" + (shop.signature or f"{shop.owner}\n{shop.name}")

    def _quote(self, stand: Conversation, last: FiledMessage) -> str:
        if last.outgoing or not last.message.new_text:
            return ""
        name = last.message.author.name or last.message.author.email
        local = last.received.astimezone(self._settings.shop.zone)
        return f"{attribution(name, local, stand.language)}\n{quoted(last.message.new_text)}"

    def _filled(self, blank: Draft, template: Template, stand: Conversation) -> Draft:
        shop = self._settings.shop
        language, variant = template.variant(stand.language, shop.language)
        customer = {
            "first_name": first_name(stand.customer.name, stand.language or language),
            "name": stand.customer.name,
            "email": stand.customer.email,
        }
        # An empty text counts as true in Liquid: what is not known must not be there at all.
        values: dict[str, object] = {
            "customer": {key: value for key, value in customer.items() if value},
            "shop": {"name": shop.name},
            "owner": {"name": shop.owner},
            "conversation": {"subject": stand.subject},
            "order": {"number": stand.order_number} if stand.order_number else {},
        }
        body = self._filler.fill(variant.body, values).strip()
        subject = self._filler.fill(variant.subject, values) if variant.subject else blank.subject
        return replace(
            blank,
            subject=" ".join(subject.split()),
            body=body + self._closing(),
            template=template.id,
        )


def _why_sentence(kind: str, names: tuple[str, ...]) -> str:
    if kind == "recipient":
        return _("There is no address to answer to: the mail came without a sender.")
    if kind == "empty":
        return _("The reply is empty. Write something, or pick a template with ctrl+t.")
    listed = ", ".join(f"{{{{ {name} }}}}" for name in names)
    return _("Not sent: fill in {names} first.").format(names=listed)

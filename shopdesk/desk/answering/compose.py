"""Composing: from a conversation to a draft, from a draft to the outbox."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from shopdesk.desk.answering.filling import Filling, Order
from shopdesk.desk.answering.why_not import why_sentence
from shopdesk.desk.moves.gifts import Gifts
from shopdesk.domain.alarm.reminder import After
from shopdesk.domain.answer.outbox import Dispatch, Stage
from shopdesk.domain.answer.product import Product
from shopdesk.domain.answer.reply import (
    Draft,
    Kept,
    Kind,
    attribution,
    forward_subject,
    quoted,
    reply_references,
    reply_subject,
    unanswered,
    why_not,
)
from shopdesk.domain.answer.template import Template
from shopdesk.domain.errors import ShopdeskError
from shopdesk.domain.mail.conversation import Conversation, FiledMessage
from shopdesk.domain.moves.play import NO_PLAY, Play
from shopdesk.domain.shop.settings import Settings
from shopdesk.ports.mail import MailWriter
from shopdesk.ports.records import Records
from shopdesk.ports.templates import Filler
from shopdesk.ports.world import Clock, Files
from shopdesk.words import _

MIB = 1024 * 1024
LARGEST = 18 * MIB
"""Base64 makes a third more of it, and many servers stop at 25 MiB."""


class NotSendable(ShopdeskError):
    """The draft may not go out; the sentence says why."""


class Compose:
    """Drafts, and the finished mail put into the outbox."""

    def __init__(
        self,
        records: Records,
        filler: Filler,
        writer: MailWriter,
        files: Files,
        settings: Settings,
        clock: Clock,
        token: Callable[[], str] = lambda: secrets.token_hex(8),
        order: Order = lambda *_: None,
        gifts: Gifts | None = None,
        edited: Callable[[Draft, str], bool | None] = lambda *_: None,
    ) -> None:
        """`order` tells what is known of the order that a conversation is about.

        `edited` tells whether the template's words were changed, given the closing below them.
        """
        self._records = records
        self._filling = Filling(records, filler, settings, clock, order, gifts)
        self._writer = writer
        self._files = files
        self._settings = settings
        self._token = token
        self._gifts = gifts
        self._edited = edited

    def draft(
        self,
        conversation: int,
        template: Template | None = None,
        kind: Kind = Kind.REPLY,
        play: Play | None = None,
    ) -> Draft:
        """A draft that answers all that waits; the kept draft's text when no template is given.

        `play` goes with it; None: what goes with a reply by itself.
        """
        stand = self._records.conversation(self._records.present(conversation))
        messages = self._records.messages(stand.id)
        theirs = [m for m in messages if not m.outgoing and m.automatic is None]
        last = theirs[-1] if theirs else messages[-1]
        blank = self._blank(stand, messages, last, kind)
        attached = play
        if play is None and kind in (Kind.REPLY, Kind.REPLY_ALL) and self._gifts is not None:
            play = self._gifts.begun(stand)
        blank = replace(blank, after=After(play=play or NO_PLAY))
        if template is not None:
            return self._filled(blank, template, stand)
        kept = self._records.draft(stand.id) if kind is Kind.REPLY else None
        if kept is None:
            return blank
        return replace(
            blank,
            body=kept.body,
            own=True,
            template=kept.template,
            subject=kept.subject,
            to=kept.to,
            cc=kept.cc,
            files=kept.files,
            after=kept.after if attached is None else replace(kept.after, play=attached),
        )

    def _blank(
        self,
        stand: Conversation,
        messages: tuple[FiledMessage, ...],
        last: FiledMessage,
        kind: Kind,
    ) -> Draft:
        sender = self._written_to(stand, last)
        # Not everybody who writes in a conversation is the customer that it began with.
        email = stand.customer.email if last.outgoing else last.writer.email
        draft = Draft(
            conversation=stand.id,
            mailbox=stand.mailbox,
            sender=sender,
            to=(email,) if email else (),
            subject=reply_subject(last.message.subject or stand.subject),
            body=self._closing(),
            quote=self._quote(stand, last),
            in_reply_to=last.message.message_id,
            references=reply_references(last),
            answers=unanswered(messages),
        )
        match kind:
            case Kind.REPLY_ALL:
                own = self._settings.mailbox(stand.mailbox).addresses
                others = (a.email for a in last.message.to if a.email.lower() not in own)
                cc = tuple(dict.fromkeys(a for a in others if a and a not in draft.to))
                return replace(draft, cc=cc)
            case Kind.FORWARD:
                subject = forward_subject(last.message.subject or stand.subject)
                return replace(draft, to=(), subject=subject, answers=())
            case Kind.NEW:
                return replace(
                    draft, subject="", quote="", in_reply_to="", references=(), answers=()
                )
            case Kind.REPLY:
                return draft

    def keep(self, draft: Draft) -> None:
        """Remember what the composer holds."""
        self._records.save_draft(self._home(draft), _kept(draft))

    def may_go(self, draft: Draft) -> None:
        """Raises `NotSendable` for what no owner can mean to send."""
        if (problem := why_not(draft)) is not None:
            raise NotSendable(why_sentence(*problem))
        if draft.body.strip() == self._closing().strip() and not draft.files:
            raise NotSendable(why_sentence("empty", ()))

    def queue(self, draft: Draft, now: datetime, leaves: datetime | None = None) -> int:
        """Write the finished mail into the outbox; it leaves after the time to undo, or later.

        Raises `NotSendable`; the outbox is on disk when this returns.
        """
        self.may_go(draft)
        due = max(now + self._settings.undo, leaves or now)
        if draft.after.promise is not None and draft.after.promise <= due:
            raise NotSendable(_("The promise would be over before the reply leaves."))
        domain = draft.sender.rpartition("@")[2]
        conversation = self._home(draft)
        message_id = f"sd.{conversation}.{self._token()}@{domain}"
        raw = self._writer.write(
            message_id=message_id,
            sender=draft.sender,
            sender_name=self._settings.shop.name,
            to=draft.to,
            cc=draft.cc,
            subject=draft.subject,
            body=f"{draft.body.rstrip()}\n\n{draft.quote}".rstrip() + "\n",
            files=self._enclosed(draft.files),
            in_reply_to=draft.in_reply_to,
            references=draft.references,
            at=due,
        )
        dispatch = Dispatch(
            id=0,
            conversation=conversation,
            mailbox=draft.mailbox,
            message_id=message_id,
            sender=draft.sender,
            recipients=tuple(dict.fromkeys((*draft.to, *draft.cc))),
            raw=raw,
            answers=draft.answers,
            stage=Stage.QUEUED,
            due=due,
            after=draft.after,
        )
        with self._records.transaction():
            self._recall_held(conversation)
            self._records.save_draft(conversation, _kept(draft))
            number = self._records.queue(dispatch, draft.template, at=now)
            self._records.note_edited(number, self._edited(draft, self._closing()))
            return number

    def undo(self, dispatch: int) -> bool:
        """Take a reply back; False when it is on its way already. Its text stays as the draft.

        What was to happen after it is taken back, too, but for what its text speaks of.
        """
        with self._records.transaction():
            reply = self._records.dispatch(dispatch)
            if reply.stage is not Stage.QUEUED:
                return False
            self._records.advance(dispatch, Stage.RECALLED)
            if (kept := self._records.draft(reply.conversation)) is not None:
                after = After(play=kept.after.play)
                self._records.save_draft(reply.conversation, replace(kept, after=after))
        return True

    def _enclosed(self, paths: Sequence[str]) -> list[tuple[str, bytes]]:
        files = []
        for path in paths:
            content = self._files.read(path)
            files.append((path, content))
        if sum(len(content) for _, content in files) > LARGEST:
            raise NotSendable(
                _("The files are {size} MiB, and most servers take {most}: leave some out.").format(
                    size=sum(len(c) for _n, c in files) // MIB, most=LARGEST // MIB
                )
            )
        return files

    def _home(self, draft: Draft) -> int:
        """Its conversation, which may have been merged or split since the composer was opened."""
        held = self._records.holding(draft.answers[-1]) if draft.answers else None
        return self._records.present(draft.conversation) if held is None else held

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
        name = last.writer.name or last.writer.email
        local = last.received.astimezone(self._settings.shop.zone)
        return f"{attribution(name, local, stand.language)}\n{quoted(last.message.new_text)}"

    def text(self, conversation: int, template: Template) -> str:
        """A template's text for this customer, without the closing."""
        stand = self._records.conversation(self._records.present(conversation))
        return self._filling.body(stand, template)

    def snippet(self, conversation: int, name: str, templates: Iterable[Template]) -> str | None:
        """The text of the template with that id or shortcut; None when there is none."""
        wanted = name.casefold()
        for template in templates:
            if wanted in (template.id.casefold(), template.shortcut.casefold()):
                return self.text(conversation, template)
        return None

    def phrase(self, conversation: int, source: str, play: Play) -> str:
        """A line of Liquid as the customer's language writes it."""
        stand = self._records.conversation(self._records.present(conversation))
        return self._filling.phrase(stand, source, play)

    def values(self, conversation: int, product: Product | None = None) -> dict[str, object]:
        """What a text for this customer is filled in with, in the customer's language."""
        stand = self._records.conversation(self._records.present(conversation))
        language = stand.language or self._settings.shop.language
        return self._filling.values(stand, language, product)

    def _filled(self, blank: Draft, template: Template, stand: Conversation) -> Draft:
        play = blank.after.play
        return replace(
            blank,
            subject=self._filling.subject(stand, template, play) or blank.subject,
            body=self._filling.body(stand, template, play) + self._closing(),
            template=template.id,
            files=template.attachments,
        )


def _kept(draft: Draft) -> Kept | None:
    kept = (draft.body, draft.template, draft.subject, draft.to, draft.cc, draft.files, draft.after)
    return Kept(*kept) if draft.body.strip() else None

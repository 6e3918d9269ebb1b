"""Looking at an answer once more before it leaves."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from shopdesk.domain.answer.outbox import Stage
from shopdesk.domain.answer.reply import Draft
from shopdesk.domain.answer.send_check import (
    TWICE_WITHIN,
    Check,
    SendWarning,
    Sent,
    Situation,
    check,
    kind,
)
from shopdesk.domain.errors import UnreadableMail
from shopdesk.domain.mail.conversation import Conversation, FiledMessage
from shopdesk.domain.shop.settings import Settings
from shopdesk.ports.mail import MailReader
from shopdesk.ports.records import Records
from shopdesk.words import _

LOOKED_AT = 20_000
"""Characters of each message in the conversation that an answer is compared with."""
_ON_THE_WAY = (Stage.QUEUED, Stage.CALLING, Stage.SENDING, Stage.UNSURE, Stage.ACCEPTED)


class SendCheck:
    """Knows what an answer has to be compared with."""

    def __init__(self, records: Records, reader: MailReader, settings: Settings) -> None:
        self._records = records
        self._reader = reader
        self._settings = settings

    def warnings(self, draft: Draft, now: datetime) -> tuple[SendWarning, ...]:
        """What the owner may be sorry for; empty for a good answer. It may be sent anyway."""
        return check(draft, self._situation(draft, now))

    def _situation(self, draft: Draft, now: datetime) -> Situation:
        stand = self._records.conversation(self._records.present(draft.conversation))
        messages = self._records.messages(stand.id)
        shop = self._settings.shop
        return Situation(
            name=stand.customer.name,
            addresses=_addresses(stand, messages),
            language=stand.language,
            category=stand.category,
            said=_said(stand, messages),
            ours=(shop.owner, shop.name),
            closing=shop.signature or f"{shop.owner}\n{shop.name}",
            now=now,
            others=self._records.others(stand.customer.id),
            apologised=any(m.outgoing and kind(m.message.new_text) for m in messages),
            undelivered=self._records.undelivered((*draft.to, *draft.cc)),
            recent=(*_sent(messages, now), *self._leaving(stand.id)),
        )

    def _leaving(self, conversation: int) -> Iterable[Sent]:
        for dispatch in self._records.dispatches(*_ON_THE_WAY):
            if dispatch.conversation != conversation:
                continue
            try:
                text = self._reader.read(dispatch.raw).text
            except UnreadableMail:
                continue
            yield Sent(dispatch.due - self._settings.undo, dispatch.recipients, text)


def _addresses(stand: Conversation, messages: tuple[FiledMessage, ...]) -> frozenset[str]:
    writers = (m.writer.email for m in messages if not m.outgoing and m.automatic is None)
    return frozenset(email.lower() for email in (stand.customer.email, *writers) if email)


def _said(stand: Conversation, messages: tuple[FiledMessage, ...]) -> str:
    spoken = (
        f"{m.writer.name}\n{m.message.subject}\n{m.message.text[:LOOKED_AT]}" for m in messages
    )
    return "\n".join((stand.subject, stand.order_number, *spoken))


def _sent(messages: tuple[FiledMessage, ...], now: datetime) -> Iterable[Sent]:
    for m in messages:
        if m.outgoing and now - m.received <= TWICE_WITHIN:
            yield Sent(m.received, tuple(a.email for a in m.message.to), m.message.text)


def sentence(warning: SendWarning) -> str:
    """The warning as the owner reads it."""
    about = warning.about
    listed = ", ".join(about)
    match warning.check:
        case Check.EMPTY:
            return _("There is nothing in the answer but the greeting and your name.")
        case Check.NAME:
            return _("It says {name}, and the customer is {customer}.").format(
                name=about[0], customer=about[1]
            )
        case Check.ORDER_NUMBER:
            return _("Order {numbers} is another customer's.").format(numbers=listed)
        case Check.ATTACHMENT:
            return _("It says “{words}”, and no file goes with it.").format(words=listed)
        case Check.LANGUAGE:
            return _("The customer writes in {theirs}, and this is in {ours}.").format(
                theirs=_language(about[1]), ours=_language(about[0])
            )
        case Check.COLD:
            return _("A complaint, and the answer has neither an apology nor thanks.")
        case Check.ARGUMENT:
            return _("It argues with the customer: “{words}”.").format(words=listed)
        case Check.BOUNCED:
            return _("Your last mail to {addresses} came back.").format(addresses=listed)
        case Check.TWICE:
            return _("The very same answer went to {address} a moment ago.").format(address=listed)


def _language(code: str) -> str:
    names = {"en": _("English"), "vi": _("Vietnamese"), "ru": _("Russian")}
    return names.get(code, code)

"""Finds the conversation of a mail, and makes one of those that it shows to be one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from shopdesk.desk.receiving.rearrange import Rearrange
from shopdesk.domain.deeds import DeedKind
from shopdesk.domain.mail.conversation import FiledMessage
from shopdesk.domain.mail.message import Message
from shopdesk.domain.mail.threading import WITHIN, Lead, Threadable, folded, links, together
from shopdesk.ports.records import Records


class Threads:
    """The rules of `domain.threading` on the records, mail by mail, in any order."""

    def __init__(self, records: Records, rearrange: Rearrange) -> None:
        self._records = records
        self._rearrange = rearrange

    def of_customer(
        self, mailbox: str, mail: Threadable, received: datetime, now: datetime
    ) -> int | None:
        """The conversation of a customer's message; None for a new one."""
        about: tuple[int, ...] = ()
        if mail.contact and mail.order_numbers:
            about = self._records.about_order(
                mailbox, mail.contact, mail.order_numbers, received - WITHIN, received + WITHIN
            )
        return self._one_of(together(mail, self._leads(mailbox, mail), about), now)

    def of_answer(self, mailbox: str, mail: Threadable, now: datetime) -> int | None:
        """The conversation that an answer made elsewhere belongs to (design 4.3).

        Linked by References and addressed to somebody who wrote in it, or else the only open one
        with a recipient.
        """
        found = together(mail, self._leads(mailbox, mail))
        recipients = {folded(address) for address in mail.people}
        if found:
            return self._one_of([n for n in found if self._concerns(n, recipients)], now)
        for email in sorted(recipients):
            if (only := self._records.only_open_with(mailbox, email)) is not None:
                return only
        return None

    def answers_to(
        self, mailbox: str, mail: Threadable, conversation: int
    ) -> tuple[FiledMessage, ...]:
        """Answers made elsewhere that came before their question; they are put into place now."""
        found = tuple(
            answer
            for answer in self._records.loose(mailbox, links(mail))
            if folded(mail.contact) in {folded(a.email) for a in answer.message.to}
        )
        for answer in found:
            self._records.put_into(conversation, answer.id)
        return found

    def _leads(self, mailbox: str, mail: Threadable) -> tuple[Lead, ...]:
        return self._records.leads(mailbox, links(mail), mail.tokens)

    def _one_of(self, found: Sequence[int], now: datetime) -> int | None:
        """The likeliest, with all others merged into the oldest that the owner did not part."""
        if not found:
            return None
        chosen = [found[0]]
        for other in found[1:]:
            if self._records.apart(other).isdisjoint(chosen):
                chosen.append(other)
        oldest, *others = sorted(chosen)
        for other in others:
            self._rearrange.merge(oldest, other, now, DeedKind.JOINED)
        return oldest

    def _concerns(self, conversation: int, recipients: set[str]) -> bool:
        if folded(self._records.conversation(conversation).customer.email) in recipients:
            return True
        thread = self._records.messages(conversation)
        return any(folded(m.writer.email) in recipients for m in thread if not m.outgoing)


def recipients(message: Message) -> frozenset[str]:
    """Those whom an answer of ours is addressed to."""
    return frozenset(address.email for address in message.to if address.email)

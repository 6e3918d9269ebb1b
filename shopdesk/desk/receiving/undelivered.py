"""Answers of ours that came back: they count as never given."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from shopdesk.desk.clock.waits import Waits
from shopdesk.desk.events import AnswerBounced
from shopdesk.domain.clock.wait import Outcome
from shopdesk.domain.mail.bounce import Bounce, Lasting
from shopdesk.domain.mail.conversation import FiledMessage, Status
from shopdesk.domain.mail.message import Message
from shopdesk.domain.mail.returned import returned_ids
from shopdesk.ports.mail import BounceReader
from shopdesk.ports.records import Records
from shopdesk.words import _


class Undelivered:
    """Finds the answer that a returned mail is about, and lets its waits go on."""

    def __init__(self, records: Records, reader: BounceReader, waits: Waits) -> None:
        self._records = records
        self._reader = reader
        self._waits = waits

    def take(
        self, mailbox: str, message: Message, raw: bytes, now: datetime
    ) -> list[AnswerBounced]:
        """What there is to say: nothing for a bounce of any other mail, or for a mere delay."""
        answers = self._records.answers_with(mailbox, (*message.references, *returned_ids(raw)))
        if not answers:
            return []
        bounce = self._reader.read(raw)
        if bounce is None or bounce.delayed:
            return []
        for answer in answers:
            if answer.automatic is not None:
                self._records.survey_came_back(answer.message.message_id)
        return [
            self._void(mailbox, answer, bounce, now)
            for answer in answers
            # nobody misses what a machine of ours said
            if not answer.bounced and answer.automatic is None
        ]

    def _void(
        self, mailbox: str, answer: FiledMessage, bounce: Bounce, now: datetime
    ) -> AnswerBounced:
        why = _sentence(answer, bounce)
        self._records.set_bounced(answer.id, why)
        self._records.reopen_reminders(answer.id)
        conversation = self._records.holding(answer.id) or 0
        for conversation, wait in self._records.ended_by(answer.id):
            self._go_on(conversation, wait, answer, now)
        customer = self._records.conversation(conversation).customer
        return AnswerBounced(
            mailbox=mailbox,
            conversation=conversation,
            name=customer.name or customer.email,
            recipients=bounce.recipients,
            kind=bounce.kind,
            trouble=why,
        )

    def _go_on(self, conversation: int, wait: int, answer: FiledMessage, now: datetime) -> None:
        """The wait runs as if never answered, and rings anew, unless a later answer did arrive."""
        self._records.reopen_wait(wait)
        self._records.stir(conversation)
        running = dict(self._records.running(conversation))[wait]
        self._records.put_wait(conversation, replace(running, rung=-1), alarmed=now)
        self._records.set_status(conversation, Status.OPEN)
        for later in self._records.messages(conversation):
            if _answers_instead(later, answer):
                before = (m.message for m in running.messages if m.received <= later.received)
                sent = self._records.sent_by_us
                ours = sent(
                    self._records.conversation(conversation).mailbox, later.message.message_id
                )
                outcome = Outcome.ANSWERED if ours else Outcome.ELSEWHERE
                self._waits.end(frozenset(before), outcome, later.received, later.id)
                return


def _answers_instead(later: FiledMessage, answer: FiledMessage) -> bool:
    human = later.outgoing and later.automatic is None and not later.bounced
    return human and later.id != answer.id and later.received >= answer.received


def _sentence(answer: FiledMessage, bounce: Bounce) -> str:
    names = bounce.recipients or tuple(a.email for a in answer.message.to if a.email)
    said = bounce.said or _(bounce.reason.value)
    if bounce.kind is Lasting.HARD:
        form = _("Your answer did not reach {names}, and none will: {said}")
    else:
        form = _("Your answer did not reach {names}: {said}")
    return form.format(names=", ".join(names), said=said)

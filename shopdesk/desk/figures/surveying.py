"""Asks customers how it was: some time after their matter was closed, or their order came."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime

from shopdesk.desk.answering.acknowledge import Words
from shopdesk.desk.events import Publish, Trouble
from shopdesk.desk.figures.ratings import Ratings
from shopdesk.desk.figures.survey_mail import Asked, SurveyMail
from shopdesk.domain.answer.acknowledge import is_safe
from shopdesk.domain.answer.reply import reply_references
from shopdesk.domain.errors import TemplateError
from shopdesk.domain.figures.facts import Scale
from shopdesk.domain.figures.survey import RESTS, is_askable
from shopdesk.domain.mail.conversation import Category, Conversation, Status
from shopdesk.domain.mail.threading import folded
from shopdesk.domain.shop.settings import Settings
from shopdesk.ports.records import Records
from shopdesk.ports.surveys import Delivered
from shopdesk.words import _

AT_ONCE = 5
"""Surveys in one go: no server takes them for a flood."""
LOOKED_AT = 50
"""So many are looked at in one go."""


class Surveying:
    """Nobody is asked twice in a month, and no machine ever."""

    def __init__(
        self,
        records: Records,
        words: Words,
        ratings: Ratings,
        settings: Settings,
        publish: Publish,
    ) -> None:
        self._records = records
        self._settings = settings
        self._publish = publish
        self._mail = SurveyMail(records, words, ratings, settings)
        self._complained = ""

    def ask(self, now: datetime) -> int:
        """Put the surveys that are due into the outbox; how many.

        Raises `TemplateError`, when all others are done, where the words of one cannot be
        filled in.
        """
        if not self._settings.surveys.enabled:
            return 0
        asked, trouble = 0, None
        for ask in self._due(now):
            if asked >= AT_ONCE:
                break
            try:
                with self._records.transaction():
                    asked += ask()
            except TemplateError as error:
                trouble = error
        if trouble is not None:
            raise trouble
        return asked

    def ask_if_possible(self, now: datetime) -> None:
        """The same; where their words cannot be filled in, say so once."""
        try:
            self.ask(now)
        except TemplateError as error:
            if str(error) != self._complained:
                self._complained = str(error)
                self._publish(Trouble(_("No surveys go out: {why}").format(why=error)))

    def _due(self, now: datetime) -> Iterator[Callable[[], bool]]:
        rules = self._settings.surveys
        if rules.after_closing is not None:
            before = now - rules.after_closing
            for conversation, address in self._records.to_survey(before, LOOKED_AT):
                yield lambda c=conversation, a=address: self._about_matter(c, a, now)  # type: ignore[misc]
        if rules.after_delivery is not None:
            self._records.note_deliveries(now)
            for one in self._records.delivered(now - rules.after_delivery, LOOKED_AT):
                yield lambda d=one: self._about_order(d, now)  # type: ignore[misc]

    def _may_ask(self, contact: str, now: datetime) -> bool:
        asked = self._records.asked_since(contact, now - RESTS)
        return not asked and not self._records.opted_out(contact)

    def _about_matter(self, conversation: int, address: str, now: datetime) -> bool:
        if not self._may_ask(folded(address), now):
            return False
        stand = self._records.conversation(conversation)
        messages = self._records.messages(stand.id)
        theirs = [m for m in messages if not m.outgoing and m.automatic is None]
        own = self._settings.mailbox(stand.mailbox).addresses
        if not theirs or not is_safe(theirs[-1].message, own):
            return False
        last = theirs[-1]
        if self._is_lost(last.writer.email):
            return False
        written = (a.email for a in last.message.to if a.email.lower() in own)
        asked = Asked(
            stand=stand,
            email=last.writer.email,
            sender=next(written, stand.mailbox),
            language=stand.language,
            scale=self._scale(conversation),
            since=last.received,
            in_reply_to=last.message.message_id,
            references=reply_references(last),
        )
        self._mail.send(asked, now)
        return True

    def _about_order(self, one: Delivered, now: datetime) -> bool:
        """Once, or never: only who waits for an answer is asked when that has been given."""
        contact = folded(one.email)
        if self._records.is_waiting(contact):
            return False
        own = frozenset().union(*(box.addresses for box in self._settings.mailboxes))
        self._records.settle_delivery(one.order, now)
        if not is_askable(one.email, own) or self._is_lost(one.email):
            return False
        if not self._may_ask(contact, now):
            return False
        stand = self._conversation(one, now)
        asked = Asked(
            stand=stand,
            email=one.email,
            sender=stand.mailbox,
            language=stand.language,
            scale=self._scale(one.order),
            since=one.at,
            order=one.order,
            order_number=one.number,
        )
        self._mail.send(asked, now)
        return True

    def _conversation(self, one: Delivered, now: datetime) -> Conversation:
        """The one about that order; a new one where the customer never wrote of it."""
        number = one.conversation
        if number is None:
            customer = self._records.customer_at(one.email)
            language = "" if customer is None else self._records.language_of(customer)
            number = self._records.add_conversation(
                mailbox=self._settings.mailboxes[0].address,
                name=one.name,
                email=one.email,
                subject=f"#{one.number}",
                category=Category.OTHER,
                language=language or self._settings.shop.language,
                order_number=one.number,
                backlog=False,
                at=now,
            )
            self._records.set_status(number, Status.CLOSED, waits=False)
        return self._records.conversation(number)

    def _is_lost(self, address: str) -> bool:
        """Our last mail came back from there."""
        return bool(self._records.undelivered([address.lower()]))

    def _scale(self, number: int) -> Scale:
        scales = self._settings.surveys.scales
        return scales[number % len(scales)]

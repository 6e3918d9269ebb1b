"""The mail that asks how it was."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from shopdesk.desk.answering.acknowledge import Words
from shopdesk.desk.figures.ratings import Ratings
from shopdesk.domain.answer.outbox import Dispatch, Stage
from shopdesk.domain.answer.reply import blanks
from shopdesk.domain.answer.template import Template
from shopdesk.domain.answer.variables import Answer, values_for
from shopdesk.domain.errors import TemplateError
from shopdesk.domain.figures.facts import RANGE, Scale
from shopdesk.domain.figures.survey import STOP, Survey, link
from shopdesk.domain.mail.conversation import Conversation
from shopdesk.domain.mail.threading import folded
from shopdesk.domain.shop.settings import Settings
from shopdesk.ports.records import Records
from shopdesk.words import _


@dataclass(frozen=True, slots=True)
class Asked:
    """Who is asked, and about what."""

    stand: Conversation
    """Where the answer will be filed."""
    email: str
    """The customer's address."""
    sender: str
    """The address of ours that the customer knows."""
    language: str
    """The customer's; may be empty."""
    scale: Scale
    """What is asked."""
    since: datetime
    """When the matter was written about last, or the goods came, UTC."""
    order: int | None = None
    """The records' number of the order that it is about."""
    order_number: str = ""
    """The same as the customer knows it."""
    in_reply_to: str = ""
    """The Message-ID that it answers."""
    references: tuple[str, ...] = ()
    """The thread so far."""


class SurveyMail:
    """Puts one into the outbox; no clock hears of it."""

    def __init__(
        self,
        records: Records,
        words: Words,
        ratings: Ratings,
        settings: Settings,
        random_part: Callable[[], str] = lambda: secrets.token_hex(8),
    ) -> None:
        self._records = records
        self._words = words
        self._ratings = ratings
        self._settings = settings
        self._random_part = random_part

    def send(self, asked: Asked, now: datetime) -> None:
        """Part of the caller's transaction; raises `TemplateError`."""
        stand = asked.stand
        message_id = f"sd.{stand.id}.{self._random_part()}@{asked.sender.rpartition('@')[2]}"
        contact = folded(asked.email)
        survey = self._records.add_survey(
            Survey(0, stand.id, contact, asked.scale, message_id, now, order=asked.order)
        )
        dispatch = Dispatch(
            id=0,
            conversation=stand.id,
            mailbox=stand.mailbox,
            message_id=message_id,
            sender=asked.sender,
            recipients=(asked.email,),
            raw=self._written(asked, survey, message_id, now),
            answers=(),
            stage=Stage.QUEUED,
            due=now,
        )
        self._records.mark_automatic(self._records.queue(dispatch, "", at=now))

    def _written(self, asked: Asked, survey: int, message_id: str, now: datetime) -> bytes:
        key = self._ratings.key()
        stop = link(asked.sender, key, survey, STOP)
        best_first = reversed(RANGE[asked.scale])
        lines = [f"{rating}: {link(asked.sender, key, survey, rating)}" for rating in best_first]
        subject, body = self._text(asked, now, "\n".join(lines), stop)
        return self._words.writer.write(
            message_id=message_id,
            sender=asked.sender,
            sender_name=self._settings.shop.name,
            to=(asked.email,),
            subject=subject,
            body=f"{body}\n\n{self._settings.shop.closing}\n",
            in_reply_to=asked.in_reply_to,
            references=asked.references,
            at=now,
            automatic=True,
            unsubscribe=stop,
        )

    def _text(self, asked: Asked, now: datetime, links: str, stop: str) -> tuple[str, str]:
        shop = self._settings.shop
        template = self._template(asked.scale)
        language, variant = template.variant(asked.language, shop.language)
        stand = _without_blanks(asked.stand)
        values = values_for(Answer(stand, language, now, asked.sender, asked.since), shop)
        # to Liquid an empty text is as true as any other: what is not known is not there
        about = {"order": asked.order_number} if asked.order is not None else {}
        values["survey"] = {"links": links, "stop": stop, **about}
        subject = " ".join(self._words.filler.fill(variant.subject, values).split())
        body = self._words.filler.fill(variant.body, values).strip()
        if missing := blanks(f"{subject}\n{body}"):
            raise TemplateError(
                _("the survey's template asks for {names}, which no machine knows.").format(
                    names=", ".join(missing)
                )
            )
        return subject, body

    def _template(self, scale: Scale) -> Template:
        id = f"survey-{scale.value}"
        for known in (self._words.templates.all, self._words.automatic):
            for template in known():
                if template.id == id:
                    return template
        raise TemplateError(_("there is no template {id}.").format(id=id))


def _without_blanks(stand: Conversation) -> Conversation:
    """What customers wrote is never taken for a blank that nobody filled in."""
    name, subject = (text.replace("{{", "{ {") for text in (stand.customer.name, stand.subject))
    return replace(stand, customer=replace(stand.customer, name=name), subject=subject)

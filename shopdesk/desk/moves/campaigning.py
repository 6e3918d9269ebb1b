"""Campaigns: looked at first, then written a few at a time, each customer once."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from urllib.parse import quote

from shopdesk.desk.answering.acknowledge import Words
from shopdesk.desk.events import Publish, Trouble
from shopdesk.desk.figures.ratings import Ratings
from shopdesk.desk.guests.customers import Customers
from shopdesk.desk.moves.gifts import Gifts
from shopdesk.domain.answer.outbox import Dispatch, Stage
from shopdesk.domain.answer.reply import blanks
from shopdesk.domain.answer.template import Template
from shopdesk.domain.answer.variables import Answer, values_for
from shopdesk.domain.errors import ShopdeskError, TemplateError
from shopdesk.domain.figures.survey import stop_link
from shopdesk.domain.guests.tier import Tier
from shopdesk.domain.mail.conversation import Conversation
from shopdesk.domain.money import NO_CURRENCY, Money
from shopdesk.domain.moves.campaign import HOUR, SEGMENTS, CampaignMail, Reachable, times
from shopdesk.domain.moves.perks import Coupon, Perk, PerkKind
from shopdesk.domain.moves.play import NO_PLAY, Play
from shopdesk.domain.shop.settings import Settings
from shopdesk.ports.records import Records
from shopdesk.words import _

_STOP = {
    "en": "Rather no more mails like this one? Send this, and there will be none:\n{link}",
    "vi": "Nếu anh/chị không muốn nhận thư như thế này nữa, xin gửi thư này:\n{link}",
    "ru": "Не хотите больше таких писем? Отправьте это письмо, и их не будет:\n{link}",
}
"""In the customer's language, under every mail of a campaign."""


class CampaignRefused(ShopdeskError):
    """It cannot begin; the sentence says why."""


@dataclass(frozen=True, slots=True)
class Preview:
    """A campaign before it is begun."""

    to: tuple[Reachable, ...]
    """Everybody it would go to."""
    opted_out: int
    """Customers of the segment who want none."""
    coupons: int | None
    """How many the pool has; None: the campaign has none."""
    sample: str
    """How it reads for the first of them; empty for nobody."""


class Campaigning:
    """Each mail is one transaction: after a crash it is in the outbox, or still to be written."""

    def __init__(
        self,
        records: Records,
        words: Words,
        ratings: Ratings,
        customers: Customers,
        gifts: Gifts,
        settings: Settings,
        publish: Publish,
        random_part: Callable[[], str] = lambda: secrets.token_hex(8),
    ) -> None:
        self._records = records
        self._words = words
        self._ratings = ratings
        self._customers = customers
        self._gifts = gifts
        self._settings = settings
        self._publish = publish
        self._random_part = random_part
        self._complained = ""

    def preview(self, segment: str, template: str, pool: str, now: datetime) -> Preview:
        """Whom it would go to and how it reads; raises `CampaignRefused` or `TemplateError`."""
        if segment not in SEGMENTS:
            raise CampaignRefused(
                _("There is no segment {segment}; there are: {known}.").format(
                    segment=segment, known=", ".join(SEGMENTS)
                )
            )
        everybody = self._of(segment)
        to = tuple(one for one in everybody if not self._records.opted_out(one.contact))
        chosen, sample = self._template(template), ""
        for one in to:
            stand = self._records.conversation(one.conversation)
            subject, body = self._text(chosen, stand, _example(pool, now), "mailto:…", now)
            sample = sample or f"{subject}\n\n{body}"
        coupons = self._records.coupons_left().get(pool, 0) if pool else None
        return Preview(to, len(everybody) - len(to), coupons, sample)

    def begin(self, segment: str, template: str, pool: str, now: datetime) -> int:
        """Write down whom it goes to; `go_on` writes the mails. Returns its number."""
        found = self.preview(segment, template, pool, now)
        if not found.to:
            raise CampaignRefused(_("Nobody is in this segment."))
        if found.coupons is not None and found.coupons < len(found.to):
            raise CampaignRefused(
                _("The pool {pool} has {left} coupons, and {n} customers would get one.").format(
                    pool=pool, left=found.coupons, n=len(found.to)
                )
            )
        return self._records.add_campaign(segment, template, pool, found.to, now)

    def go_on(self, now: datetime) -> int:
        """Put the next mails into the outbox, as the pace allows; how many."""
        pace = self._settings.generosity.campaign_pace
        room = pace - self._records.campaign_mails_since(now - HOUR)
        if room <= 0:
            return 0
        due = self._records.campaign_due(room)
        done = 0
        for mail, leaves in zip(due, times(len(due), pace, now), strict=True):
            with self._records.transaction():
                done += self._queue(mail, leaves, now)
        return done

    def go_on_if_possible(self, now: datetime) -> None:
        """The same; what cannot be written is said once."""
        try:
            self.go_on(now)
        except (TemplateError, CampaignRefused) as error:
            if str(error) != self._complained:
                self._complained = str(error)
                self._publish(Trouble(_("The campaign does not go on: {why}").format(why=error)))

    def _of(self, segment: str) -> tuple[Reachable, ...]:
        wanted, reachable = SEGMENTS[segment], self._records.reachable()
        guests = self._customers.guests_by_number([one.customer for one in reachable])
        return tuple(
            one
            for one in reachable
            if (guests[one.customer].tier if one.customer in guests else Tier.NONE) in wanted
        )

    def _queue(self, mail: CampaignMail, leaves: datetime, now: datetime) -> bool:
        conversation = self._records.present(mail.conversation)
        stand = self._records.conversation(conversation)
        if self._records.opted_out(mail.contact) or not stand.customer.email:
            self._records.campaign_left_out(mail.number)
            return False
        perk = self._coupon(mail, now)
        link = stop_link(stand.mailbox, self._ratings.key(), mail.number)
        subject, body = self._text(self._template(mail.template), stand, perk, link, now)
        email = stand.customer.email
        message_id = f"sd.{stand.id}.{self._random_part()}@{stand.mailbox.rpartition('@')[2]}"
        url = self._settings.generosity.unsubscribe_url
        raw = self._words.writer.write(
            message_id=message_id,
            sender=stand.mailbox,
            sender_name=self._settings.shop.name,
            to=(email,),
            subject=subject,
            body=f"{body}\n",
            in_reply_to="",
            references=(),
            at=leaves,
            automatic=True,
            unsubscribe=link,
            one_click=url.replace("{address}", quote(email, safe="")),
        )
        dispatch = Dispatch(
            id=0,
            conversation=stand.id,
            mailbox=stand.mailbox,
            message_id=message_id,
            sender=stand.mailbox,
            recipients=(email,),
            raw=raw,
            answers=(),
            stage=Stage.QUEUED,
            due=leaves,
        )
        number = self._records.queue(dispatch, "", at=now)
        self._records.mark_automatic(number)
        self._give(mail, perk, stand, now)
        code = perk.what if perk else None
        self._records.campaign_queued(mail.number, number, code, now)
        return True

    def _coupon(self, mail: CampaignMail, now: datetime) -> Perk | None:
        if not mail.pool:
            return None
        held = self._records.hold_coupon(mail.pool, f"campaign:{mail.number}", now)
        if held is None:
            raise CampaignRefused(
                _("the pool {pool} has no coupon left; import some.").format(pool=mail.pool)
            )
        return _perk(held, mail, now)

    def _give(
        self, mail: CampaignMail, perk: Perk | None, stand: Conversation, now: datetime
    ) -> None:
        if perk is None:
            return
        self._records.coupon_given(perk.what, mail.contact, now)
        given = Perk(0, perk.kind, mail.contact, stand.id, perk.what, perk.cost, perk.why, now)
        self._records.add_perk(given, f"campaign:{mail.number}")

    def _text(
        self,
        template: Template,
        stand: Conversation,
        perk: Perk | None,
        link: str,
        now: datetime,
    ) -> tuple[str, str]:
        shop = self._settings.shop
        language, variant = template.variant(stand.language, shop.language)
        play = NO_PLAY if perk is None else Play(perk=perk)
        more = self._gifts.values(stand.customer.email, play, now)
        values = values_for(Answer(stand, language, now, stand.mailbox, more=more), shop)
        # it is about no order and no matter
        values.pop("order", None)
        subject = " ".join(
            self._words.filler.fill(variant.subject or variant.title, values).split()
        )
        body = self._words.filler.fill(variant.body, values).strip()
        if missing := blanks(f"{subject}\n{body}"):
            raise TemplateError(
                _("the template {id} asks for {names}, which no machine knows.").format(
                    id=template.id, names=", ".join(missing)
                )
            )
        stop = _STOP.get(language, _STOP["en"]).format(link=link)
        return subject, f"{body}\n\n{shop.closing}\n\n{stop}"

    def _template(self, id: str) -> Template:
        for template in self._words.templates.all():
            if template.id == id:
                return template
        raise CampaignRefused(_("There is no template {id}.").format(id=id))


def _perk(held: Coupon, mail: CampaignMail, now: datetime) -> Perk:
    why = _("campaign {number}").format(number=mail.campaign)
    return Perk(0, PerkKind.COUPON, mail.contact, None, held.code, held.cost, why, now)


def _example(pool: str, now: datetime) -> Perk | None:
    if not pool:
        return None
    nothing = Money(Decimal(), NO_CURRENCY)
    return Perk(0, PerkKind.COUPON, "", None, "XXXX-XXXX", nothing, "", now)

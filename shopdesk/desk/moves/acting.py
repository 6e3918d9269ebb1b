"""Does what goes with a reply, once, when the server has accepted it."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from decimal import Decimal

from shopdesk.desk.moves.credit import Credit
from shopdesk.desk.moves.returning import Returning
from shopdesk.domain.answer.outbox import Dispatch
from shopdesk.domain.mail.conversation import Conversation
from shopdesk.domain.mail.threading import folded
from shopdesk.domain.money import NO_CURRENCY, Money
from shopdesk.domain.moves.perks import PerkKind
from shopdesk.domain.moves.play import NO_PLAY, Play
from shopdesk.domain.moves.playbook import Incident
from shopdesk.domain.moves.returns import OVER, ReturnOutcome, ReturnStage
from shopdesk.domain.shop.settings import Settings
from shopdesk.ports.records import Records
from shopdesk.words import _


class Acting:
    """Each deed has a token made of the reply's Message-ID: accepted twice, it is done once."""

    def __init__(
        self, records: Records, credit: Credit, returning: Returning, settings: Settings
    ) -> None:
        self._records = records
        self._credit = credit
        self._returning = returning
        self._settings = settings

    def reply_accepted(self, dispatch: Dispatch, at: datetime) -> None:
        """Part of the caller's transaction."""
        play = dispatch.after.play
        if play == NO_PLAY:
            return
        stand = self._records.conversation(dispatch.conversation)
        token = f"play:{dispatch.message_id}"
        if play.credit is not None:
            self._credit.grant(
                stand.customer.email,
                play.credit,
                play.title or _("with a reply"),
                at,
                conversation=stand.id,
                token=f"{token}:credit",
            )
        if play.problem:
            self._records.add_incident(self._incident(play, stand, at), f"{token}:incident")
        if play.goods_return is not None:
            self._begin_return(play, stand, at)
        if play.perk is not None:
            self._give(play, stand, token, at)

    def _incident(self, play: Play, stand: Conversation, at: datetime) -> Incident:
        currency = self._settings.shop.currency or NO_CURRENCY
        return Incident(
            id=0,
            problem=play.problem,
            conversation=stand.id,
            contact=folded(stand.customer.email),
            order=play.order or stand.order_number,
            product=play.product,
            carrier=play.carrier,
            cause=play.cause,
            cost=play.amount or Money(Decimal(), currency),
            at=at,
        )

    def _begin_return(self, play: Play, stand: Conversation, at: datetime) -> None:
        if play.goods_return is None:
            return
        begun = replace(
            play.goods_return,
            conversation=stand.id,
            contact=folded(stand.customer.email),
            stage=ReturnStage.ASKED,
            reached=((ReturnStage.ASKED, at),),
        )
        year = at.astimezone(self._settings.shop.zone).year
        kept = self._records.add_return(begun, year=year)
        # nothing is to come back: what she gets she has
        if kept.outcome is ReturnOutcome.KEEP and kept.stage not in OVER:
            self._returning.advance(kept.number, ReturnStage.SETTLED, at)
        else:
            self._returning.watch(stand.id, at)

    def _give(self, play: Play, stand: Conversation, token: str, at: datetime) -> None:
        if play.perk is None:
            return
        contact = folded(stand.customer.email)
        given = replace(play.perk, contact=contact, conversation=stand.id, at=at)
        if given.kind is PerkKind.COUPON:
            self._records.coupon_given(given.what, contact, at)
        self._records.add_perk(given, f"{token}:perk")

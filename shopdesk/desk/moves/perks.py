"""Giving what nobody asked for: coupons, shipping upgrades, gifts."""

from __future__ import annotations

import secrets
from dataclasses import replace
from datetime import datetime
from decimal import Decimal

from shopdesk.desk.answering.compose import Compose
from shopdesk.domain.answer.reply import Draft, Kind
from shopdesk.domain.answer.template import Template
from shopdesk.domain.errors import ShopdeskError
from shopdesk.domain.guests.order import NO_SALE
from shopdesk.domain.mail.conversation import Category, Conversation
from shopdesk.domain.mail.threading import folded
from shopdesk.domain.money import NO_CURRENCY, Money
from shopdesk.domain.moves.perks import (
    Coupon,
    Guest,
    Perk,
    PerkKind,
    Surprise,
    coupon_code,
    due_surprise,
)
from shopdesk.domain.moves.play import Play
from shopdesk.domain.shop.settings import Settings
from shopdesk.ports.records import Records
from shopdesk.words import _

TEMPLATE = "thank-you"
"""Says what is given."""
TRIES = 20
"""A pattern that makes so many codes that there are already has too few signs."""


class PerkRefused(ShopdeskError):
    """It cannot be given; the sentence says why."""


class Perks:
    """A code is held while its mail is written, and given when the mail is accepted."""

    def __init__(self, records: Records, settings: Settings) -> None:
        self._records = records
        self._settings = settings
        self._rules = settings.generosity

    def due(self, stand: Conversation, now: datetime) -> Surprise | None:
        """The rule that says that this customer is to be surprised now; None: none does.

        Never on top of a complaint that is not made good yet.
        """
        if stand.category is Category.COMPLAINT and not self._records.recovered(stand.id):
            return None
        contact = folded(stand.customer.email)
        orders = [
            (order.placed, order.total)
            for order in reversed(self._records.orders_of(stand.customer.id))
            if order.placed is not None and order.status not in NO_SALE
        ]
        given = self._records.perks(contact=contact)
        guest = Guest(
            orders=tuple(orders),
            recovered_at=self._records.last_recovered(contact),
            last_perk=given[-1].at if given else None,
        )
        return due_surprise(guest, self._rules.surprises, now)

    def coupon(self, purpose: str, why: str, now: datetime, pool: str | None = None) -> Perk:
        """One for a mail, held for it: from the pool, or made by the shop's pattern.

        Raises `PerkRefused` when there is none.
        """
        wanted = self._rules.coupon_pool if pool is None else pool
        held = self._from_pool(wanted, purpose, now) if wanted else self._made(purpose)
        return Perk(0, PerkKind.COUPON, "", None, held.code, held.cost, why, now)

    def shipping(self, why: str, now: datetime) -> Perk:
        """A faster way for the next parcel."""
        what = _("faster shipping for your next parcel")
        return Perk(0, PerkKind.SHIPPING, "", None, what, self._cost(shipping=True), why, now)

    def gift(self, what: str, cost: Money, why: str, now: datetime) -> Perk:
        """Something in the next parcel."""
        return Perk(0, PerkKind.GIFT, "", None, what, cost, why, now)

    def draft(
        self, compose: Compose, conversation: int, perk: Perk, templates: tuple[Template, ...]
    ) -> Draft:
        """The mail that gives it; the owner's own text where one was begun."""
        play = Play(perk=perk)
        waits = self._records.open_wait(self._records.present(conversation)) is not None
        kind = Kind.REPLY if waits else Kind.NEW
        begun = compose.draft(conversation, kind=kind, play=play)
        template = next((t for t in templates if t.id == TEMPLATE), None)
        if begun.own or template is None:
            return begun
        written = compose.draft(conversation, template, kind, play)
        if written.subject:
            return written
        stand = self._records.conversation(self._records.present(conversation))
        language = template.variant(stand.language, self._settings.shop.language)[1]
        return replace(written, subject=language.title)

    def drop(self, perk: Perk, purpose: str) -> None:
        """The mail is not written after all."""
        if perk.kind is PerkKind.COUPON:
            self._records.drop_coupon(purpose)

    def pools(self) -> dict[str, int]:
        """How many codes each pool has left."""
        return self._records.coupons_left()

    def give(self, email: str, perk: Perk, now: datetime) -> Perk:
        """Given by hand, outside of any mail."""
        contact = folded(email)
        given = Perk(0, perk.kind, contact, None, perk.what, perk.cost, perk.why, now)
        with self._records.transaction():
            if perk.kind is PerkKind.COUPON:
                self._records.coupon_given(perk.what, contact, now)
            self._records.add_perk(given)
        return given

    def _from_pool(self, pool: str, purpose: str, now: datetime) -> Coupon:
        held = self._records.hold_coupon(pool, purpose, now)
        if held is None:
            raise PerkRefused(
                _(
                    "The pool {pool} has no coupon left. Import some: "
                    "shopdesk coupons import FILE --pool {pool}"
                ).format(pool=pool)
            )
        return held

    def _made(self, purpose: str) -> Coupon:
        cost = self._cost(shipping=False)
        for _attempt in range(TRIES):
            code = coupon_code(self._rules.coupon_pattern, secrets.choice)
            if self._records.make_coupon(code, purpose, cost):
                return Coupon(code, "", cost, held=True)
        raise PerkRefused(_("perks.coupon_pattern has too few # for another code: add some."))

    def _cost(self, *, shipping: bool) -> Money:
        costs = self._rules.shipping_cost if shipping else self._rules.coupon_cost
        currency = self._settings.shop.currency or NO_CURRENCY
        own = (cost for cost in costs if cost.currency == currency)
        return next(own, next(iter(costs), Money(Decimal(), currency)))


def purpose_of(conversation: int) -> str:
    """What a code is held for."""
    return f"conversation:{conversation}"

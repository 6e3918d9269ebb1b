"""What a reply may say of credit, returns, coupons and known problems."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from shopdesk.desk.moves.credit import Credit
from shopdesk.domain.mail.conversation import Category, Conversation
from shopdesk.domain.money import Money
from shopdesk.domain.moves.perks import PerkKind
from shopdesk.domain.moves.play import NO_PLAY, Play
from shopdesk.domain.moves.returns import GoodsReturn, ReturnOutcome
from shopdesk.domain.shop.settings import Settings
from shopdesk.ports.records import Records


class Gifts:
    """Reads the ledger and the play that goes with a draft; changes nothing."""

    def __init__(self, records: Records, credit: Credit, settings: Settings) -> None:
        self._records = records
        self._credit = credit
        self._settings = settings

    def begun(self, stand: Conversation) -> Play:
        """What goes with a reply by itself: a complaint's first answer is followed up."""
        if stand.category is not Category.COMPLAINT or self._records.followed_up(stand.id):
            return NO_PLAY
        return Play(follow_up=self._settings.generosity.follow_up)

    def values(self, email: str, play: Play, now: datetime) -> Mapping[str, object]:
        """By their names in templates; what is not given is not there."""
        values: dict[str, object] = {}
        if (balance := self._balance(email, now)) is not None:
            values["customer.credit"] = amount(balance)
        if play.problem:
            values["problem.title"] = play.title
            values["problem.action"] = play.action.value
        if play.refund is not None:
            values["refund.amount"] = amount(play.refund)
        if play.goods_return is not None:
            values |= self._of_return(play.goods_return)
        given = play.credit or _credited(play.goods_return)
        if given is not None:
            values["credit.amount"] = amount(given)
            if self._settings.generosity.credit_lasts is not None:
                ends = now + self._settings.generosity.credit_lasts
                values["credit.expires"] = self._day(ends)
        return values | self._of_perk(play)

    def _balance(self, email: str, now: datetime) -> Money | None:
        own = self._settings.shop.currency
        balances = [a.balance for a in self._credit.accounts(email, now) if a.balance]
        return next((b for b in balances if b.currency == own), next(iter(balances), None))

    def _of_return(self, made: GoodsReturn) -> dict[str, object]:
        policy = self._settings.generosity.returns
        values: dict[str, object] = {
            "return.number": made.number,
            "return.outcome": made.outcome.value,
            "return.reason": made.reason,
            "return.items": ", ".join(
                line.name if line.quantity == 1 else f"{line.quantity} × {line.name}"
                for line in made.lines
            ),
            "return.postage": policy.postage,
        }
        if policy.address:
            values["return.address"] = policy.address
        if made.worth:
            values["return.worth"] = amount(made.worth)
        return values

    def _of_perk(self, play: Play) -> dict[str, object]:
        if play.perk is None:
            return {}
        if play.perk.kind is not PerkKind.COUPON:
            return {"gift.kind": play.perk.kind.value, "gift.what": play.perk.what}
        values: dict[str, object] = {"coupon.code": play.perk.what}
        found = self._records.coupon(play.perk.what)
        if found is not None and found.expires is not None:
            values["coupon.expires"] = self._day(found.expires)
        return values

    def _day(self, at: datetime) -> date:
        return at.astimezone(self._settings.shop.zone).date()


def amount(money: Money) -> dict[str, object]:
    """As templates take an amount with its currency."""
    return {"amount": money.amount, "currency": money.currency}


def _credited(made: GoodsReturn | None) -> Money | None:
    """What a return brings in store credit."""
    if made is None or made.outcome not in (ReturnOutcome.CREDIT, ReturnOutcome.KEEP):
        return None
    return made.worth or None

"""What is done on sending, in words."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from shopdesk.domain.moves.playbook import Action
from shopdesk.domain.moves.returns import GoodsReturn, ReturnOutcome
from shopdesk.domain.plain import plain
from shopdesk.words import _, _n

if TYPE_CHECKING:
    from shopdesk.domain.money import Money
    from shopdesk.domain.moves.play import Play


def money_text(money: Money) -> str:
    """`12.00 GBP`."""
    return f"{money.plain()} {money.currency}"


def days_text(time: timedelta) -> str:
    """`3 days`."""
    return _n("{n} day", "{n} days", max(time.days, 1))


def play_text(play: Play) -> str:
    """`On sending: credit 12.00 GBP · incident “Late” · follow-up in 3 days`; empty for nothing."""
    said = [*_given(play)]
    if play.problem:
        said.append(_("incident “{title}”").format(title=plain(play.title)))
    if play.follow_up is not None:
        said.append(_("follow-up in {time}").format(time=days_text(play.follow_up)))
    return _("On sending: {what}").format(what=" · ".join(said)) if said else ""


def _given(play: Play) -> list[str]:
    said = []
    if play.credit is not None:
        said.append(_("credit {amount}").format(amount=money_text(play.credit)))
    if play.refund is not None:
        said.append(_("refund {amount}, which you pay out").format(amount=money_text(play.refund)))
    if play.goods_return is not None:
        said.append(return_text(play.goods_return))
    elif play.action is Action.RESEND:
        said.append(_("you send a new one"))
    if play.perk is not None:
        what, cost = plain(play.perk.what), money_text(play.perk.cost)
        said.append(
            _("{kind} {what} ({cost})").format(kind=_(play.perk.kind.value), what=what, cost=cost)
        )
    return said


def return_text(made: GoodsReturn) -> str:
    """`return R26-0001, refund 60.00 GBP`."""
    if made.outcome is ReturnOutcome.KEEP:
        said = _("keeps it, credit {amount}").format(amount=money_text(made.worth))
        return f"{made.number}: {said}"
    return _("return {number}, {what}").format(
        number=made.number, what=outcome_text(made.outcome, made.worth)
    )


def outcome_text(outcome: ReturnOutcome, worth: Money) -> str:
    """`refund 60.00 GBP`."""
    words = {
        ReturnOutcome.REFUND: _("refund"),
        ReturnOutcome.EXCHANGE: _("exchange"),
        ReturnOutcome.CREDIT: _("store credit"),
        ReturnOutcome.KEEP: _("keep it, store credit"),
    }
    return f"{words[outcome]} {money_text(worth)}" if worth else words[outcome]

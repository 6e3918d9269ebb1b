"""What goes with a reply, as JSON."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from shopdesk.domain.money import Money
from shopdesk.domain.moves.perks import Perk, PerkKind
from shopdesk.domain.moves.play import NO_PLAY, Play
from shopdesk.domain.moves.playbook import Action
from shopdesk.domain.moves.returns import GoodsReturn, ReturnLine, ReturnOutcome, ReturnStage

_MS = timedelta(milliseconds=1)


def said(play: Play) -> dict[str, object] | None:
    """Plain values; None where nothing goes with it."""
    if play == NO_PLAY:
        return None
    found: dict[str, object | None] = {
        "problem": play.problem or None,
        "title": play.title or None,
        "action": None if play.action is Action.NOTHING else play.action.value,
        "amount": None if play.amount is None else play.amount.json(),
        "return": None if play.goods_return is None else _return_said(play.goods_return),
        "perk": None if play.perk is None else _perk_said(play.perk),
        "follow_up_ms": None if play.follow_up is None else play.follow_up // _MS,
        "order": play.order or None,
        "product": play.product or None,
        "carrier": play.carrier or None,
        "cause": play.cause or None,
    }
    return {name: value for name, value in found.items() if value is not None}


def read(found: Mapping[str, Any] | None) -> Play:
    """The play again."""
    if not found:
        return NO_PLAY
    goods, perk, follow_up = found.get("return"), found.get("perk"), found.get("follow_up_ms")
    return Play(
        problem=found.get("problem", ""),
        title=found.get("title", ""),
        action=Action(found.get("action", Action.NOTHING)),
        amount=_money(found.get("amount")),
        goods_return=None if goods is None else _return(goods),
        perk=None if perk is None else _perk(perk),
        follow_up=None if follow_up is None else follow_up * _MS,
        order=found.get("order", ""),
        product=found.get("product", ""),
        carrier=found.get("carrier", ""),
        cause=found.get("cause", ""),
    )


def _money(found: Mapping[str, str] | None) -> Money | None:
    return None if found is None else Money(Decimal(found["amount"]), found["currency"])


def _sure(found: Mapping[str, str]) -> Money:
    return Money(Decimal(found["amount"]), found["currency"])


def _return_said(made: GoodsReturn) -> dict[str, object]:
    return {
        "number": made.number,
        "order": made.order,
        "lines": [[x.sku, x.name, x.quantity, x.price.json()] for x in made.lines],
        "reason": made.reason,
        "outcome": made.outcome.value,
        "worth": made.worth.json(),
    }


def _return(found: Mapping[str, Any]) -> GoodsReturn:
    return GoodsReturn(
        id=0,
        number=found["number"],
        conversation=0,
        contact="",
        order=found["order"],
        lines=tuple(
            ReturnLine(sku, name, quantity, _sure(price))
            for sku, name, quantity, price in found["lines"]
        ),
        reason=found["reason"],
        outcome=ReturnOutcome(found["outcome"]),
        worth=_sure(found["worth"]),
        stage=ReturnStage.ASKED,
    )


def _perk_said(perk: Perk) -> dict[str, object]:
    return {
        "kind": perk.kind.value,
        "what": perk.what,
        "cost": perk.cost.json(),
        "why": perk.why,
        "at": perk.at.isoformat(),
    }


def _perk(found: Mapping[str, Any]) -> Perk:
    return Perk(
        id=0,
        kind=PerkKind(found["kind"]),
        contact="",
        conversation=None,
        what=found["what"],
        cost=_sure(found["cost"]),
        why=found["why"],
        at=datetime.fromisoformat(found["at"]),
    )

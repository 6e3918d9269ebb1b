"""`shopdesk returns`: what is coming back, and how far it is."""

from __future__ import annotations

import argparse
import json

from shopdesk.bootstrap import Profile
from shopdesk.cli.lines import instant
from shopdesk.domain.moves.returns import GoodsReturn, ReturnStage
from shopdesk.domain.plain import plain
from shopdesk.words import _


def returns_parser(parser: argparse.ArgumentParser) -> None:
    """The arguments of `shopdesk returns`."""
    deeds = parser.add_subparsers(dest="deed", metavar="DEED", required=True)
    list_ = deeds.add_parser("list", help=_("a line for each that is not over"))
    list_.add_argument("--all", action="store_true", help=_("those that are over, too"))
    show = deeds.add_parser("show", help=_("one of them"))
    show.add_argument("number", metavar="NUMBER", help=_("as `returns list` has it"))
    step = deeds.add_parser("step", help=_("take one on: sent, received, settled, cancelled"))
    step.add_argument("number", metavar="NUMBER", help=_("as `returns list` has it"))
    stages = [stage.value for stage in ReturnStage if stage is not ReturnStage.ASKED]
    step.add_argument("stage", choices=stages, help=_("how far it is now"))
    for parser_ in (list_, show, step):
        parser_.add_argument("--json", action="store_true", help=_("JSON, one object a line"))


def run_returns(profile: Profile, call: argparse.Namespace) -> int:
    """Do it; returns the exit code."""
    from shopdesk.bootstrap.moves import moves

    with moves(profile) as made:
        match call.deed:
            case "list":
                found = made.returning.all(open_only=not call.all)
            case "show":
                found = (made.returning.find(call.number),)
            case _:
                stage = ReturnStage(call.stage)
                found = (made.returning.advance(call.number, stage, made.now),)
        for one in found:
            print(json.dumps(record(one), ensure_ascii=False) if call.json else line(one))
        if not found and not call.json:
            print(_("No return is open."))
    return 0


def record(one: GoodsReturn) -> dict[str, object]:
    """As JSON says it."""
    return {
        "number": one.number,
        "customer": one.contact,
        "conversation": one.conversation,
        "order": one.order,
        "lines": [
            {"sku": x.sku, "name": x.name, "quantity": x.quantity, "price": x.price.json()}
            for x in one.lines
        ],
        "reason": one.reason,
        "outcome": one.outcome.value,
        "worth": one.worth.json(),
        "stage": one.stage.value,
        "reached": [{"stage": stage.value, "at": instant(at)} for stage, at in one.reached],
    }


def line(one: GoodsReturn) -> str:
    """As a person reads it."""
    since = f"{one.since:%Y-%m-%d}" if one.since else ""
    worth = f"{one.worth.plain()} {one.worth.currency}"
    words = (one.number, since, _(one.stage.value), _(one.outcome.value), worth, one.contact)
    goods = ", ".join(f"{x.quantity} × {x.name}" for x in one.lines)
    return plain("  ".join((*words, goods, one.reason)).rstrip())

"""`shopdesk incidents` and `shopdesk wow`: what goes wrong, and what was done beyond the usual."""

from __future__ import annotations

import argparse
import json

from shopdesk.bootstrap import Profile
from shopdesk.bootstrap.moves import moves
from shopdesk.cli.amounts import address, amount, day
from shopdesk.cli.lines import instant
from shopdesk.desk.moves.incidents import Learned
from shopdesk.domain.figures.recovery import Wow
from shopdesk.domain.mail.threading import folded
from shopdesk.domain.money import Money
from shopdesk.domain.moves.playbook import Prevention
from shopdesk.domain.plain import plain
from shopdesk.words import _


def incidents_parser(parser: argparse.ArgumentParser) -> None:
    """The arguments of `shopdesk incidents`."""
    deeds = parser.add_subparsers(dest="deed", metavar="DEED", required=True)
    list_ = deeds.add_parser("list", help=_("every problem: how often, at what cost"))
    resolve = deeds.add_parser("resolve", help=_("resolve on a step against a problem"))
    resolve.add_argument("problem", metavar="PROBLEM", help=_("its id in the playbook"))
    resolve.add_argument("step", metavar="STEP", help=_("what is done"))
    resolve.add_argument("--by", metavar="DAY", required=True, help=_("until when"))
    done = deeds.add_parser("done", help=_("the newest step against a problem is taken"))
    done.add_argument("problem", metavar="PROBLEM", help=_("its id in the playbook"))
    for one in (list_, resolve, done):
        one.add_argument("--json", action="store_true", help=_("JSON, one object a line"))


def wow_parser(parser: argparse.ArgumentParser) -> None:
    """The arguments of `shopdesk wow`."""
    deeds = parser.add_subparsers(dest="deed", metavar="DEED", required=True)
    add = deeds.add_parser("add", help=_("what you did above and beyond"))
    add.add_argument("what", metavar="WHAT", help=_("what you did"))
    add.add_argument("--for", dest="customer", metavar="ADDRESS", default="", help=_("for whom"))
    add.add_argument("--cost", default="0", help=_("of it to you"))
    list_ = deeds.add_parser("list", help=_("all of it"))
    for one in (add, list_):
        one.add_argument("--json", action="store_true", help=_("JSON, one object a line"))


def run_incidents(profile: Profile, call: argparse.Namespace) -> int:
    """Do it; returns the exit code."""
    with moves(profile) as made:
        if call.deed == "resolve":
            due = day(call.by, made.settings.shop.zone, name="--by")
            made.incidents.resolve(call.problem, call.step, due, made.now)
        found = made.incidents.learned(made.now)
        if call.deed == "done":
            for one in found:
                step = one.standing.prevention
                if one.standing.problem.id == call.problem and step and step.done is None:
                    made.incidents.done(step.id, made.now)
            found = made.incidents.learned(made.now)
        for one in found:
            if call.deed == "list" or one.standing.problem.id == call.problem:
                print(json.dumps(_record(one), ensure_ascii=False) if call.json else _line(one))
    return 0


def run_wow(profile: Profile, call: argparse.Namespace) -> int:
    """Do it; returns the exit code."""
    with moves(profile) as made:
        if call.deed == "add":
            contact = folded(address(call.customer)) if call.customer else ""
            currency = made.settings.shop.currency
            cost = amount(call.cost, currency, name="--cost", free=True)
            made.records.add_wow(Wow(0, contact, None, call.what, cost, made.now))
            found = made.records.wows()[-1:]
        else:
            found = made.records.wows()
        for one in found:
            print(json.dumps(_wow(one), ensure_ascii=False) if call.json else _wow_line(one))
    return 0


def _record(one: Learned) -> dict[str, object]:
    found = one.standing
    fell = None if found.fell is None else {"before": found.fell[0], "after": found.fell[1]}
    return {
        "problem": found.problem.id,
        "title": found.problem.title,
        "ever": found.ever,
        "lately": found.lately,
        "earlier": found.earlier,
        "cost": [money.json() for money in found.cost],
        "asks": found.asks,
        "twice": one.twice,
        "by": {what: dict(counted) for what, counted in one.by.items()},
        "prevention": None if found.prevention is None else _step(found.prevention),
        "fell": fell,
    }


def _step(step: Prevention) -> dict[str, object]:
    return {
        "step": step.step,
        "made": instant(step.made),
        "due": instant(step.due),
        "done": None if step.done is None else instant(step.done),
    }


def _line(one: Learned) -> str:
    found = one.standing
    words = [
        f"{found.problem.id:<20}",
        _("{ever:>4} ever {lately:>4} in 30 days ({earlier} before)").format(
            ever=found.ever, lately=found.lately, earlier=found.earlier
        ),
        _sum(found.cost),
    ]
    if found.asks:
        words.append(_("asks for a step against it"))
    if found.prevention is not None:
        words.append(found.prevention.step)
    if found.fell is not None:
        words.append(f"{found.fell[0]:g} → {found.fell[1]:.1f}")
    return plain("  ".join(word for word in words if word))


def _wow(one: Wow) -> dict[str, object]:
    return {
        "customer": one.contact or None,
        "conversation": one.conversation,
        "what": one.what,
        "cost": one.cost.json(),
        "at": instant(one.at),
    }


def _wow_line(one: Wow) -> str:
    return plain(f"{one.at:%Y-%m-%d}  {one.what}  {_sum((one.cost,))}  {one.contact}".rstrip())


def _sum(amounts: tuple[Money, ...]) -> str:
    return " + ".join(f"{m.plain()} {m.currency}" for m in amounts if m)

"""`shopdesk perks` and `shopdesk coupons`: what was given unasked, and what it cost."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from shopdesk.bootstrap import Profile
from shopdesk.bootstrap.moves import Moves, codes_in, moves
from shopdesk.cli.amounts import address, amount, day, month
from shopdesk.cli.lines import instant
from shopdesk.desk.moves.generosity import Given, given
from shopdesk.domain.money import Money
from shopdesk.domain.moves.perks import Coupon, Perk
from shopdesk.domain.plain import plain
from shopdesk.words import _, _n


def perks_parser(parser: argparse.ArgumentParser) -> None:
    """The arguments of `shopdesk perks`."""
    deeds = parser.add_subparsers(dest="deed", metavar="DEED", required=True)
    list_ = deeds.add_parser("list", help=_("what was given"))
    list_.add_argument(
        "--month",
        nargs="?",
        const="",
        metavar="YYYY-MM",
        help=_("a month's generosity with its cost: perks, store credit, wow"),
    )
    give = deeds.add_parser("give", help=_("note a perk that was given by hand"))
    give.add_argument("address", metavar="ADDRESS", help=_("to whom"))
    what = give.add_mutually_exclusive_group(required=True)
    what.add_argument("--coupon", nargs="?", const="", metavar="POOL", help=_("a code"))
    what.add_argument("--shipping", action="store_true", help=_("a shipping upgrade"))
    what.add_argument("--gift", metavar="WHAT", help=_("anything else, in words"))
    give.add_argument("--cost", default="0", help=_("of the gift"))
    give.add_argument("--why", default="", help=_("the reason, for the records"))
    for one in (list_, give):
        one.add_argument("--json", action="store_true", help=_("JSON, one object a line"))


def coupons_parser(parser: argparse.ArgumentParser) -> None:
    """The arguments of `shopdesk coupons`."""
    deeds = parser.add_subparsers(dest="deed", metavar="DEED", required=True)
    take = deeds.add_parser("import", help=_("codes from a file into a pool"))
    take.add_argument("file", metavar="FILE", type=Path, help=_("a code a line"))
    take.add_argument("--pool", required=True, help=_("under which name they are kept"))
    take.add_argument("--cost", required=True, help=_('of each, such as "5 GBP"'))
    take.add_argument("--expires", metavar="DAY", help=_("the last day of all of them"))
    list_ = deeds.add_parser("list", help=_("every code, and who got it"))
    list_.add_argument("--pool", help=_("only those of this name"))
    for one in (take, list_):
        one.add_argument("--json", action="store_true", help=_("JSON, one object a line"))


def run_perks(profile: Profile, call: argparse.Namespace) -> int:
    """Do it; returns the exit code."""
    with moves(profile) as made:
        if call.deed == "give":
            _say(_give(made, call), json_=call.json)
        elif call.month is not None:
            since, until = month(call.month, made.now, made.settings.shop.zone)
            _say_given(given(made.records, since, until), json_=call.json)
        else:
            for perk in made.records.perks():
                _say(perk, json_=call.json)
    return 0


def run_coupons(profile: Profile, call: argparse.Namespace) -> int:
    """Do it; returns the exit code."""
    with moves(profile) as made:
        shop = made.settings.shop
        if call.deed == "list":
            for coupon in made.records.coupons(call.pool):
                _say_coupon(coupon, json_=call.json)
            return 0
        cost = amount(call.cost, shop.currency, name="--cost", free=True)
        expires = day(call.expires, shop.zone, name="--expires") if call.expires else None
        codes = codes_in(call.file)
        new = made.records.add_coupons(call.pool, codes, cost, expires)
        if call.json:
            print(json.dumps({"pool": call.pool, "codes": len(codes), "new": new}))
        else:
            print(_n("{n} new code", "{n} new codes", new))
    return 0


def record(perk: Perk) -> dict[str, object]:
    """As JSON says it."""
    return {
        "kind": perk.kind.value,
        "customer": perk.contact,
        "conversation": perk.conversation,
        "what": perk.what,
        "cost": perk.cost.json(),
        "why": perk.why,
        "at": instant(perk.at),
    }


def _give(made: Moves, call: argparse.Namespace) -> Perk:
    email = address(call.address)
    if call.coupon is not None:
        pool = call.coupon or None
        perk = made.perks.coupon(f"by hand:{email}", call.why, made.now, pool)
    elif call.shipping:
        perk = made.perks.shipping(call.why, made.now)
    else:
        cost = amount(call.cost, made.settings.shop.currency, name="--cost", free=True)
        perk = made.perks.gift(call.gift, cost, call.why, made.now)
    return made.perks.give(email, perk, made.now)


def _say(perk: Perk, *, json_: bool) -> None:
    if json_:
        print(json.dumps(record(perk), ensure_ascii=False))
        return
    words = (f"{perk.at:%Y-%m-%d}", _(perk.kind.value), perk.contact, perk.what, _sum((perk.cost,)))
    print(plain("  ".join((*words, perk.why)).rstrip()))


def _say_given(found: Given, *, json_: bool) -> None:
    if json_:
        said = {
            "perks": len(found.perks),
            "wow": len(found.wows),
            "perk_cost": [money.json() for money in found.perk_cost],
            "wow_cost": [money.json() for money in found.wow_cost],
            "credit": [money.json() for money in found.credit],
            "cost": [money.json() for money in found.cost],
        }
        print(json.dumps(said))
        return
    for perk in found.perks:
        _say(perk, json_=False)
    print(_("perks         {n:>4}  {cost}").format(n=len(found.perks), cost=_sum(found.perk_cost)))
    print(_("wow           {n:>4}  {cost}").format(n=len(found.wows), cost=_sum(found.wow_cost)))
    print(_("store credit        {cost}").format(cost=_sum(found.credit)))
    print(_("all of it           {cost}").format(cost=_sum(found.cost)))


def _sum(amounts: tuple[Money, ...]) -> str:
    return " + ".join(f"{m.plain()} {m.currency}" for m in amounts if m) or "0"


def _say_coupon(coupon: Coupon, *, json_: bool) -> None:
    if json_:
        said = {
            "code": coupon.code,
            "pool": coupon.pool,
            "cost": coupon.cost.json(),
            "expires": None if coupon.expires is None else instant(coupon.expires),
            "customer": coupon.contact or None,
            "given": None if coupon.given is None else instant(coupon.given),
            "held": coupon.held,
        }
        print(json.dumps(said, ensure_ascii=False))
        return
    if coupon.given is not None:
        state = f"{coupon.given:%Y-%m-%d}  {coupon.contact}"
    else:
        state = _("in a draft") if coupon.held else _("free")
    print(plain(f"{coupon.code}  {coupon.pool or '-'}  {_sum((coupon.cost,))}  {state}"))

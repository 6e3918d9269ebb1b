"""`shopdesk credit`: the ledger of store credit."""

from __future__ import annotations

import argparse
import json

from shopdesk.bootstrap import Profile
from shopdesk.cli.amounts import address as address_of
from shopdesk.cli.amounts import amount as amount_of
from shopdesk.cli.lines import instant
from shopdesk.domain.moves.credit import Account, CreditKind, Entry
from shopdesk.domain.plain import plain
from shopdesk.words import _


def credit_parser(parser: argparse.ArgumentParser) -> None:
    """The arguments of `shopdesk credit`."""
    deeds = parser.add_subparsers(dest="deed", metavar="DEED", required=True)
    list_ = deeds.add_parser("list", help=_("everybody's balance"))
    show = deeds.add_parser("show", help=_("one customer's statement"))
    show.add_argument("address", metavar="ADDRESS", help=_("whose"))
    grant = deeds.add_parser("grant", help=_("give credit"))
    redeem = deeds.add_parser("redeem", help=_("let a customer spend credit"))
    for parser_ in (grant, redeem):
        parser_.add_argument("address", metavar="ADDRESS", help=_("whose"))
        parser_.add_argument("amount", metavar="AMOUNT", help=_('such as "12.50 GBP"'))
    void = deeds.add_parser("void", help=_("undo an entry by another"))
    void.add_argument("entry", metavar="ENTRY", type=int, help=_("its number in the statement"))
    for parser_ in (grant, redeem, void):
        parser_.add_argument("--reason", default="", help=_("why, for the statement"))
    for parser_ in (list_, show, grant, redeem, void):
        parser_.add_argument("--json", action="store_true", help=_("JSON, one object a line"))


def run_credit(profile: Profile, call: argparse.Namespace) -> int:
    """Do it; returns the exit code."""
    from shopdesk.bootstrap.moves import moves

    with moves(profile) as made:
        credit, now = made.credit, made.now
        match call.deed:
            case "list":
                for address, account in credit.everybody(now):
                    _say_account(address, account, json_=call.json)
            case "show":
                entries = credit.entries(call.address)
                for entry in entries:
                    _say(entry, json_=call.json)
                for account in credit.accounts(call.address, now):
                    _say_account(call.address, account, json_=call.json)
                if not entries and not call.json:
                    print(_("No credit was ever given to {who}.").format(who=plain(call.address)))
            case "grant" | "redeem":
                amount = amount_of(call.amount, made.settings.shop.currency)
                address_of(call.address)
                deed = credit.grant if call.deed == "grant" else credit.redeem
                if (added := deed(call.address, amount, call.reason, now)) is not None:
                    _say(added, json_=call.json)
            case "void":
                _say(credit.void(call.entry, call.reason, now), json_=call.json)
    return 0


def record(entry: Entry) -> dict[str, object]:
    """As JSON says it."""
    return {
        "entry": entry.id,
        "customer": entry.contact,
        "kind": entry.kind.value,
        "money": entry.money.json(),
        "reason": entry.reason,
        "at": instant(entry.at),
        "expires": None if entry.expires is None else instant(entry.expires),
        "voids": entry.voids,
        "conversation": entry.conversation,
        "return": entry.goods_return,
    }


def _say(entry: Entry, *, json_: bool) -> None:
    if json_:
        print(json.dumps(record(entry), ensure_ascii=False))
        return
    sign = "" if entry.money.amount < 0 else "+"
    ends = f" · {_('until')} {entry.expires:%Y-%m-%d}" if entry.expires is not None else ""
    kinds = {
        CreditKind.GRANT: _("given"),
        CreditKind.REDEEM: _("spent"),
        CreditKind.VOID: _("voids {entry}").format(entry=entry.voids),
    }
    print(
        f"{entry.id:>5}  {entry.at:%Y-%m-%d}  {sign}{entry.money.plain():>12}"
        f" {entry.money.currency}  {kinds[entry.kind]}  {plain(entry.reason)}{ends}".rstrip()
    )


def _say_account(address: str, account: Account, *, json_: bool) -> None:
    if json_:
        said = {
            "customer": address,
            "balance": account.balance.json(),
            "lapsed": account.lapsed.json(),
            "lapses": [{"at": instant(at), "money": left.json()} for at, left in account.lapses],
        }
        print(json.dumps(said, ensure_ascii=False))
        return
    balance = f"{account.balance.plain()} {account.balance.currency}"
    print(_("{who}: {balance}").format(who=plain(address), balance=balance))

"""`shopdesk campaign`: one mail to every customer of a segment."""

from __future__ import annotations

import argparse
import json

from shopdesk.bootstrap import Profile
from shopdesk.bootstrap.moves import campaigns
from shopdesk.cli.amounts import address
from shopdesk.cli.lines import instant
from shopdesk.desk.moves.campaigning import Preview
from shopdesk.domain.errors import ConfigError
from shopdesk.domain.mail.threading import folded
from shopdesk.domain.moves.campaign import SEGMENTS, Campaign
from shopdesk.domain.plain import plain
from shopdesk.words import _, _n


def campaign_parser(parser: argparse.ArgumentParser) -> None:
    """The arguments of `shopdesk campaign`."""
    deeds = parser.add_subparsers(dest="deed", metavar="DEED", required=True)
    preview = deeds.add_parser("preview", help=_("whom it would go to, and how it reads"))
    send = deeds.add_parser("send", help=_("begin it; it leaves at the pace of [campaigns]"))
    send.add_argument("--yes", action="store_true", help=_("you have looked at the preview"))
    for one in (preview, send):
        one.add_argument("--segment", required=True, choices=tuple(SEGMENTS), help=_("to whom"))
        one.add_argument("--template", required=True, metavar="ID", help=_("what is written"))
        one.add_argument("--pool", default="", help=_("a coupon of it for everybody"))
    list_ = deeds.add_parser("list", help=_("how far each is"))
    stop = deeds.add_parser("stop", help=_("write no more of it"))
    stop.add_argument("number", metavar="NUMBER", type=int, help=_("as `campaign list` has it"))
    out = deeds.add_parser("opt-out", help=_("somebody wants no campaigns and no surveys"))
    out.add_argument("address", metavar="ADDRESS", help=_("whose"))
    for one in (preview, send, list_, stop, out):
        one.add_argument("--json", action="store_true", help=_("JSON, one object a line"))


def run_campaign(profile: Profile, call: argparse.Namespace) -> int:
    """Do it; returns the exit code."""
    if call.deed == "send" and not call.yes:
        raise ConfigError(
            _("--yes: is missing. Look at `shopdesk campaign preview` first, then say --yes.")
        )
    with campaigns(profile) as made:
        now = made.clock.now()
        match call.deed:
            case "preview":
                asked = (call.segment, call.template, call.pool)
                _say_preview(
                    made.desk.call(lambda d: d.campaigning.preview(*asked, now)), json_=call.json
                )
                return 0
            case "send":
                asked = (call.segment, call.template, call.pool)
                made.desk.call(lambda d: d.campaigning.begin(*asked, now))
                made.desk.call(lambda d: d.campaigning.go_on(now))
            case "stop":
                made.desk.call(lambda d: d.records.stop_campaign(call.number, now))
            case "opt-out":
                contact = folded(address(call.address))
                made.desk.call(lambda d: d.records.opt_out(contact, now))
                return 0
        found = made.desk.call(lambda d: d.records.campaigns())
        for one in found[-1:] if call.deed == "send" else found:
            _say(one, json_=call.json)
    return 0


def _say_preview(found: Preview, *, json_: bool) -> None:
    if json_:
        for one in found.to:
            said = {"customer": one.email, "name": one.name, "conversation": one.conversation}
            print(json.dumps(said, ensure_ascii=False))
        return
    for one in found.to:
        print(plain(f"{one.email}  {one.name}".rstrip()))
    n = len(found.to)
    print(_n("{n} customer", "{n} customers", n))
    if found.opted_out:
        print(_n("{n} wants none", "{n} want none", found.opted_out))
    if found.coupons is not None:
        print(_n("{n} coupon in the pool", "{n} coupons in the pool", found.coupons))
    if found.sample:
        print(f"\n{plain(found.sample, lines=True)}")


def _say(one: Campaign, *, json_: bool) -> None:
    if json_:
        said = {
            "campaign": one.id,
            "segment": one.title,
            "template": one.template,
            "pool": one.pool or None,
            "begun": instant(one.begun),
            "stopped": None if one.stopped is None else instant(one.stopped),
            "mails": one.mails,
            "queued": one.queued,
            "left_out": one.left_out,
        }
        print(json.dumps(said))
        return
    state = _("stopped") if one.stopped else f"{one.queued}/{one.mails - one.left_out}"
    print(plain(f"{one.id:>4}  {one.begun:%Y-%m-%d}  {one.title}  {one.template}  {state}"))

"""`shopdesk customers`: the people who write, without a screen.

Each deed has two functions: one adds its parser, which names the other (`run=`), one does it.
"""

from __future__ import annotations

import argparse

from shopdesk.bootstrap import Profile
from shopdesk.cli.customer_list import list_parser, show_parser
from shopdesk.cli.privacy import export_parser, forget_parser
from shopdesk.words import _


def customers_parser(parser: argparse.ArgumentParser) -> None:
    """The arguments of `shopdesk customers`."""
    deeds = parser.add_subparsers(dest="deed", metavar="DEED", required=True)
    list_parser(deeds.add_parser("list", help=_("one line for each, the last heard of in front")))
    show_parser(deeds.add_parser("show", help=_("one in full: notes, orders, conversations")))
    export_parser(deeds.add_parser("export", help=_("everything that is kept about a person")))
    forget_parser(deeds.add_parser("forget", help=_("take everything about a person out")))


def run_customers(profile: Profile, call: argparse.Namespace) -> int:
    """Do it; returns the exit code. `run` takes a `Profile` and the call."""
    code: int = call.run(profile, call)
    return code

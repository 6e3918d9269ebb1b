"""The command line."""

from __future__ import annotations

import argparse
import contextlib
import logging
import os
import sys
from pathlib import Path

from shopdesk import __version__
from shopdesk.adapters.profile.log import LEVEL_IN, begin_log, end_log
from shopdesk.bootstrap import Profile, default_profile
from shopdesk.bootstrap.opening import open_board
from shopdesk.cli.backup import backup_parser, restore_parser, run_backup, run_restore
from shopdesk.cli.campaign import campaign_parser, run_campaign
from shopdesk.cli.completion import completion_parser, run_completion
from shopdesk.cli.config import config_parser, run_config
from shopdesk.cli.credit import credit_parser, run_credit
from shopdesk.cli.customers import customers_parser, run_customers
from shopdesk.cli.faq import faq_parser, run_faq
from shopdesk.cli.incidents import incidents_parser, run_incidents, run_wow, wow_parser
from shopdesk.cli.orders import orders_parser, run_orders
from shopdesk.cli.perks import coupons_parser, perks_parser, run_coupons, run_perks
from shopdesk.cli.report import report_parser, run_report
from shopdesk.cli.returns import returns_parser, run_returns
from shopdesk.cli.ring import ring_parser, run_ring
from shopdesk.cli.search import run_search, search_parser
from shopdesk.cli.setup import run_setup, setup_parser
from shopdesk.cli.templates import run_templates, templates_parser
from shopdesk.cli.waits import run_waits, waits_parser
from shopdesk.domain.clock.targets import Channel
from shopdesk.domain.errors import ConfigError, ShopdeskError
from shopdesk.domain.mail.conversation import Category
from shopdesk.domain.plain import plain
from shopdesk.domain.shop.mailbox_words import named
from shopdesk.words import _, preferred, speak

DONE, FAILED, WRONG = 0, 1, 2
"""Exit codes: done; network, server or file failed; the call or the settings are wrong."""


def main(arguments: list[str] | None = None) -> int:
    """Run the command; returns the exit code."""
    speak(preferred(os.environ))
    parser = _parser()
    call = parser.parse_args(arguments)
    end_log()
    try:
        return _run(call)
    except ConfigError as error:
        for problem in error.problems:
            print(f"shopdesk: {named(problem)}", file=sys.stderr)
        return WRONG
    except ShopdeskError as error:
        print(f"shopdesk: {plain(str(error), lines=True)}", file=sys.stderr)
        return FAILED
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FAILED
    except OSError as error:
        with contextlib.suppress(OSError):
            print(_("shopdesk: the system refused: {why}").format(why=error), file=sys.stderr)
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FAILED
    except Exception as error:  # noqa: BLE001 - the program's outermost edge
        return _broken(error)


def _broken(error: Exception) -> int:
    """A fault of ours: one sentence for the owner, the rest for the log."""
    logging.getLogger(__name__).exception("a command broke off")
    print(
        _(
            "shopdesk: something broke in shopdesk itself ({kind}). Nothing was half written; "
            "where it broke stands in shopdesk.log in the profile."
        ).format(kind=type(error).__name__),
        file=sys.stderr,
    )
    return FAILED


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="shopdesk",
        description=_("A terminal inbox for the solo owner of an online shop."),
        epilog=_("Without a command: opens the board."),
    )
    parser.add_argument("--version", action="version", version=f"shopdesk {__version__}")
    _everywhere(parser, default=None)
    commands = parser.add_subparsers(dest="command", metavar="COMMAND")
    watch = commands.add_parser("watch", help=_("watch and ring without a screen"))
    how = watch.add_mutually_exclusive_group()
    how.add_argument("--once", action="store_true", help=_("one complete pass, then exit"))
    how.add_argument("--systemd", action="store_true", help=_("print a unit that runs it for you"))
    watch.add_argument("--json", action="store_true", help=_("one JSON object a line"))
    ring_parser(commands.add_parser("ring", help=_("ring everything once; says what worked")))
    _due_parser(commands.add_parser("due", help=_("when a mail is due, and why")))
    setup_parser(commands.add_parser("setup", help=_("a mailbox, step by step")))
    check = commands.add_parser("check", help=_("whether every mailbox is read to the last mail"))
    check.add_argument("--json", action="store_true", help=_("one JSON object a mailbox"))
    look = commands.add_parser("inspect", help=_("how shopdesk reads mail files"))
    look.add_argument("files", metavar="FILE", nargs="+", type=Path, help=_(".eml, mbox or .box"))
    look.add_argument("--json", action="store_true", help=_("one JSON object a mail"))
    look.add_argument("--threads", action="store_true", help=_("number the conversations"))
    templates_parser(commands.add_parser("templates", help=_("the canned replies")))
    credit_parser(commands.add_parser("credit", help=_("the ledger of store credit")))
    returns_parser(commands.add_parser("returns", help=_("what is coming back")))
    perks_parser(commands.add_parser("perks", help=_("what was given unasked")))
    coupons_parser(commands.add_parser("coupons", help=_("codes to give away")))
    campaign_parser(commands.add_parser("campaign", help=_("a mail to many customers")))
    incidents_parser(commands.add_parser("incidents", help=_("what goes wrong, how often")))
    wow_parser(commands.add_parser("wow", help=_("what was done above and beyond")))
    faq_parser(commands.add_parser("faq", help=_("the most asked, for your site")))
    report_parser(commands.add_parser("report", help=_("the figures: how fast, how well")))
    backup_parser(commands.add_parser("backup", help=_("copy the profile, while it is in use")))
    restore_parser(commands.add_parser("restore", help=_("put a backup back")))
    config_parser(commands.add_parser("config", help=_("the settings file")))
    waits_parser(commands.add_parser("waits", help=_("what is kept about every wait")))
    customers_parser(commands.add_parser("customers", help=_("the people who write")))
    orders_parser(commands.add_parser("orders", help=_("what they bought")))
    search_parser(commands.add_parser("search", help=_("customers, orders, mails, by words")))
    demo = commands.add_parser("demo", help=_("a shop to try it on; no account needed"))
    demo.add_argument("--seed", type=int, help=_("the same customers each time"))
    demo.add_argument("--speed", type=_speed, default=1.0, help=_("2 is twice as busy"))
    completion_parser(
        commands.add_parser("completion", help=_("a script that completes commands in your shell"))
    )
    for name in commands.choices:
        _also_behind(commands.choices[name])
    return parser


def _also_behind(parser: argparse.ArgumentParser) -> None:
    """`--profile` and `--verbose` behind the command, as well as before it."""
    _everywhere(parser, default=argparse.SUPPRESS)
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for inner in action.choices.values():
                _also_behind(inner)


def _everywhere(parser: argparse.ArgumentParser, *, default: object) -> None:
    parser.add_argument(
        "--verbose",
        action="store_true",
        default=default,
        help=_("write more into shopdesk.log (also SHOPDESK_LOG=debug)"),
    )
    parser.add_argument(
        "--profile",
        metavar="DIR",
        type=Path,
        default=default,
        help=_("folder with the settings and the records (also SHOPDESK_PROFILE)"),
    )


def _due_parser(due: argparse.ArgumentParser) -> None:
    iso = _("ISO 8601; without an offset it is the shop's time")
    due.add_argument("--received", metavar="ISO", required=True, help=iso)
    due.add_argument("--at", metavar="ISO", help=_("say how it stands then, instead of now"))
    # the settings file writes pre_sale
    categories = [category.value for category in Category]
    due.add_argument(
        "--category",
        type=lambda text: text.replace("_", "-"),
        choices=categories,
        default=Category.OTHER.value,
        help=_("what the mail is about (default: other)"),
    )
    due.add_argument(
        "--channel",
        choices=[channel.value for channel in Channel],
        default=Channel.EMAIL.value,
        help=_("how it came (default: email)"),
    )
    due.add_argument(
        "--config",
        metavar="FILE",
        type=Path,
        help=_("settings to reckon by, instead of the profile's; hours and targets are enough"),
    )
    due.add_argument("--json", action="store_true", help=_("one JSON object"))


def _speed(text: str) -> float:
    try:
        speed = float(text)
    except ValueError:
        speed = 0.0
    if not 0.01 <= speed <= 1000:
        raise argparse.ArgumentTypeError(_("a number from 0.01 to 1000 is allowed"))
    return speed


def _run(call: argparse.Namespace) -> int:
    if call.verbose:
        os.environ[LEVEL_IN] = "debug"
    if call.command == "demo":
        from shopdesk.demo.run import run_demo

        return run_demo(seed=call.seed, speed=call.speed)
    if call.command == "completion":
        return run_completion(_parser(), call.shell)
    profile = _profile(call.profile)
    if profile.folder.is_dir():
        begin_log(profile.folder)
    if call.command == "due":
        return _due(call, profile)
    if call.command == "check":
        from shopdesk.cli.check import run_check

        return run_check(profile, json=call.json)
    if call.command == "setup":
        return run_setup(profile, call)
    if call.command == "inspect":
        from shopdesk.bootstrap.tools import inspector
        from shopdesk.cli.inspect import run_inspect

        return run_inspect(inspector(profile), call.files, json=call.json, threads=call.threads)
    if call.command == "templates":
        return run_templates(profile, call)
    if call.command == "credit":
        return run_credit(profile, call)
    if call.command == "returns":
        return run_returns(profile, call)
    if call.command == "report":
        return run_report(profile, call)
    if call.command in _ON_PROFILE:
        return _ON_PROFILE[call.command](profile, call)
    if call.command == "watch" and call.systemd:
        from shopdesk.cli.unit import run_unit

        return run_unit(profile)
    if call.command == "watch":
        from shopdesk.cli.watch import run_watch

        return run_watch(profile, once=call.once, json=call.json)
    return open_board(profile)


_ON_PROFILE = {
    "perks": run_perks,
    "coupons": run_coupons,
    "campaign": run_campaign,
    "incidents": run_incidents,
    "wow": run_wow,
    "faq": run_faq,
    "backup": run_backup,
    "restore": run_restore,
    "customers": run_customers,
    "orders": run_orders,
    "ring": run_ring,
    "search": run_search,
    "config": run_config,
    "waits": run_waits,
}


def _due(call: argparse.Namespace, profile: Profile) -> int:
    from shopdesk.cli.due import Question, run_due

    question = Question(call.received, call.at, Category(call.category), Channel(call.channel))
    return run_due(call.config or profile.config, question, json=call.json)


def _profile(named: Path | None) -> Profile:
    if named is not None:
        return Profile(named)
    if folder := os.environ.get("SHOPDESK_PROFILE"):
        return Profile(Path(folder))
    return default_profile()

"""The command line."""

from __future__ import annotations

import argparse
import contextlib
import os
import sys
from pathlib import Path

from shopdesk import __version__
from shopdesk.bootstrap import Profile, default_profile, open_board
from shopdesk.cli.templates import run_templates, templates_parser
from shopdesk.domain.conversation import Category
from shopdesk.domain.errors import ConfigError, ShopdeskError
from shopdesk.domain.plain import plain
from shopdesk.domain.targets import Channel
from shopdesk.words import _

DONE, FAILED, WRONG = 0, 1, 2
"""Exit codes: done; network, server or file failed; the call or the settings are wrong."""


def main(arguments: list[str] | None = None) -> int:
    """Run the command; returns the exit code."""
    parser = _parser()
    call = parser.parse_args(arguments)
    try:
        return _run(call)
    except ConfigError as error:
        for problem in error.problems:
            print(f"shopdesk: {problem}", file=sys.stderr)
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


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="shopdesk",
        description=_("A terminal inbox for the solo owner of an online shop."),
        epilog=_("Without a command: opens the board."),
    )
    parser.add_argument("--version", action="version", version=f"shopdesk {__version__}")
    parser.add_argument(
        "--profile",
        metavar="DIR",
        type=Path,
        help=_("folder with the settings and the records (also SHOPDESK_PROFILE)"),
    )
    commands = parser.add_subparsers(dest="command", metavar="COMMAND")
    watch = commands.add_parser("watch", help=_("watch and ring without a screen"))
    watch.add_argument("--once", action="store_true", help=_("one complete pass, then exit"))
    watch.add_argument("--json", action="store_true", help=_("one JSON object a line"))
    _due_parser(commands.add_parser("due", help=_("when a mail is due, and why")))
    check = commands.add_parser("check", help=_("whether every mailbox is read to the last mail"))
    check.add_argument("--json", action="store_true", help=_("one JSON object a mailbox"))
    look = commands.add_parser("inspect", help=_("how shopdesk reads mail files"))
    look.add_argument("files", metavar="FILE", nargs="+", type=Path, help=_(".eml, mbox or .box"))
    look.add_argument("--json", action="store_true", help=_("one JSON object a mail"))
    look.add_argument("--threads", action="store_true", help=_("number the conversations"))
    templates_parser(commands.add_parser("templates", help=_("the canned replies")))
    demo = commands.add_parser("demo", help=_("a shop to try it on; no account needed"))
    demo.add_argument("--seed", type=int, help=_("the same customers each time"))
    demo.add_argument("--speed", type=_speed, default=1.0, help=_("2 is twice as busy"))
    return parser


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
    if call.command == "demo":
        from shopdesk.demo.run import run_demo

        return run_demo(seed=call.seed, speed=call.speed)
    profile = _profile(call.profile)
    if call.command == "due":
        return _due(call, profile)
    if call.command == "check":
        from shopdesk.cli.check import run_check

        return run_check(profile, json=call.json)
    if call.command == "inspect":
        from shopdesk.bootstrap.tools import inspector
        from shopdesk.cli.inspect import run_inspect

        return run_inspect(inspector(profile), call.files, json=call.json, threads=call.threads)
    if call.command == "templates":
        return run_templates(profile, call)
    if call.command == "watch":
        from shopdesk.cli.watch import run_watch

        return run_watch(profile, once=call.once, json=call.json)
    return open_board(profile)


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

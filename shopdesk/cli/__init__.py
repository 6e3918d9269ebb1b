"""The command line."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from shopdesk import __version__
from shopdesk.bootstrap import Profile, default_profile, open_board
from shopdesk.domain.errors import ConfigError, ShopdeskError
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
        print(f"shopdesk: {error}", file=sys.stderr)
        return FAILED
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
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
    demo = commands.add_parser("demo", help=_("a shop to try it on; no account needed"))
    demo.add_argument("--seed", type=int, help=_("the same customers each time"))
    demo.add_argument("--speed", type=_speed, default=1.0, help=_("2 is twice as busy"))
    return parser


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
    if call.command == "watch":
        from shopdesk.cli.watch import run_watch

        return run_watch(profile, once=call.once, json=call.json)
    return open_board(profile)


def _profile(named: Path | None) -> Profile:
    if named is not None:
        return Profile(named)
    if folder := os.environ.get("SHOPDESK_PROFILE"):
        return Profile(Path(folder))
    return default_profile()

"""The command line."""

from __future__ import annotations

import argparse
import contextlib
import gc
import logging
import os
import sys
from pathlib import Path

from shopdesk import __version__
from shopdesk.adapters.profile.log import LEVEL_IN, begin_log, end_log
from shopdesk.bootstrap import Profile, default_profile
from shopdesk.cli.subcommands import add_subcommands, everywhere, subcommands
from shopdesk.domain.errors import ConfigError, ShopdeskError
from shopdesk.domain.plain import plain
from shopdesk.words import _, preferred, speak

OBJECTS = 50_000
"""So many more than before are looked through for what nobody needs."""
DONE, FAILED, WRONG = 0, 1, 2
"""Exit codes: done; network, server or file failed; the call or the settings are wrong."""


def main(arguments: list[str] | None = None) -> int:
    """Run the command; returns the exit code."""
    # a start, and a look at the figures, make a hundred thousand objects that all stay
    gc.set_threshold(OBJECTS, 20, 20)
    speak(preferred(os.environ))
    call = _parser(whole=False).parse_args(arguments)
    end_log()
    # those of libraries would be printed over the screen
    logging.captureWarnings(True)
    try:
        return _run(call)
    except ConfigError as error:
        from shopdesk.domain.shop.mailbox_words import named

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


def _parser(*, whole: bool = True) -> argparse.ArgumentParser:
    """Unless it is to be `whole`, each command learns its arguments when it is called."""
    parser = argparse.ArgumentParser(
        prog="shopdesk",
        description=_("A terminal inbox for the solo owner of an online shop."),
        epilog=_("Without a command: opens the board."),
    )
    parser.add_argument("--version", action="version", version=f"shopdesk {__version__}")
    everywhere(parser, default=None)
    commands = add_subcommands(parser)
    if whole:
        for command in commands.values():
            command.know()
    return parser


def _run(call: argparse.Namespace) -> int:
    if call.verbose:
        os.environ[LEVEL_IN] = "debug"
    if call.command == "completion":
        from shopdesk.cli.completion import run_completion

        return run_completion(_parser(), call.shell)
    profile = _profile(call.profile)
    if profile.folder.is_dir():
        begin_log(profile.folder)
    if call.command is None:
        from shopdesk.bootstrap.opening import open_board

        return open_board(profile)
    (command,) = (one for one in subcommands() if one.name == call.command)
    return command.run(profile, call)


def _profile(named: Path | None) -> Profile:
    if named is not None:
        return Profile(named)
    if folder := os.environ.get("SHOPDESK_PROFILE"):
        return Profile(Path(folder))
    return default_profile()

"""Every command by name and sentence; what it takes and does is read when it is called.

The board opens without any of them: what they import would take longer than the board itself.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

from shopdesk.bootstrap import Profile
from shopdesk.words import _


@dataclass(frozen=True, slots=True)
class Subcommand:
    """One command. Its module has `NAME_parser` and `run_NAME`."""

    name: str
    """As it is typed."""
    help: str
    """A sentence."""
    module: str = ""
    """Within this package; empty: the name."""

    def learn(self, parser: argparse.ArgumentParser) -> None:
        """Give the parser the command's arguments."""
        self._part(f"{self.name}_parser")(parser)

    def run(self, profile: Profile, call: argparse.Namespace) -> int:
        """Do it; returns the exit code."""
        done: int = self._part(f"run_{self.name}")(profile, call)
        return done

    def _part(self, name: str) -> Callable[..., Any]:
        module = import_module(f"shopdesk.cli.{self.module or self.name}")
        part: Callable[..., Any] = getattr(module, name)
        return part


class CommandParser(argparse.ArgumentParser):
    """Learns its arguments when it is first used."""

    learn: Callable[[argparse.ArgumentParser], None] | None = None

    def parse_known_args(self, args: Any = None, namespace: Any = None) -> Any:
        """As argparse does, all arguments known."""
        self.know()
        return super().parse_known_args(args, namespace)

    def know(self) -> None:
        """Learn, where that is still to be done."""
        if (learn := self.learn) is not None:
            self.learn = None
            learn(self)
            also_behind(self)


def add_subcommands(parser: argparse.ArgumentParser) -> dict[str, CommandParser]:
    """Tell the program's parser of every command; returns the commands' own parsers."""
    found = parser.add_subparsers(
        dest="command", metavar="COMMAND", parser_class=CommandParser, prog=parser.prog
    )
    for command in subcommands():
        found.add_parser(command.name, help=command.help).learn = command.learn
    return dict(found.choices)


def also_behind(parser: argparse.ArgumentParser) -> None:
    """`--profile` and `--verbose` behind the command, as well as before it."""
    everywhere(parser, default=argparse.SUPPRESS)
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for inner in action.choices.values():
                also_behind(inner)


def everywhere(parser: argparse.ArgumentParser, *, default: object) -> None:
    """What every command takes."""
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


def subcommands() -> Sequence[Subcommand]:
    """All of them, as the help lists them."""
    return (
        Subcommand("watch", _("watch and ring without a screen")),
        Subcommand("ring", _("ring everything once; says what worked")),
        Subcommand("due", _("when a mail is due, and why")),
        Subcommand("setup", _("a mailbox, step by step")),
        Subcommand("check", _("whether every mailbox is read to the last mail")),
        Subcommand("inspect", _("how shopdesk reads mail files")),
        Subcommand("templates", _("the canned replies")),
        Subcommand("credit", _("the ledger of store credit")),
        Subcommand("returns", _("what is coming back")),
        Subcommand("perks", _("what was given unasked")),
        Subcommand("coupons", _("codes to give away"), "perks"),
        Subcommand("campaign", _("a mail to many customers")),
        Subcommand("incidents", _("what goes wrong, how often")),
        Subcommand("wow", _("what was done above and beyond"), "incidents"),
        Subcommand("faq", _("the most asked, for your site")),
        Subcommand("report", _("the figures: how fast, how well")),
        Subcommand("backup", _("copy the profile, while it is in use")),
        Subcommand("restore", _("put a backup back"), "backup"),
        Subcommand("config", _("the settings file")),
        Subcommand("waits", _("what is kept about every wait")),
        Subcommand("customers", _("the people who write")),
        Subcommand("orders", _("what they bought")),
        Subcommand("search", _("customers, orders, mails, by words")),
        Subcommand("demo", _("a shop to try it on; no account needed")),
        Subcommand("completion", _("a script that completes commands in your shell")),
    )

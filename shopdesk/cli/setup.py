"""`shopdesk setup`: by screens, by plain questions, or by flags alone."""

from __future__ import annotations

import argparse
import json as jsonlib
import os
import sys

from shopdesk.bootstrap import Profile
from shopdesk.domain.errors import ConfigError
from shopdesk.domain.plain import plain
from shopdesk.words import _, speak


def setup_parser(setup: argparse.ArgumentParser) -> None:
    """What it may be told beforehand; nothing of it has to be."""
    say = setup.add_argument
    say("--address", metavar="ADDRESS", help=_("the mailbox"))
    say("--dry-run", action="store_true", help=_("only say which servers were found"))
    say("--json", action="store_true", help=_("one JSON object"))
    say("--yes", action="store_true", help=_("ask nothing: take what is told and found"))
    say("--plain", action="store_true", help=_("plain questions instead of screens"))
    _servers(setup)
    _sign_in(setup)
    _shop(setup)


def _servers(setup: argparse.ArgumentParser) -> None:
    servers = setup.add_argument_group(_("servers, instead of those found"))
    place = "HOST[:PORT][/tls|/starttls]"
    servers.add_argument("--imap", metavar=place, help=_("where mail is read"))
    servers.add_argument("--smtp", metavar=place, help=_("where answers go out"))
    servers.add_argument("--user", help=_("name to sign in with, where it is not the address"))
    servers.add_argument("--ca-file", metavar="FILE", help=_("an own certificate authority"))
    servers.add_argument("--no-test", action="store_true", help=_("write without having signed in"))


def _sign_in(setup: argparse.ArgumentParser) -> None:
    secret = setup.add_argument_group(_("signing in"))
    one = secret.add_mutually_exclusive_group()
    one.add_argument(
        "--password-stdin", action="store_true", help=_("read the password from standard input")
    )
    one.add_argument("--password-command", metavar="LINE", help=_("a command that prints it"))
    one.add_argument("--password-env", metavar="NAME", help=_("a variable that holds it"))
    one.add_argument("--password-file", metavar="FILE", help=_("a file of mode 0600 with it"))
    secret.add_argument("--auth", choices=("password", "oauth2"), help=_("oauth2: by browser"))
    secret.add_argument("--client-id", help=_("of your registration at the provider"))
    secret.add_argument("--client-secret", help=_("of the same, where it gives one"))
    secret.add_argument(
        "--device", action="store_true", help=_("type a code in a browser elsewhere")
    )


def _shop(setup: argparse.ArgumentParser) -> None:
    shop = setup.add_argument_group(_("the shop"))
    shop.add_argument("--name", help=_("as customers know it"))
    shop.add_argument("--owner", help=_("as answers are signed"))
    shop.add_argument("--language", choices=("en", "vi", "ru"), help=_("yours"))
    shop.add_argument("--zone", metavar="ZONE", help=_('such as "Europe/London"'))
    shop.add_argument("--country", metavar="XX", help=_("two letters"))
    shop.add_argument("--currency", metavar="XXX", help=_("three letters"))
    shop.add_argument(
        "--hours",
        metavar="DAYS [SPANS]",
        help=_('"weekdays 09:00-12:00 13:00-18:00", also six, every, always'),
    )
    shop.add_argument(
        "--targets", metavar="A,B,C", help=_('"5 min,15 min,60 min": urgent, usual, calm')
    )


def run_setup(profile: Profile, call: argparse.Namespace) -> int:
    """Returns the exit code."""
    from shopdesk.bootstrap.setting_up import setup_of

    if call.dry_run:
        speak(_language(call, ""))
        return _dry_run(call)
    setup = setup_of(profile)
    speak(_language(call, setup.began.language))
    if call.yes or not sys.stdin.isatty():
        from shopdesk.cli.setup_flags import run_flags

        return run_flags(setup, call)
    if call.plain or not _screen():
        from shopdesk.cli.setup_prompts import run_prompts

        return run_prompts(setup, call)
    from shopdesk.bootstrap.setting_up import run_screens
    from shopdesk.cli.setup_flags import told

    saved = run_screens(setup, told(setup, call))
    if saved:
        print(_("Written to {file}. Open the board with: shopdesk").format(file=profile.config))
    return 0 if saved else 1


def _screen() -> bool:
    """Whether there is a terminal that can be painted on."""
    streams = (sys.stdin, sys.stdout, sys.stderr)
    return all(s.isatty() for s in streams) and os.environ.get("TERM", "dumb") != "dumb"


def _language(call: argparse.Namespace, known: str) -> str:
    if call.language or known:
        return str(call.language or known)
    from shopdesk.adapters.locality import SystemLocality

    return SystemLocality().guest().language


def _dry_run(call: argparse.Namespace) -> int:
    from shopdesk.bootstrap.setting_up import find_servers
    from shopdesk.cli.setup_found import lines, record

    if not call.address:
        raise ConfigError(_("Name an address to look up: shopdesk setup --dry-run --address A"))
    found = find_servers(call.address)
    if call.json:
        print(jsonlib.dumps(record(found), ensure_ascii=False))
    else:
        for line in lines(found):
            print(plain(line))
    return 0

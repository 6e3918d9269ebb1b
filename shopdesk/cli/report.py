"""`shopdesk report`: the figures of a span."""

from __future__ import annotations

import argparse
import json
import sys
from datetime import date, timedelta

from shopdesk.bootstrap import Profile
from shopdesk.cli.meter import working
from shopdesk.domain.errors import ConfigError
from shopdesk.words import _, speak

SPAN = timedelta(days=28)
"""Without `--since`: so many days up to the last one."""


def report_parser(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument(
        "--since", metavar="DAY", help=_("first day, YYYY-MM-DD (without it: 28 days)")
    )
    parser.add_argument("--until", metavar="DAY", help=_("last day, included (without it: today)"))
    forms = parser.add_mutually_exclusive_group()
    for form, words in (
        ("json", _("one JSON object")),
        ("csv", _("a table")),
        ("markdown", _("for people, as without any of these")),
        ("html", _("one page with charts that needs nothing else")),
    ):
        forms.add_argument(f"--{form}", dest="form", action="store_const", const=form, help=words)
    parser.set_defaults(form="markdown")


def run_report(profile: Profile, call: argparse.Namespace) -> int:
    """Print the figures; returns the exit code."""
    from shopdesk.bootstrap.reporting import Form, reporter

    made = reporter(profile)
    speak(made.shop.language)
    until = _day("--until", call.until) or made.today
    since = _day("--since", call.since) or until - SPAN + timedelta(days=1)
    if since > until:
        sentence = _("--since {since} is later than --until {until}; swap them.")
        raise ConfigError(sentence.format(since=since, until=until))
    with working(_("Adding up")):
        written = made.written(made.report(since, until), Form(call.form))
    sys.stdout.write(written)
    return 0


def _day(name: str, text: str | None) -> date | None:
    if text is None:
        return None
    try:
        day = date.fromisoformat(text)
    except ValueError as error:
        shown = json.dumps(text, ensure_ascii=False)
        sentence = _("{name}: found {text}; allowed is a day such as 2026-11-22.")
        raise ConfigError(sentence.format(name=name, text=shown)) from error
    # spans before the first year or beyond the last have no days to compare with
    if not 1971 <= day.year <= 9000:
        sentence = _("{name}: found {text}; allowed is a day such as 2026-11-22.")
        raise ConfigError(sentence.format(name=name, text=text))
    return day

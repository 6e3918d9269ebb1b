"""`shopdesk search`: customers, orders and mails, as `/` on the board finds them."""

from __future__ import annotations

import argparse
import json as jsonlib
from zoneinfo import ZoneInfo

from shopdesk import bootstrap
from shopdesk.bootstrap import Profile
from shopdesk.cli.lines import instant
from shopdesk.domain.guests.search import Found
from shopdesk.domain.plain import plain
from shopdesk.words import _, speak

MOST = 1_000
"""Lines that can be asked for."""


def search_parser(parser: argparse.ArgumentParser) -> None:
    """The arguments of `shopdesk search`."""
    parser.add_argument("words", metavar="WORDS", nargs="+", help=_("what to look for"))
    parser.add_argument("--limit", type=_limit, default=20, metavar="N", help=_("lines (20)"))
    parser.add_argument("--json", action="store_true", help=_("one JSON object a line"))


def run_search(profile: Profile, call: argparse.Namespace) -> int:
    """Print what is found, the best first; returns the exit code, 0 also for nothing."""
    settings = bootstrap.settings_of(profile)
    speak(settings.shop.language)
    opened = bootstrap.search(profile)
    try:
        opened.search.refresh()
        while opened.search.catch_up():
            pass
        found = opened.search.find(" ".join(call.words), call.limit)
    finally:
        opened.close()
    for one in found:
        line = jsonlib.dumps(record(one)) if call.json else None
        print(line or words(one, settings.shop.zone), flush=True)
    return 0


def record(found: Found) -> dict[str, object]:
    """As JSON says it."""
    return {
        "kind": found.kind.value,
        "at": None if found.at is None else instant(found.at),
        "name": found.who,
        "email": found.email,
        "subject": found.what.text,
        "text": found.excerpt.text,
        "hits": [list(hit) for hit in found.excerpt.hits],
        "conversation": found.conversation,
        "customer": found.customer,
        "ours": found.ours,
    }


def words(found: Found, zone: ZoneInfo) -> str:
    """For the owner: one line."""
    day = f"{found.at.astimezone(zone):%Y-%m-%d}" if found.at else " " * 10
    said = (_(found.kind.value), found.who, found.what.text, found.excerpt.text)
    return plain(f"{day}  " + " · ".join(said))


def _limit(text: str) -> int:
    try:
        limit = int(text)
    except ValueError:
        limit = 0
    if not 1 <= limit <= MOST:
        raise argparse.ArgumentTypeError(
            _("a whole number from 1 to {most} is allowed").format(most=MOST)
        )
    return limit

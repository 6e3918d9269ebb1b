"""`shopdesk waits`: what is kept about every wait; any figure can be recomputed from it."""

from __future__ import annotations

import argparse
import csv
import json
import sys
from collections.abc import Iterable
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from shopdesk import bootstrap
from shopdesk.bootstrap import Profile
from shopdesk.bootstrap.kept import kept_waits
from shopdesk.cli import instants
from shopdesk.cli.lines import instant
from shopdesk.domain.alarm.board import clock_text
from shopdesk.domain.clock.wait import Outcome
from shopdesk.domain.clock.wait_record import WaitRecord
from shopdesk.domain.plain import plain
from shopdesk.words import _, speak

Kept = Iterable[tuple[WaitRecord, timedelta]]
"""Waits and their targets."""

COLUMNS = (
    *("wait", "conversation", "customer", "mailbox", "category", "channel", "messages", "backlog"),
    *("received", "fetched", "alarmed", "opened", "due", "target_s", "outcome", "reason", "sent"),
    *("ended", "elapsed_calendar_s", "elapsed_business_s", "in_target", "elsewhere"),
)
"""What a record holds, in this order."""
_OUTCOMES = {
    Outcome.ANSWERED: "answered",
    Outcome.ELSEWHERE: "elsewhere",
    Outcome.ELSEWHERE_UNTIMED: "elsewhere-untimed",
    Outcome.DISMISSED: "dismissed",
}
_TIMED = (Outcome.ANSWERED, Outcome.ELSEWHERE)


def waits_parser(parser: argparse.ArgumentParser) -> None:
    """The arguments of `shopdesk waits`."""
    deeds = parser.add_subparsers(dest="deed", metavar="DEED", required=True)
    list_ = deeds.add_parser("list", help=_("a line for each, the oldest first"))
    for option, words in (
        ("--since", _("received then or later; a day, or ISO 8601")),
        ("--until", _("received before then; a day counts whole")),
    ):
        list_.add_argument(option, metavar="WHEN", help=words)
    forms = list_.add_mutually_exclusive_group()
    forms.add_argument("--json", action="store_true", help=_("one JSON object a line"))
    forms.add_argument("--csv", action="store_true", help=_("a table"))


def run_waits(profile: Profile, call: argparse.Namespace) -> int:
    """Print them; returns the exit code."""
    settings = bootstrap.settings_in(profile.config, for_mail=False)
    speak(settings.shop.language)
    zone = settings.shop.zone
    since = instants.since("--since", call.since, zone) if call.since else None
    until = instants.until("--until", call.until, zone) if call.until else None
    kept = kept_waits(profile, settings, since, until)
    if call.json:
        for wait, target in kept:
            print(json.dumps(record(wait, target)))
    elif call.csv:
        _table(kept)
    else:
        for wait, target in kept:
            print(line(wait, target, zone))
    return 0


def record(wait: WaitRecord, target: timedelta) -> dict[str, object]:
    """As JSON says it: instants RFC 3339 in UTC, durations whole seconds."""
    timed = wait.outcome in _TIMED
    return {
        "wait": wait.wait,
        "conversation": wait.conversation,
        "customer": wait.customer,
        "mailbox": wait.mailbox,
        "category": wait.category.value,
        "channel": wait.channel,
        "messages": wait.messages,
        "backlog": wait.backlog,
        "received": instant(wait.received),
        "fetched": instant(wait.fetched),
        "alarmed": instant(wait.alarmed),
        "opened": _instant(wait.opened),
        "due": instant(wait.due),
        "target_s": _seconds(target),
        "outcome": None if wait.outcome is None else _OUTCOMES[wait.outcome],
        "reason": None if wait.reason is None else wait.reason.value,
        "sent": _instant(wait.ended) if timed else None,
        "ended": _instant(wait.ended),
        "elapsed_calendar_s": _seconds(wait.calendar),
        "elapsed_business_s": _seconds(wait.business),
        "in_target": wait.in_target,
        "elsewhere": wait.elsewhere,
    }


def line(wait: WaitRecord, target: timedelta, zone: ZoneInfo) -> str:
    """As a person reads it."""
    ended = _("waits") if wait.outcome is None else _(wait.outcome.value)
    took = "" if wait.calendar is None else clock_text(wait.calendar)
    judged = {True: _("in time"), False: _("late"), None: ""}[wait.in_target]
    words = (
        f"{wait.received.astimezone(zone):%Y-%m-%d %H:%M:%S}",
        f"{wait.category.value:9}",
        f"{clock_text(target):>8}",
        f"{took:>9}",
        f"{judged:8}",
        f"{ended} · {wait.name}",
    )
    return plain("  ".join(words))


def _table(kept: Kept) -> None:
    # no words of a customer's are in it: a spreadsheet would run some of them
    table = csv.DictWriter(sys.stdout, COLUMNS, lineterminator="\n")
    table.writeheader()
    for wait, target in kept:
        table.writerow({name: _cell(value) for name, value in record(wait, target).items()})


def _cell(value: object) -> object:
    if value is None:
        return ""
    return str(value).lower() if isinstance(value, bool) else value


def _instant(at: datetime | None) -> str | None:
    return None if at is None else instant(at)


def _seconds(duration: timedelta | None) -> int | None:
    return None if duration is None else int(duration.total_seconds())

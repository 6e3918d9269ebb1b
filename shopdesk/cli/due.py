"""`shopdesk due`: when a mail that arrives then is due, and why."""

from __future__ import annotations

import argparse
import json as jsonlib
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from shopdesk import bootstrap
from shopdesk.adapters.clock import SystemClock
from shopdesk.adapters.config.reader import span_text
from shopdesk.bootstrap import Profile
from shopdesk.cli.instants import given_instant
from shopdesk.cli.lines import instant
from shopdesk.desk.clock.doors import closes_text, opens_text, weekday
from shopdesk.domain.alarm.board import Heat, clock_text, heat
from shopdesk.domain.clock.schedule import Schedule
from shopdesk.domain.clock.severity import Severity
from shopdesk.domain.clock.targets import Channel
from shopdesk.domain.mail.conversation import Category
from shopdesk.domain.shop.settings import Settings
from shopdesk.words import _, speak


@dataclass(frozen=True, slots=True)
class Question:
    """What was asked, as it was typed."""

    received: str
    """ISO 8601; without an offset it is the shop's time."""
    at: str | None
    """The same; None: now."""
    category: Category
    """What the mail is about."""
    channel: Channel
    """How it came."""


@dataclass(frozen=True, slots=True)
class Reckoning:
    """The answer. Instants are UTC."""

    received: datetime
    """When the mail arrived at the server."""
    due: datetime
    """When its target runs out."""
    target: timedelta
    """Business time allowed."""
    at: datetime
    """For when the rest is said."""
    calendar: timedelta
    """Passed since it was received; zero before."""
    business: timedelta
    """Business time passed since it was received; zero before."""
    heat: Heat
    """How its alarm stands."""


def due_parser(due: argparse.ArgumentParser) -> None:
    """The arguments of `shopdesk due`."""
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


def run_due(profile: Profile, call: argparse.Namespace) -> int:
    """Print the answer by the settings; returns the exit code."""
    question = Question(call.received, call.at, Category(call.category), Channel(call.channel))
    settings = bootstrap.settings_in(call.config or profile.config, for_mail=False)
    speak(settings.shop.language)
    schedule = bootstrap.schedule_of(settings)
    answer = reckon(question, settings, schedule, SystemClock().now())
    if call.json:
        print(jsonlib.dumps(record(answer)))
    else:
        for line in lines(answer, schedule, settings.shop.zone):
            print(line)
    return 0


def reckon(question: Question, settings: Settings, schedule: Schedule, now: datetime) -> Reckoning:
    """Work it out; raises `ConfigError` for what is no instant."""
    zone = settings.shop.zone
    received = given_instant("--received", question.received, zone)
    at = now if question.at is None else given_instant("--at", question.at, zone)
    target = settings.targets.target_for(question.category, question.channel, received, schedule)
    due = schedule.after(received, target)
    return Reckoning(
        received=received,
        due=due,
        target=target,
        at=at,
        calendar=max(at - received, timedelta()),
        business=schedule.between(received, at),
        heat=heat(received, due, at, schedule),
    )


def record(answer: Reckoning) -> dict[str, object]:
    """As JSON says it; elapsed and remaining business time add up to the target."""
    target, business = (int(t.total_seconds()) for t in (answer.target, answer.business))
    return {
        "received": instant(answer.received),
        "due": instant(answer.due),
        "target_s": target,
        "at": instant(answer.at),
        "elapsed_calendar_s": int(answer.calendar.total_seconds()),
        "elapsed_business_s": business,
        "remaining_business_s": target - business,
        "severity": answer.heat.severity.name.lower(),
    }


def lines(answer: Reckoning, schedule: Schedule, zone: ZoneInfo) -> tuple[str, str, str]:
    """As a person reads it: when, why, and how it stands."""
    stands = _(answer.heat.severity.name.lower())
    left = clock_text(answer.heat.left)
    if answer.heat.severity is Severity.BURNING:
        stands = _("{severity} since {time}").format(severity=stands, time=left.lstrip("+"))
    else:
        stands = _("{severity}, {time} left").format(severity=stands, time=left)
    at = _("{instant}: {stands}; waited {time}, of that {business} in opening hours").format(
        instant=_local(answer.at, zone),
        stands=stands,
        time=clock_text(answer.calendar),
        business=clock_text(answer.business),
    )
    return (
        _("due   {instant} ({zone})").format(instant=_local(answer.due, zone), zone=zone.key),
        _("why   received {instant}: {why}").format(
            instant=_local(answer.received, zone), why=why(answer, schedule, zone)
        ),
        _("at    {what}").format(what=at),
    )


def why(answer: Reckoning, schedule: Schedule, zone: ZoneInfo) -> str:
    """`opens Mon 09:00, target 5 min`."""
    received = answer.received
    reasons = []
    closes = schedule.closes_at(received)
    opens = schedule.opening_after(received)
    if closes is not None:
        reasons.append(_("open {until}").format(until=closes_text(closes, received, zone)))
    elif schedule.is_open(received):
        reasons.append(_("always open"))
    if opens is not None and opens < answer.due:
        reasons.append(opens_text(opens, received, zone))
    reasons.append(_("target {time}").format(time=span_text(answer.target)))
    return ", ".join(reasons)


def _local(at: datetime, zone: ZoneInfo) -> str:
    local = at.astimezone(zone)
    return f"{weekday(local)} {local:%Y-%m-%d %H:%M:%S}"

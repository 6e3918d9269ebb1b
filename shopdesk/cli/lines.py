"""Events as lines: for people, and as JSON (instants RFC 3339 in UTC, durations in seconds)."""

from __future__ import annotations

import dataclasses
import re
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from shopdesk.desk.events import (
    AnswerBounced,
    Answered,
    AutomaticFiled,
    AutoReplied,
    BoardShows,
    CustomerRated,
    CustomerWrote,
    DesktopMissed,
    Dismissed,
    Event,
    MovedAway,
    OrdersCame,
    Quarantined,
    Rang,
    ReplyDelayed,
    ReplyHeld,
    Standing,
    Trouble,
    WatchChanged,
)
from shopdesk.desk.guests.order_folder import came
from shopdesk.domain.alarm.board import Note, clock_text
from shopdesk.domain.alarm.watching import Watching, WatchState
from shopdesk.domain.plain import plain
from shopdesk.words import _


def instant(at: datetime) -> str:
    """RFC 3339 in UTC with `Z`."""
    return f"{at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"


def record(event: Event, at: datetime) -> dict[str, object]:
    """An event as a flat object; its name is in `event`, when it was said in `at`."""
    name = re.sub(r"(?<=[a-z])(?=[A-Z])", "-", type(event).__name__).lower()
    said: dict[str, object] = {"event": name, "at": instant(at)}
    match event:
        case WatchChanged(state=state):
            return said | _fields(state)
        case Rang(note=note, ways=ways):
            severity = note.severity.name.lower()
            return said | _fields(note) | {"severity": severity, "ways": sorted(ways)}
        case DesktopMissed(note=note):
            return said | {"title": note.title}
        case _:
            return said | _fields(event)


def _fields(thing: Event | WatchState | Note) -> dict[str, object]:
    said: dict[str, object] = {}
    for field in dataclasses.fields(thing):
        value = getattr(thing, field.name)
        match value:
            case datetime():
                said[field.name] = instant(value)
            case timedelta():
                said[f"{field.name}_s"] = int(value.total_seconds())
            case StrEnum():
                said[field.name] = value.value
            case tuple():
                said[field.name] = list(value)
            case _:
                said[field.name] = value
    return said


def line(event: Event, at: datetime, zone: ZoneInfo) -> str | None:
    """An event as a line in the owner's language; None for what a person need not read."""
    words = _words(event)
    return None if words is None else f"{at.astimezone(zone):%H:%M:%S}  {plain(words)}"


def _words(event: Event) -> str | None:
    match event:
        case CustomerWrote(thanks=thanks) if thanks:
            return _("praise    {name}: {words}").format(name=event.name, words=thanks)
        case AutoReplied():
            return _("told      {name}, by machine, that the shop is closed").format(
                name=event.name
            )
        case CustomerWrote(due=None):
            return None
        case CustomerWrote(backlog=True):
            return _("backlog, {name}: {subject}").format(name=event.name, subject=event.subject)
        case CustomerWrote():
            return _("customer {name}: {subject}").format(name=event.name, subject=event.subject)
        case CustomerRated(rating=None):
            return _("no more surveys for {name}").format(name=event.name)
        case CustomerRated():
            return _("rated     {name}: {rating} ({scale}) {comment}").format(
                name=event.name, rating=event.rating, scale=event.scale, comment=event.comment
            )
        case AutomaticFiled():
            return _("automatic {sender}: {subject} ({kind})").format(
                sender=event.sender, subject=event.subject, kind=event.kind.value
            )
        case Quarantined():
            return _("kept aside: a mail in {folder} (UID {uid}) cannot be read: {why}").format(
                folder=event.folder, uid=event.uid, why=event.why
            )
        case Answered():
            took = clock_text(event.took) if event.took else "?"
            return _("answered {name} after {time}").format(name=event.name, time=took)
        case ReplyDelayed(trouble=why) | ReplyHeld(trouble=why):
            return _("not sent: {why}").format(why=why)
        case AnswerBounced(name=name, trouble=why):
            return _("came back, {name}: {why}").format(name=name, why=why)
        case Dismissed():
            return _("dismissed {name}: {reason}").format(
                name=event.name, reason=_(event.reason.value)
            )
        case DesktopMissed() | BoardShows():
            return None
        case Standing(sentence=sentence):
            return sentence or None
        case OrdersCame():
            return came(event)
        case MovedAway(name=name, folder=folder):
            return _("moved: {name}'s mail was moved to {folder}; nobody waits").format(
                name=name, folder=folder
            )
        case Rang(note=note):
            return _("rings: {title}: {body}").format(title=note.title, body=note.body)
        case Trouble(sentence=sentence):
            return sentence
        case WatchChanged(state=state):
            return _watch_words(state)


def _watch_words(state: WatchState) -> str | None:
    match state.watching:
        case Watching.DOWN if state.reason:
            words = _("NOT WATCHING {mailbox}: {why}")
        case Watching.IDLE:
            words = _("watching {mailbox}")
        case Watching.POLL:
            words = _("watching {mailbox}, checking every {n} s")
        case Watching.ELSEWHERE:
            words = _("{mailbox} is watched by another shopdesk")
        case _:
            return None
    return words.format(mailbox=state.mailbox, why=state.reason, n=state.interval_s)

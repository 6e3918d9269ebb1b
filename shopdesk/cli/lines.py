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
    CustomerWrote,
    Dismissed,
    Event,
    Quarantined,
    Rang,
    ReplyDelayed,
    ReplyHeld,
    Trouble,
    WatchChanged,
)
from shopdesk.domain.board import Note, clock_text
from shopdesk.domain.plain import plain
from shopdesk.domain.watching import Watching, WatchState
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
        case Rang(note=note, shown=shown):
            return said | _fields(note) | {"severity": note.severity.name.lower(), "shown": shown}
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
        case CustomerWrote(due=None):
            return None
        case CustomerWrote(backlog=True):
            return _("backlog   {name}: {subject}").format(name=event.name, subject=event.subject)
        case CustomerWrote():
            return _("customer  {name}: {subject}").format(name=event.name, subject=event.subject)
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
            return _("answered  {name} after {time}").format(name=event.name, time=took)
        case ReplyDelayed(trouble=why) | ReplyHeld(trouble=why):
            return _("not sent  {why}").format(why=why)
        case AnswerBounced(name=name, trouble=why):
            return _("came back {name}: {why}").format(name=name, why=why)
        case Dismissed():
            return _("dismissed {name}: {reason}").format(
                name=event.name, reason=_(event.reason.value)
            )
        case Rang(note=note):
            return _("RING      {title}: {body}").format(title=note.title, body=note.body)
        case Trouble(sentence=sentence):
            return sentence
        case WatchChanged(state=state):
            return _watch_words(state.watching, state.mailbox, state.reason)


def _watch_words(watching: Watching, mailbox: str, reason: str) -> str | None:
    if watching is Watching.DOWN and reason:
        return _("NOT WATCHING {mailbox}: {why}").format(mailbox=mailbox, why=reason)
    return None

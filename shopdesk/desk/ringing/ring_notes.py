"""What is said aloud: by name while they are few, counted when they are many."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from shopdesk.desk.clock.doors import weekday
from shopdesk.domain.alarm.board import Note, clock_text
from shopdesk.domain.alarm.reminding import ReminderKind
from shopdesk.domain.alarm.ring_plan import Occasion, Way, Ways
from shopdesk.domain.clock.severity import Severity
from shopdesk.words import _, _n

if TYPE_CHECKING:
    from shopdesk.domain.alarm.blindness import Outage
    from shopdesk.domain.alarm.ringing import Ring
    from shopdesk.domain.alarm.summary import Summary

NAMED = 3
"""Of many, so many are named."""


def spoken(
    rings: Sequence[Ring],
    ways: Callable[[frozenset[Occasion]], Ways],
    now: datetime,
    together: int,
) -> dict[Note, Ways]:
    """What to say, and in which ways: many that go the same way are one note there."""
    said: dict[Note, set[Way]] = {}
    for way in Way:
        going = [ring for ring in rings if way in ways(ring.occasions)]
        for note in notes(going, now, together):
            said.setdefault(note, set()).add(way)
    return {note: frozenset(found) for note, found in said.items()}


def notes(rings: Sequence[Ring], now: datetime, together: int) -> list[Note]:
    """One for each, or one for all when they are more than `together`."""
    if len(rings) > together:
        return [_counted(rings)]
    return [_named(ring, now) for ring in rings]


def _named(ring: Ring, now: datetime) -> Note:
    alarm, heat = ring.alarm, ring.heat
    left = clock_text(heat.left).lstrip("+")
    if alarm.reminder is not None:
        return Note(alarm.name, _reminding(ring, now), heat.severity)
    if heat.severity is Severity.BURNING:
        words = _("burning for {time}: {subject}")
    else:
        words = _("{time} left: {subject}")
    return Note(alarm.name, words.format(time=left, subject=alarm.subject), heat.severity)


def _reminding(ring: Ring, now: datetime) -> str:
    reminder = ring.alarm.reminder
    if reminder is not None and reminder.kind is ReminderKind.FOLLOW_UP:
        return _("is the customer happy now? {subject}").format(subject=ring.alarm.subject)
    if reminder is not None and reminder.kind is ReminderKind.RETURN:
        return _("a return lies still: {subject}").format(subject=ring.alarm.subject)
    if reminder is None or reminder.kind is ReminderKind.NO_ANSWER:
        return _("no answer yet: {subject}").format(subject=ring.alarm.subject)
    time = clock_text(abs(reminder.due - now))
    if now >= reminder.due:
        words = _("your promise is overdue by {time}: {subject}")
    else:
        words = _("your promise is due in {time}: {subject}")
    return words.format(time=time, subject=ring.alarm.subject)


def _counted(rings: Sequence[Ring]) -> Note:
    n = len(rings)
    if all(ring.heat.severity is Severity.BURNING for ring in rings):
        title = _n("{n} alarm is burning", "{n} alarms are burning", n)
    elif all(ring.alarm.reminder for ring in rings):
        title = _n("{n} reminder", "{n} reminders", n)
    else:
        title = _n("{n} customer waits", "{n} customers wait", n)
    names = list(dict.fromkeys(ring.alarm.name for ring in rings))
    said = ", ".join(names[:NAMED])
    more = len(names) - NAMED
    if more > 0:
        said = f"{said} {_n('and {n} more', 'and {n} more', more)}"
    return Note(title, said, max(ring.heat.severity for ring in rings))


def still_burning(rings: Sequence[Ring], now: datetime) -> Note:
    """The reminder of a fire: one for all of it."""
    return _named(rings[0], now) if len(rings) == 1 else _counted(rings)


def not_watching(outage: Outage, now: datetime, zone: ZoneInfo) -> Note:
    """A mailbox is not seen."""
    title = _("NOT WATCHING {mailbox}").format(mailbox=outage.mailbox)
    body = _("since {time}: {why}").format(
        time=moment_text(outage.since, now, zone), why=outage.reason
    )
    return Note(title, body, Severity.BURNING)


def watching_again(outage: Outage, now: datetime, zone: ZoneInfo) -> Note:
    """It is seen again."""
    title = _("Watching {mailbox} again").format(mailbox=outage.mailbox)
    body = _("not watched from {since} to {time}").format(
        since=moment_text(outage.since, now, zone), time=moment_text(now, now, zone)
    )
    return Note(title, body, Severity.CALM)


def summed_up(found: Summary, now: datetime, zone: ZoneInfo) -> Note:
    """How it stands, in one line."""
    title = _("shopdesk at {time}").format(time=moment_text(now, now, zone))
    severity = Severity.BURNING if found.burning else Severity.CALM
    return Note(title, summary_text(found, now, zone), severity)


def summary_text(found: Summary, now: datetime, zone: ZoneInfo) -> str:
    """`3 waiting, oldest 00:42, 1 burning; since 14:00 5 answered`: hours and minutes."""
    parts = [_n("{n} waiting", "{n} waiting", found.waiting)]
    if found.waiting:
        parts.append(_("oldest {time}").format(time=_hours(found.oldest)))
    if found.burning:
        parts.append(_n("{n} burning", "{n} burning", found.burning))
    answered = _n("{n} answered", "{n} answered", found.answered)
    since = moment_text(found.since, now, zone)
    return _("{waiting}; since {time} {answered}").format(
        waiting=", ".join(parts), time=since, answered=answered
    )


def quiet_text(until: datetime | None, now: datetime, zone: ZoneInfo) -> str:
    """`quiet to 15:02`; empty when it is not."""
    if until is None or until <= now:
        return ""
    return _("quiet to {time}").format(time=moment_text(until, now, zone))


def moment_text(at: datetime, now: datetime, zone: ZoneInfo) -> str:
    """`15:02`; with the day when it is not today's, with the date when it is far."""
    local, today = at.astimezone(zone), now.astimezone(zone)
    if local.date() == today.date():
        return f"{local:%H:%M}"
    near = abs(local.date() - today.date()) < timedelta(days=7)
    return f"{weekday(local) if near else f'{local:%Y-%m-%d}'} {local:%H:%M}"


def _hours(age: timedelta) -> str:
    hours, minutes = divmod(int(age.total_seconds()) // 60, 60)
    return f"{hours:02}:{minutes:02}"

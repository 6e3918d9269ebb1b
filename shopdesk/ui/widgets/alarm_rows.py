"""The lines of the board: alarms in their order, and what is told between them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple
from zoneinfo import ZoneInfo

from shopdesk.desk.ringing.ring_notes import moment_text
from shopdesk.domain.alarm.reminding import ReminderKind
from shopdesk.domain.moves.returns import GoodsReturn, ReturnPolicy, lies_still
from shopdesk.domain.plain import plain
from shopdesk.words import _, _n

if TYPE_CHECKING:
    from shopdesk.domain.alarm.board import Alarm
    from shopdesk.domain.alarm.order import Rated
    from shopdesk.domain.answer.outbox import Dispatch

ASIDE = 3
"""Mails that cannot be read: so many have a line each."""
SOON = timedelta(seconds=100)
"""A reply that leaves within this is on its way; one that leaves later waits for its time."""


class Row(NamedTuple):
    """One line that is no running alarm: old mail, or a heading."""

    alarm: Alarm | None
    """None for a heading."""
    severity: None
    """Nothing of it runs."""
    heading: str = ""
    """A heading's words."""


def heading_of(line: Rated | Row) -> str:
    """A heading's words; empty for anything else."""
    return line.heading if isinstance(line, Row) else ""


def rows_of(
    rated: Sequence[Rated],
    backlog: Sequence[Alarm],
    quarantined: Sequence[str],
    *notes: str,
) -> list[Rated | Row]:
    """The alarms in their order, what else there is, what cannot be read, the backlog apart."""
    rows: list[Rated | Row] = [*rated]
    rows += [Row(None, None, note) for note in notes if note]
    rows += [
        Row(None, None, _("kept aside: {what}").format(what=plain(what)))
        for what in quarantined[:ASIDE]
    ]
    if len(quarantined) > ASIDE:
        more = len(quarantined) - ASIDE
        rows.append(Row(None, None, _n("{n} more kept aside", "{n} more kept aside", more)))
    if backlog:
        n = len(backlog)
        said = _n("{n} from before the first start", "{n} from before the first start", n)
        rows.append(Row(None, None, said))
        newest_first = sorted(backlog, key=lambda a: a.started, reverse=True)
        rows += [Row(alarm, None) for alarm in newest_first]
    return rows


def sleeping_text(asleep: Sequence[Alarm], now: datetime, zone: ZoneInfo) -> str:
    """`2 asleep, 1 promise, next back 14:30`; empty when nothing is hidden."""
    if not asleep:
        return ""
    counted = Counter(alarm.reminder.kind if alarm.reminder else None for alarm in asleep)
    said = []
    if n := counted[None]:
        said.append(_n("{n} asleep", "{n} asleep", n))
    if n := counted[ReminderKind.PROMISE]:
        said.append(_n("{n} promise", "{n} promises", n))
    if n := counted[ReminderKind.NO_ANSWER]:
        said.append(_n("{n} reminder", "{n} reminders", n))
    if n := counted[ReminderKind.FOLLOW_UP]:
        said.append(_n("{n} follow-up", "{n} follow-ups", n))
    if n := counted[ReminderKind.RETURN]:
        said.append(_n("{n} return", "{n} returns", n))
    back = moment_text(asleep[0].hidden_until or now, now, zone)
    said.append(_("next back {time}").format(time=back))
    return ", ".join(said) + " · " + _("Z shows them")


def returns_text(returns: Sequence[GoodsReturn], policy: ReturnPolicy, now: datetime) -> str:
    """`1 return lies still`; empty while all of them go on."""
    n = sum(1 for one in returns if lies_still(one, policy, now))
    if not n:
        return ""
    return _n("{n} return lies still", "{n} returns lie still", n) + " · " + _("R shows them")


def leaving_words(leaving: Iterable[Dispatch], now: datetime, zone: ZoneInfo) -> Mapping[int, str]:
    """What is said of conversations whose reply does not leave at once, by their numbers."""
    words = {}
    for dispatch in leaving:
        if dispatch.trouble:
            words[dispatch.conversation] = _("retrying")
        elif dispatch.due - now > SOON:
            time = moment_text(dispatch.due, now, zone)
            words[dispatch.conversation] = _("at {time}").format(time=time)
    return words


def reminder_text(alarm: Alarm, now: datetime, zone: ZoneInfo) -> str:
    """`promised for Thu 12:00`, `no answer since Mon 09:00`; empty for a customer's wait."""
    if alarm.reminder is None:
        return ""
    if alarm.reminder.kind is ReminderKind.PROMISE:
        return _("promised for {time}").format(time=moment_text(alarm.reminder.due, now, zone))
    if alarm.reminder.kind is ReminderKind.FOLLOW_UP:
        time = moment_text(alarm.started, now, zone)
        return _("answered {time}: are they happy now?").format(time=time)
    if alarm.reminder.kind is ReminderKind.RETURN:
        time = moment_text(alarm.started, now, zone)
        return _("a return lies still since {time} · R shows it").format(time=time)
    return _("no answer since {time}").format(time=moment_text(alarm.started, now, zone))

"""How an alarm stands, at the head of what is opened from it."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from rich.text import Text

from shopdesk.desk.ringing.ring_notes import moment_text
from shopdesk.domain.alarm.board import Alarm, Heat, age_text, clock_text, heat_of
from shopdesk.domain.alarm.reminding import ReminderKind
from shopdesk.domain.clock.severity import Severity
from shopdesk.domain.plain import plain
from shopdesk.ui.theme import CLASS_OF, word
from shopdesk.words import _

if TYPE_CHECKING:
    from shopdesk.desk.board import Thread
    from shopdesk.ui.host import Host


def standing(alarm: Alarm, host: Host) -> Text:
    """A word and the clock in their colour; until when it is hidden, and whether it is quiet."""
    if alarm.backlog:
        text = Text(f" {_('backlog')} ")
    else:
        heat = heat_of(alarm, host.now, host.schedule)
        colour = host.theme_variables.get(CLASS_OF[heat.severity], "")
        text = Text(f" {_told(alarm, heat, host.now)} ", colour)
    quiet = host.theme_variables.get("quiet", "")
    if alarm.hidden_until is not None and alarm.hidden_until > host.now:
        until = moment_text(alarm.hidden_until, host.now, host.settings.shop.zone)
        text.append(_("hidden until {time}").format(time=until) + " ", quiet)
    if alarm.acknowledged:
        text.append(_("✓ on it") + " ", host.theme_variables.get("calm", ""))
    return text


def doubts(thread: Thread) -> list[Text]:
    """A line for each doubt about who wrote; it says what is wrong before anything is answered."""
    return [Text(f" ! {plain(doubt)}", "bold") for doubt in thread.warnings]


def heat_word(alarm: Alarm, heat: Heat) -> str:
    """The severity's word; a promise has one of its own, the loudest too when it is broken."""
    if alarm.reminder is None:
        return word(heat.severity)
    return _("PROMISE") if heat.severity is Severity.BURNING else _("promise")


def _told(alarm: Alarm, heat: Heat, now: datetime) -> str:
    if alarm.reminder is None or alarm.reminder.kind is ReminderKind.PROMISE:
        return f"{heat_word(alarm, heat)} {clock_text(heat.left)}"
    return f"{_(alarm.reminder.kind.value)} {age_text(now - alarm.started)}"

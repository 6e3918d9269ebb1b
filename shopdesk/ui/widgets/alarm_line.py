"""What stands on an alarm's line: its state, which changes each second, and the rest."""

from __future__ import annotations

from datetime import datetime

from rich.cells import cell_len, set_cell_size

from shopdesk.domain.alarm.board import Alarm, Heat, age_text, clock_text
from shopdesk.domain.alarm.reminding import ReminderKind
from shopdesk.domain.clock.severity import Severity
from shopdesk.domain.plain import plain
from shopdesk.ui.said.guests import STAR
from shopdesk.ui.said.standing import heat_word
from shopdesk.ui.theme import CLASS_OF
from shopdesk.words import _

WIDE = 110
Piece = tuple[str, str]
"""Some text, and the name of its style."""


def state_width(width: int) -> int:
    """Columns of the state on a line of this width."""
    return 16 + _bar(width)


def state(alarm: Alarm, heat: Heat | None, now: datetime, leaves: str, width: int) -> list[Piece]:
    """Word, clock and bar, `state_width` columns; without a heat it is backlog.

    `leaves` is said of a reply that is on its way.
    """
    bar = _bar(width)
    if heat is None:
        age = age_text(now - alarm.started)
        return [(set_cell_size(_("backlog"), 8) + f"{age:>7} " + " " * bar, "quiet")]
    left = clock_text(heat.left)
    if alarm.sending:
        return [(_leaving(leaves, left, bar), "quiet")]
    style = CLASS_OF[heat.severity]
    if alarm.reminder is not None and alarm.reminder.kind is not ReminderKind.PROMISE:
        ago = age_text(now - alarm.started)
        return [(set_cell_size(_(alarm.reminder.kind.value), 8 + bar) + f"{ago:>7} ", style)]
    said = set_cell_size(heat_word(alarm, heat), 8) + f"{left:>7} "
    # Full only when it burns: rounding up would say too much.
    burnt = bar if heat.severity is Severity.BURNING else int(heat.burnt * bar)
    return [(said + "━" * burnt, style), ("─" * (bar - burnt), "unburnt")]


def rest(alarm: Alarm, width: int, *, star: bool = False) -> list[Piece]:
    """Who, what about, and what has happened to the answer so far, to the end of the line.

    A VIP's name bears a star.
    """
    name, category = (26, 11) if width >= WIDE else (17, 9)
    mark = f" ({alarm.unanswered})" if alarm.unanswered > 1 else ""
    mark = f" {STAR}{mark}" if star else mark
    who = plain(alarm.name)
    who = set_cell_size(who, min(name - len(mark), cell_len(who))) + mark
    room = max(width - 6 - state_width(width) - name - category, 1)
    return [
        (f" {set_cell_size(who, name)} ", "name"),
        (f"{set_cell_size(_(alarm.category.value), category)} ", "quiet"),
        *_subject(alarm, room),
        (" ", "text"),
    ]


def _bar(width: int) -> int:
    return 16 if width >= WIDE else 8


def _leaving(said: str, left: str, bar: int) -> str:
    if cell_len(said) <= 8:
        return set_cell_size(said, 8) + f"{left:>7} " + " " * bar
    clock = f" {left:>7} " if cell_len(said) <= 7 + bar else ""
    return set_cell_size(said, 16 + bar - len(clock)) + clock


def _subject(alarm: Alarm, width: int) -> list[Piece]:
    said, style = _mark(alarm)
    if not said:
        return [(set_cell_size(plain(alarm.subject), width), "text")]
    said = set_cell_size(said, min(width, cell_len(said)))
    return [
        (said, style),
        (set_cell_size(f" {plain(alarm.subject)}", max(width - cell_len(said), 0)), "text"),
    ]


def _mark(alarm: Alarm) -> Piece:
    if alarm.trouble:
        return _("! not sent"), "burning"
    on_it = _("✓ on it") if alarm.acknowledged else ""
    draft = _("✎ draft") if alarm.drafted and not alarm.sending else ""
    return " ".join(filter(None, (on_it, draft))), "calm" if on_it else "quiet"

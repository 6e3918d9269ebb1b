"""The alarms, one line each; only the lines in sight are drawn."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import Binding
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from shopdesk.domain.board import Alarm, Heat, age_text, clock_text
from shopdesk.domain.plain import plain
from shopdesk.domain.severity import Severity
from shopdesk.ui.theme import CLASS_OF, word
from shopdesk.words import _, _n

WIDE = 110
ASIDE = 3
"""Mails that cannot be read: so many have a line each."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line: an alarm, or a heading without one."""

    alarm: Alarm | None
    """None for a heading."""
    heat: Heat | None
    """None for backlog and headings."""
    heading: str = ""
    """A heading's words."""


def rows_of(
    rated: Sequence[tuple[Alarm, Heat]], backlog: Sequence[Alarm], quarantined: Sequence[str]
) -> list[Row]:
    """The alarms in their order, then what cannot be read, then the backlog apart."""
    rows = [Row(alarm, heat) for alarm, heat in rated]
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


class AlarmList(ScrollView, can_focus=True):
    """Shows rows and a cursor; keeps the cursor on its conversation when the order changes."""

    COMPONENT_CLASSES = {
        "alarms--burning",
        "alarms--hot",
        "alarms--warm",
        "alarms--calm",
        "alarms--quiet",
        "alarms--name",
        "alarms--text",
        "alarms--cursor",
        "alarms--rail",
    }
    BINDINGS = [
        Binding("up,k", "move(-1)", show=False),
        Binding("down,j", "move(1)", show=False),
        Binding("pageup", "page(-1)", show=False),
        Binding("pagedown", "page(1)", show=False),
        Binding("home", "move(-100000)", show=False),
        Binding("end", "move(100000)", show=False),
    ]

    class Pointed(Message):
        """The cursor is on another conversation, or on none."""

        def __init__(self, alarm: Alarm | None) -> None:
            super().__init__()
            self.alarm = alarm

    class Chosen(Message):
        """A conversation was clicked twice."""

    def __init__(self, id: str | None = None) -> None:
        super().__init__(id=id)
        self._rows: list[Row] = []
        self._cursor = 0
        self._now: datetime | None = None
        self._retrying: frozenset[int] = frozenset()

    @property
    def pointed(self) -> Alarm | None:
        """The alarm under the cursor."""
        return self._rows[self._cursor].alarm if self._rows else None

    def show(
        self, rows: Sequence[Row], now: datetime, retrying: frozenset[int] = frozenset()
    ) -> None:
        """Replace what is shown; the cursor stays with its conversation where it can.

        `retrying`: conversations whose reply did not get out at the first attempt.
        """
        self._retrying = retrying
        before = self.pointed
        self._rows = list(rows)
        self._now = now
        self.virtual_size = Size(self.size.width, len(self._rows))
        held = before.conversation if before else None
        places = (i for i, r in enumerate(self._rows) if r.alarm and r.alarm.conversation == held)
        self._cursor = next(places, min(self._cursor, max(len(self._rows) - 1, 0)))
        self._off_headings(1)
        self.refresh()
        if self.pointed != before:
            self.post_message(self.Pointed(self.pointed))

    def point_at_hottest(self) -> None:
        """Put the cursor on the first alarm that nobody has answered yet."""
        places = (i for i, r in enumerate(self._rows) if r.alarm and not r.alarm.sending)
        self._go(next(places, 0), 1)

    def render_line(self, y: int) -> Strip:
        """Draw one visible line."""
        place = y + self.scroll_offset.y
        width = self.size.width
        if place >= len(self._rows):
            return Strip.blank(width, self.rich_style)
        row = self._rows[place]
        if row.alarm is None:
            return self._heading(row.heading, width)
        cursor = place == self._cursor
        ground = self._style("cursor") if cursor else self.rich_style
        segments = self._alarm(row, row.alarm, width, cursor=cursor)
        styled = [Segment(s.text, ground + (s.style or Style())) for s in segments]
        return Strip(styled).adjust_cell_length(width, ground)

    def action_move(self, by: int) -> None:
        """Move the cursor by lines."""
        self._go(max(0, min(self._cursor + by, len(self._rows) - 1)), 1 if by > 0 else -1)

    def action_page(self, by: int) -> None:
        """Move the cursor by screens."""
        self.action_move(by * max(self.size.height - 1, 1))

    def on_click(self, event: events.Click) -> None:
        """Point with the mouse; a second click opens."""
        place = event.y + self.scroll_offset.y
        if place < len(self._rows) and self._rows[place].alarm:
            again = place == self._cursor
            self._go(place, 1)
            if again and event.chain > 1:
                self.post_message(self.Chosen())

    def on_resize(self) -> None:
        """Lines are as wide as the list."""
        self.virtual_size = Size(self.size.width, len(self._rows))

    def _go(self, place: int, direction: int) -> None:
        before = self.pointed
        self._cursor = place
        self._off_headings(direction)
        self.scroll_to_region(Region(0, self._cursor, self.size.width, 1), animate=False)
        self.refresh()
        if self.pointed != before:
            self.post_message(self.Pointed(self.pointed))

    def _off_headings(self, direction: int) -> None:
        for step in (direction, -direction):
            while (
                0 <= self._cursor < len(self._rows)
                and self._rows[self._cursor].alarm is None
                and 0 <= self._cursor + step < len(self._rows)
            ):
                self._cursor += step

    def _style(self, name: str) -> Style:
        return self.get_component_rich_style(f"alarms--{name}", partial=True)

    def _heading(self, words: str, width: int) -> Strip:
        quiet = self.rich_style + self._style("quiet")
        words = words if cell_len(words) <= width - 8 else set_cell_size(words, width - 9) + "…"
        line = f"   ── {words} "
        line += "─" * max(width - cell_len(line) - 2, 0)
        return Strip([Segment(line, quiet)]).adjust_cell_length(width, self.rich_style)

    def _alarm(self, row: Row, alarm: Alarm, width: int, *, cursor: bool) -> list[Segment]:
        wide = width >= WIDE
        bar, name, category = (16, 26, 11) if wide else (8, 17, 9)
        rail = Segment("▌" if cursor else " ", self._style("rail"))
        state = self._state(row, alarm, bar)
        subject = max(width - 22 - bar - name - category, 1)
        mark = f" ({alarm.unanswered})" if alarm.unanswered > 1 else ""
        shown = set_cell_size(plain(alarm.name), min(name - len(mark), cell_len(plain(alarm.name))))
        return [
            rail,
            Segment(" "),
            *state,
            Segment(" "),
            Segment(set_cell_size(shown + mark, name), self._style("name")),
            Segment(" "),
            Segment(set_cell_size(_(alarm.category.value), category), self._style("quiet")),
            Segment(" "),
            *self._subject(alarm, subject),
        ]

    def _subject(self, alarm: Alarm, width: int) -> list[Segment]:
        """A reply that did not leave is said where the eye ends."""
        if not alarm.trouble:
            return [Segment(set_cell_size(plain(alarm.subject), width), self._style("text"))]
        said = set_cell_size(_("! not sent"), min(width, cell_len(_("! not sent"))))
        rest = set_cell_size(f" {plain(alarm.subject)}", max(width - cell_len(said), 0))
        return [Segment(said, self._style("burning")), Segment(rest, self._style("text"))]

    def _state(self, row: Row, alarm: Alarm, bar: int) -> list[Segment]:
        quiet = self._style("quiet")
        if row.heat is None:
            age = age_text((self._now or alarm.started) - alarm.started)
            return [Segment(set_cell_size(_("backlog"), 8) + f"{age:>7} " + " " * bar, quiet)]
        if alarm.sending:
            left = clock_text(row.heat.left)
            said = _("retrying") if alarm.conversation in self._retrying else _("sending")
            return [Segment(set_cell_size(said, 8) + f"{left:>7} " + " " * bar, quiet)]
        style = self._style(CLASS_OF[row.heat.severity])
        left = clock_text(row.heat.left)
        said = set_cell_size(word(row.heat.severity), 8) + f"{left:>7} "
        # Full only when it burns: rounding up would say too much.
        burnt = bar if row.heat.severity is Severity.BURNING else int(row.heat.burnt * bar)
        return [
            Segment(said, style),
            Segment("━" * burnt, style),
            Segment("─" * (bar - burnt), quiet + Style(dim=True)),
        ]

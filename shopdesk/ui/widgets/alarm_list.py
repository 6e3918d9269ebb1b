"""The alarms, one line each; only the lines in sight are drawn."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, TypeAlias

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from rich.style import Style
from textual.binding import Binding
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from shopdesk.domain.alarm.board import Alarm, Heat
from shopdesk.domain.clock.severity import Severity
from shopdesk.ui.widgets.alarm_line import rest, state, state_width
from shopdesk.ui.widgets.alarm_rows import Row, heading_of
from shopdesk.words import _

if TYPE_CHECKING:
    from textual import events

    from shopdesk.domain.alarm.order import Rated

Line: TypeAlias = "Rated | Row"

RAIL = 2
"""Columns before the state: the cursor's."""


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
        self._rows: list[Line] = []
        self._given: Sequence[Line] = self._rows
        self._cursor = 0
        self._placed = False
        self._now: datetime | None = None
        self._leaving: Mapping[int, str] = {}
        self._stars: frozenset[int] = frozenset()
        self._heat: Callable[[Alarm], Heat] = _unknown
        self._looks: dict[tuple[str, bool], Style] = {}
        self._rests: dict[tuple[int, bool, int, bool], list[Segment]] = {}

    @property
    def pointed(self) -> Alarm | None:
        """The alarm under the cursor."""
        return self._rows[self._cursor].alarm if self._rows else None

    def show(
        self,
        rows: Sequence[Line],
        now: datetime,
        leaving: Mapping[int, str],
        heat: Callable[[Alarm], Heat],
        stars: frozenset[int] = frozenset(),
    ) -> None:
        """Replace what is shown; the cursor stays with its conversation where it can.

        One that nobody has moved yet leaves the backlog for the first alarm.

        `leaving` says of some conversations why their reply does not leave at once, `heat` how an
        alarm stands now; it is asked for the lines in sight. `stars` are VIPs' conversations.
        """
        seen = slice(self.scroll_offset.y, self.scroll_offset.y + self.size.height)
        alike = leaving == self._leaving and stars == self._stars
        alike = alike and (rows is self._given or _alike(rows[seen], self._rows[seen]))
        before, place = self.pointed, self._cursor
        self._stars, self._leaving, self._heat, self._now = stars, leaving, heat, now
        if not alike:
            self._rests.clear()
        if rows is not self._given:
            self._rows, self._given = list(rows), rows
            self._tall(len(self._rows))
            held = before.conversation if before else None
            self._cursor = self._place_of(held)
            if not self._placed and self._rows and self._rows[self._cursor].severity is None:
                # at the very first start old mail may come before the first alarm
                self._cursor = 0
            self._off_headings(1)
        if alike and place == self._cursor:
            # the rest of the screen need not be written again each second
            width = state_width(self.size.width)
            self.refresh(Region(RAIL, 0, width, self.size.height))
        else:
            self.refresh()
        if self.pointed != before:
            self.post_message(self.Pointed(self.pointed))

    def _tall(self, rows: int) -> None:
        """So many rows; where the scroll bar was and stays, nothing else on the screen moves."""
        size, before, height = Size(self.size.width, rows), self.virtual_size, self.size.height
        if before.width == size.width and min(before.height, rows) > height > 0:
            self.set_reactive(ScrollView.virtual_size, size)
            self.vertical_scrollbar.window_virtual_size = rows
        else:
            self.virtual_size = size

    def _place_of(self, conversation: int | None) -> int:
        if self._cursor < len(self._rows):
            here = self._rows[self._cursor].alarm
            if here is not None and here.conversation == conversation:
                return self._cursor
        places = (
            i for i, r in enumerate(self._rows) if r.alarm and r.alarm.conversation == conversation
        )
        return next(places, min(self._cursor, max(len(self._rows) - 1, 0)))

    def point_at_hottest(self) -> None:
        """Put the cursor on the first alarm that nobody has answered yet."""
        places = (i for i, r in enumerate(self._rows) if r.alarm and not r.alarm.sending)
        self._go(next(places, 0), 1)

    def render_line(self, y: int) -> Strip:
        """Draw one visible line."""
        place = y + self.scroll_offset.y
        width = self.size.width
        if place >= len(self._rows):
            return Strip.blank(width, self._look("text"))
        row = self._rows[place]
        if row.alarm is None:
            return self._heading(heading_of(row), width)
        return self._alarm(row, row.alarm, width, cursor=place == self._cursor)

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
        self._placed = True
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

    def _look(self, name: str, *, cursor: bool = False) -> Style:
        """A style by its name, on the ground of the line; to make one takes Textual long."""
        found = self._looks.get((name, cursor))
        if found is None:
            ground = self.rich_style
            if cursor:
                ground += self.get_component_rich_style("alarms--cursor", partial=True)
            if name == "unburnt":
                found = self._look("quiet", cursor=cursor) + Style(dim=True)
            else:
                found = ground + self.get_component_rich_style(f"alarms--{name}", partial=True)
            self._looks[name, cursor] = found
        return found

    def notify_style_update(self) -> None:
        """Another theme, or the focus is elsewhere."""
        self._looks.clear()
        self._rests.clear()
        super().notify_style_update()

    def _heading(self, words: str, width: int) -> Strip:
        words = words if cell_len(words) <= width - 8 else set_cell_size(words, width - 9) + "…"
        line = f"   ── {words} "
        line += "─" * max(width - cell_len(line) - 2, 0)
        quiet = self._look("quiet")
        return Strip([Segment(line, quiet)]).adjust_cell_length(width, self._look("text"))

    def _alarm(self, row: Line, alarm: Alarm, width: int, *, cursor: bool) -> Strip:
        heat = self._heat(alarm) if row.severity is not None else None
        leaves = self._leaving.get(alarm.conversation, _("sending"))
        shown = state(alarm, heat, self._now or alarm.started, leaves, width)
        segments = [
            Segment("▌ " if cursor else "  ", self._look("rail", cursor=cursor)),
            *(Segment(text, self._look(name, cursor=cursor)) for text, name in shown),
            *self._rest(alarm, width, cursor=cursor),
        ]
        return Strip(segments).adjust_cell_length(width, self._look("text", cursor=cursor))

    def _rest(self, alarm: Alarm, width: int, *, cursor: bool) -> list[Segment]:
        key = (alarm.conversation, alarm.backlog, width, cursor)
        found = self._rests.get(key)
        if found is None:
            star = alarm.conversation in self._stars
            pieces = rest(alarm, width, star=star)
            found = [Segment(text, self._look(name, cursor=cursor)) for text, name in pieces]
            self._rests[key] = found
        return found


def _alike(some: Sequence[Line], others: Sequence[Line]) -> bool:
    """Whether these are the very same alarms and headings, in the same order."""
    return len(some) == len(others) and all(
        one is other or (one.alarm is other.alarm and heading_of(one) == heading_of(other))
        for one, other in zip(some, others, strict=True)
    )


def _unknown(alarm: Alarm) -> Heat:
    """Before anything is shown."""
    return Heat(Severity.CALM, 0.0, alarm.due - alarm.due)

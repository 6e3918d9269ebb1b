"""The two lines on top: who watches, how hot it is, how the day goes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from rich.cells import cell_len
from rich.segment import Segment
from rich.text import Text
from textual.strip import Strip
from textual.widgets import Static

from shopdesk.desk.clock.doors import weekday
from shopdesk.domain.alarm.board import Today, clock_text
from shopdesk.domain.alarm.watching import Watching, WatchState
from shopdesk.domain.clock.severity import Severity
from shopdesk.domain.plain import plain
from shopdesk.ui.theme import CLASS_OF, word
from shopdesk.words import _, _n

if TYPE_CHECKING:
    from rich.style import Style

_HAIR = 1e-9
"""29 of 100 are 0.29, and a hundred times that is a little less than 29."""
_SEEING = (Watching.IDLE, Watching.POLL)


class Masthead(Static):
    """Redrawn each second from what it is given."""

    COMPONENT_CLASSES = {
        "masthead--burning",
        "masthead--hot",
        "masthead--warm",
        "masthead--calm",
        "masthead--quiet",
        "masthead--shop",
        "masthead--down",
    }

    def __init__(self, shop: str, zone: ZoneInfo, id: str | None = None) -> None:
        super().__init__(id=id, markup=False)
        self._shop = plain(shop)
        self._zone = zone
        self._styles: dict[str, Style] = {}
        self._lines: tuple[Text, ...] = ()

    def show(
        self,
        now: datetime,
        states: Sequence[WatchState],
        heats: Sequence[Severity],
        today: Today,
        doors: str = "",
        *,
        rest: bool = False,
        quiet: str = "",
        goal: int | None = None,
    ) -> None:
        """Draw both lines.

        `doors` says when the shop opens or closes; `rest`: something else still waits below;
        `quiet`: until when nothing rings; `goal`: per cent of the waits to be answered in time.
        """
        width = max(self.size.width, 20)
        local = now.astimezone(self._zone)
        clock = f"{weekday(local)} {local:%H:%M}" + (f" · {doors}" if doors else "")
        shop = Text(f" {self._shop}  ", self._style("shop"))
        right = Text(f"{clock} ", self._style("shop"))
        room = width - cell_len(shop.plain) - cell_len(right.plain) - 1
        watch = self._watch(states, now)
        if quiet and not any(s.watching is Watching.DOWN for s in states):
            watch = Text(f"{quiet}  ", self._style("warm")) + watch
        watch.truncate(room, overflow="ellipsis")
        first = _spread(shop + watch, right, width)
        if any(s.watching is Watching.DOWN for s in states):
            first = Text(first.plain, self._style("down"))
        sure = bool(states) and all(s.watching in _SEEING for s in states)
        counts = self._counts(heats, sure=sure and not rest)
        second = _spread(counts, self._today(today, goal, width - cell_len(counts.plain)), width)
        self._lines = (first, second)
        # two lines, whatever they say: nothing else need move
        self.update(Text("\n").join(self._lines), layout=False)

    def render_line(self, y: int) -> Strip:
        """One of them, the short way: they change each second."""
        ground, width = self.rich_style, self.size.width
        if y >= len(self._lines):
            return Strip.blank(width, ground)
        found = Segment.apply_style(self._lines[y].render(self.app.console), ground)
        return Strip(found).adjust_cell_length(width, ground)

    def _style(self, name: str) -> Style:
        found = self._styles.get(name)
        if found is None:
            found = self.get_component_rich_style(f"masthead--{name}", partial=True)
            self._styles[name] = found
        return found

    def notify_style_update(self) -> None:
        """Another theme."""
        self._styles.clear()
        super().notify_style_update()

    def _watch(self, states: Sequence[WatchState], now: datetime) -> Text:
        down = [s for s in states if s.watching is Watching.DOWN]
        if down:
            return self._down(down[0], now)
        waiting = [s for s in states if s.watching is Watching.CONNECTING]
        if waiting or not states:
            return Text("○ " + _("connecting …"), self._style("warm"))
        if any(s.watching is Watching.ELSEWHERE for s in states):
            return Text("● " + _("watched by another shopdesk"), self._style("warm"))
        fetching = [s.fetching for s in states if s.fetching]
        if fetching:
            done, of = (sum(n) for n in zip(*fetching, strict=True))
            said = _("fetching {done} of {of}").format(done=done, of=of)
            return Text(f"● {said}", self._style("calm"))
        checked = min((s.checked for s in states if s.checked), default=None)
        poll = [s for s in states if s.watching is Watching.POLL]
        said = _("checking every {n} s").format(n=poll[0].interval_s) if poll else _("watching")
        text = Text(f"● {said}", self._style("calm"))
        history = [s.history for s in states if s.history]
        if history:
            done, of = (sum(n) for n in zip(*history, strict=True))
            said = _("older mail {n} %").format(n=100 * done // max(of, 1))
            text.append(f" · {said}", self._style("quiet"))
        elif checked is not None:
            ago = max(int((now - checked).total_seconds()), 0)
            text.append(" · " + _("checked {n} s ago").format(n=ago), self._style("quiet"))
        return text

    def _down(self, state: WatchState, now: datetime) -> Text:
        since = f"{state.since.astimezone(self._zone):%H:%M}"
        said = _("NOT WATCHING since {time}").format(time=since)
        if state.retry_at is None:
            said += " – " + _("trying now")
        else:
            seconds = max(int((state.retry_at - now).total_seconds()), 0)
            said += " – " + _("retrying in {n} s").format(n=seconds)
        return Text(f" {said} ", self._style("down"))

    def _counts(self, heats: Sequence[Severity], *, sure: bool) -> Text:
        text = Text(" ")
        if not heats and sure:
            text.append(_("No alarms. Every customer has an answer."), self._style("calm"))
            return text
        if not heats:
            text.append(_("No alarms."), self._style("quiet"))
            return text
        n = len(heats)
        text.append(_n("{n} alarm:", "{n} alarms:", n), self._style("shop"))
        counted = Counter(heats)
        for severity in sorted(Severity, reverse=True):
            if counted[severity]:
                text.append(f" {counted[severity]} ", self._style(CLASS_OF[severity]))
                text.append(word(severity).lower(), self._style(CLASS_OF[severity]))
        return text

    def _today(self, today: Today, goal: int | None, room: int) -> Text:
        parts = [_("today {n}").format(n=today.answered)]
        if today.median is not None:
            parts.append(_("median {time}").format(time=clock_text(today.median)))
        reached = Text()
        if today.in_target is not None and goal is not None:
            # rounded down: what is called 90 % is no less
            whole = int(100 * today.in_target + _HAIR)
            verdict = _("met") if whole >= goal else _("not met")
            said = _("{n} % of {goal}").format(n=whole, goal=goal)
            reached = Text(f"{said} {verdict} ", self._style("calm" if whole >= goal else "hot"))
        elif today.in_target is not None:
            parts.append(_("in target {n} %").format(n=int(100 * today.in_target + _HAIR)))
        room -= reached.cell_len + 3 if reached else 0
        while len(parts) > 1 and cell_len(" · ".join(parts)) + 2 > room:
            parts.pop(0)
        rest = Text(" · ".join(parts) + (" · " if reached else " "), self._style("quiet"))
        return rest + reached


def _spread(left: Text, right: Text, width: int) -> Text:
    gap = max(width - cell_len(left.plain) - cell_len(right.plain), 1)
    return left + Text(" " * gap) + right

"""How hot many alarms are, each second: by the instants at which each crosses a line."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from shopdesk.domain.alarm.reminding import ReminderKind
from shopdesk.domain.clock.schedule import AlwaysOpen, LiveSchedule, Schedule
from shopdesk.domain.clock.severity import HOT_FROM, WARM_FROM, Severity

if TYPE_CHECKING:
    from shopdesk.domain.alarm.board import Alarm

_Key = tuple[datetime, datetime, ReminderKind | None]
_Lines = tuple[datetime, datetime, datetime]
_CROWDED = 50_000
_EVER = datetime(1970, 1, 1, tzinfo=UTC)


class Ranking:
    """Says what `domain.board.heat_of` says, without asking the schedule anew each time.

    It goes by one schedule; a live one may change.
    """

    def __init__(self, schedule: Schedule) -> None:
        self.schedule = schedule
        """By which it goes."""
        self._by = _present(schedule)
        self._lines: dict[_Key, _Lines] = {}

    @property
    def by(self) -> Schedule:
        """The schedule that holds now."""
        return _present(self.schedule)

    def severity(self, alarm: Alarm, now: datetime) -> Severity:
        """How hot it is at `now`."""
        lines = self._lines_of(alarm)
        if lines is None:
            return Severity.CALM
        warm, hot, burning = lines
        if now >= burning:
            return Severity.BURNING
        if now >= hot:
            return Severity.HOT
        return Severity.WARM if now >= warm else Severity.CALM

    def hottest_first(self, alarms: Iterable[Alarm], now: datetime) -> list[tuple[Alarm, Severity]]:
        """Severity first, then the nearest due instant, then the oldest."""
        rated = [(alarm, self.severity(alarm, now)) for alarm in alarms]
        rated.sort(key=lambda r: (-r[1], r[0].due, r[0].started, r[0].conversation))
        return rated

    def changes_at(self, alarms: Iterable[Alarm], now: datetime) -> datetime | None:
        """The first instant after `now` at which one of them crosses a line."""
        found = (self._lines_of(alarm) or () for alarm in alarms)
        return min((line for lines in found for line in lines if line > now), default=None)

    def _lines_of(self, alarm: Alarm) -> _Lines | None:
        """None for what crosses none."""
        kind = alarm.reminder.kind if alarm.reminder else None
        if kind is not None and kind is not ReminderKind.PROMISE:
            return None
        if (present := self.by) is not self._by or len(self._lines) > _CROWDED:
            self._by = present
            self._lines.clear()
        key = alarm.started, alarm.due, kind
        lines = self._lines.get(key)
        if lines is None:
            lines = self._lines[key] = self._crossings(alarm)
        return lines

    def _crossings(self, alarm: Alarm) -> _Lines:
        schedule = self.schedule
        target = schedule.between(alarm.started, alarm.due)
        if not target and alarm.reminder is not None:
            schedule = AlwaysOpen()
            target = schedule.between(alarm.started, alarm.due)
        if not target:
            return _EVER, _EVER, _EVER
        warm, hot = (schedule.after(alarm.started, target * s) for s in (WARM_FROM, HOT_FROM))
        # one who is due while we are closed has no business time left from the closing on
        return warm, hot, min(alarm.due, schedule.after(alarm.started, target))


def _present(schedule: Schedule) -> Schedule:
    return schedule.current if isinstance(schedule, LiveSchedule) else schedule

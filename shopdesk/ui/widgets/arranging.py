"""The alarms in their order; sorted anew only when the order may be another."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from shopdesk.domain.alarm.board import Alarm, parted
from shopdesk.domain.alarm.order import Order, Rated
from shopdesk.domain.clock.schedule import Schedule
from shopdesk.domain.clock.severity import Severity
from shopdesk.ui.said.guests import is_vip

if TYPE_CHECKING:
    from shopdesk.desk.board import Board


@dataclass(frozen=True, slots=True, eq=False)
class Arranged:
    """The board from an instant on, until one crosses a line or comes back."""

    rated: tuple[Rated, ...]
    """Those that run and show, the hottest first."""
    severities: tuple[Severity, ...]
    """Theirs, in the same order."""
    asleep: tuple[Alarm, ...]
    """Those that are hidden, what comes back next in front."""
    backlog: tuple[Alarm, ...]
    """Unanswered mail from before the first start."""
    stars: frozenset[int]
    """Conversations of VIPs."""


class Arranging:
    """Asked each second, and whenever the board was read again."""

    def __init__(self, schedule: Schedule) -> None:
        self._order = Order(schedule)
        self._board: Board | None = None
        self._since: datetime | None = None
        self._until: datetime | None = None
        self._arranged = Arranged((), (), (), (), frozenset())

    def at(self, board: Board, now: datetime) -> Arranged:
        """How it is now; the very same object as long as nothing has moved."""
        if board is not self._board or not self._holds(now):
            self._board, self._since = board, now
            self._arranged = self._arrange(board, now)
        return self._arranged

    def _holds(self, now: datetime) -> bool:
        """Whether nothing moves between the last time and now; the clock may go back, too."""
        if self._since is None or now < self._since:
            return False
        return self._until is None or now < self._until

    def _arrange(self, board: Board, now: datetime) -> Arranged:
        awake, asleep = board.alarms, board.asleep
        if any(a.hidden_until is not None and a.hidden_until <= now for a in asleep):
            awake, asleep = parted((*awake, *asleep), now)
        running = [alarm for alarm in awake if not alarm.backlog]
        rated = self._order.hottest_first(running, now)
        turns = [self._order.changes_at(), *(a.hidden_until for a in asleep[:1])]
        self._until = min((turn for turn in turns if turn is not None), default=None)
        return Arranged(
            rated=rated,
            severities=tuple([one.severity for one in rated]),
            asleep=asleep,
            backlog=(*board.backlog, *(a for a in awake if a.backlog)),
            stars=frozenset(c for c, guest in board.guests.items() if is_vip(guest)),
        )

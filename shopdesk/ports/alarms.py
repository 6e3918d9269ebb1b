"""The records' part that the board and the ringer read, again and again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from datetime import datetime

    from shopdesk.domain.alarm.board import Alarm, Answer


class AlarmRecords(Protocol):
    """Used from one thread; raises `RecordsError`."""

    def alarms(self, *, backlog: bool) -> tuple[Alarm, ...]:
        """Open conversations with a running wait, and the open reminders, in no order.

        Hidden ones too: `domain.board.parted` tells which of them show. The very same tuple comes
        back as long as nothing of it has changed.
        """
        ...

    def answers(self, since: datetime, until: datetime) -> tuple[Answer, ...]:
        """Waits received in [since, until), backlog and dismissed ones left out."""
        ...

    def ended_answers(self, since: datetime, until: datetime) -> tuple[Answer, ...]:
        """The same without those that still run."""
        ...

    def overdue(self, since: datetime, until: datetime, now: datetime) -> int:
        """How many waits received in [since, until) still run, and are overdue at `now`."""
        ...

    def guests_change(self) -> int:
        """A number that differs when more than their mail is known otherwise of some customers."""
        ...

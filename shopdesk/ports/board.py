"""What of the records the board is painted from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from shopdesk.domain.alarm.board import Alarm, Answer
    from shopdesk.domain.answer.outbox import Dispatch, Stage
    from shopdesk.domain.guests.guest import Purchase
    from shopdesk.domain.guests.tier import Levels
    from shopdesk.domain.mail.conversation import Place
    from shopdesk.domain.moves.returns import GoodsReturn


class GuestRecords(Protocol):
    """Who customers are in one line; of the whole records see `ports.records`."""

    def customers_of(self, conversations: Sequence[int]) -> Mapping[int, int]:
        """See `CustomerRecords`; so with all that follow."""
        ...

    def purchases(self, customers: Sequence[int]) -> Mapping[int, tuple[Purchase, ...]]:
        """What each has bought."""
        ...

    def stories(self, customers: Sequence[int]) -> Mapping[int, str]:
        """What is noted of each."""
        ...

    def levels(self) -> Levels:
        """What customers of this shop spend."""
        ...


class BoardRecords(GuestRecords, Protocol):
    """What one look at the board reads."""

    def change(self) -> int:
        """See `Records`; so with all that follow."""
        ...

    def alarms(self, *, backlog: bool) -> tuple[Alarm, ...]:
        """What waits, and what comes back."""
        ...

    def ended_answers(self, since: datetime, until: datetime) -> tuple[Answer, ...]:
        """What was answered."""
        ...

    def overdue(self, since: datetime, until: datetime, now: datetime) -> int:
        """What should have been."""
        ...

    def guests_change(self) -> int:
        """Whether customers are known otherwise."""
        ...

    def dispatches(self, *stages: Stage) -> tuple[Dispatch, ...]:
        """What leaves."""
        ...

    def quarantined(self) -> tuple[tuple[Place, datetime, str], ...]:
        """What could not be read."""
        ...

    def returns(self, *, open_only: bool = False) -> tuple[GoodsReturn, ...]:
        """What comes back to the shop."""
        ...

    def quiet_until(self) -> datetime | None:
        """Until when nothing rings."""
        ...

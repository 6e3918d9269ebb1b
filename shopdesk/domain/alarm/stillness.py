"""How quiet an alarm is: snoozed, or acknowledged (design 4.5, 4.6); its clock runs on."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Stillness:
    """Of one running wait or one open reminder."""

    number: int
    """The records' number of the wait or the reminder."""
    reminder: bool
    """Whether it is a reminder's."""
    hidden_until: datetime | None
    """Hidden before this instant, UTC."""
    acknowledged: datetime | None
    """Since when the owner is on it, UTC."""
    rung: int
    """The highest severity that was rung for; -1 before the first ring."""

    def awake(self, now: datetime) -> bool:
        """Whether it shows at `now`."""
        return self.hidden_until is None or self.hidden_until <= now

    def snoozed(self, until: datetime) -> Stillness:
        """Hidden; it rings anew when it comes back."""
        return replace(self, hidden_until=until, acknowledged=None, rung=-1)

    def woken(self) -> Stillness:
        """Not hidden any longer; it has been seen, so it need not ring for what was so before."""
        return replace(self, hidden_until=None)

    def taken_on(self, now: datetime) -> Stillness:
        """Acknowledged; the first time is kept."""
        return replace(self, acknowledged=self.acknowledged or now)

    def put_down(self) -> Stillness:
        """Not acknowledged any longer."""
        return replace(self, acknowledged=None)


@dataclass(frozen=True, slots=True)
class Stilled:
    """A snooze, a waking or an acknowledgement, so that it can be taken back."""

    conversation: int
    """Whose alarm it was."""
    before: tuple[Stillness, ...]
    """How quiet it was."""
    after: tuple[Stillness, ...]
    """How quiet it was made."""

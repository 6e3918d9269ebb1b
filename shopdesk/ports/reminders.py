"""What the records keep of snoozes, acknowledgements and reminders."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from shopdesk.domain.alarm.reminder import Reminder, ReminderEnd, ReminderKind, Reminding
    from shopdesk.domain.alarm.stillness import Stillness


class ReminderRecords(Protocol):
    """Raises `RecordsError`."""

    def stillness(self, conversation: int) -> tuple[Stillness, ...]:
        """Of its running waits and its open reminders."""
        ...

    def set_stillness(self, still: Stillness) -> None:
        """How quiet it is from now on; what has ended meanwhile stays as it is."""
        ...

    def stir(self, conversation: int) -> None:
        """Its running waits are neither hidden nor acknowledged: the customer wrote."""
        ...

    def add_reminder(self, message: int, reminder: Reminder) -> int:
        """Keep a reminder that was made with this message of ours; returns its number."""
        ...

    def reminders(self, conversation: int) -> tuple[Reminding, ...]:
        """Its open reminders, what is due first in front."""
        ...

    def end_reminders(
        self,
        conversation: int,
        ending: ReminderEnd,
        at: datetime,
        *,
        by: int | None = None,
        kind: ReminderKind | None = None,
    ) -> int:
        """End those made before `at`, all or one kind; `by` is the message that did it.

        Returns how many they were.
        """
        ...

    def reopen_reminders(self, by: int) -> int:
        """Open again what this message ended; how many they were."""
        ...

    def last_dismissal(self, conversation: int) -> tuple[tuple[int, ...], tuple[int, ...]]:
        """Waits and reminders that the newest dismissal ended.

        Both are empty where a wait was answered after it, or nothing was dismissed.
        """
        ...

    def reopen_reminder(self, number: int) -> None:
        """Take its end back."""
        ...

    def reminder_rung(self, number: int, severity: int) -> None:
        """A ring was made for this severity; a lower one than before changes nothing."""
        ...

    def idle_since(self, at: datetime) -> tuple[int, ...]:
        """Conversations answered before then, and not since, in which nothing is to come.

        That is: no reminder is open in them, and no reply of ours waits in the outbox.
        """
        ...

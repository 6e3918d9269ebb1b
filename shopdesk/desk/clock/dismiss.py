"""Ending an alarm without an answer, whatever it is for, and taking that back."""

from __future__ import annotations

from datetime import datetime

from shopdesk.desk.clock.waits import Waits
from shopdesk.desk.events import Dismissed, Publish
from shopdesk.domain.alarm.reminder import ReminderEnd, ReminderKind
from shopdesk.domain.errors import ShopdeskError
from shopdesk.domain.figures.recovery import may_end_unanswered
from shopdesk.domain.mail.conversation import Reason, Status
from shopdesk.ports.records import Records
from shopdesk.words import _


class NotDismissed(ShopdeskError):
    """It may not end without an answer; the sentence says why."""


def complaint_sentence() -> str:
    """What holds for complaints."""
    return _(
        "A complaint ends with an answer; without one only as spam, not a customer, "
        "or handled elsewhere."
    )


class Dismiss:
    """With a reason, and undoable."""

    def __init__(self, records: Records, waits: Waits, publish: Publish) -> None:
        self._records = records
        self._waits = waits
        self._publish = publish

    def dismiss(self, conversation: int, reason: Reason, now: datetime) -> None:
        """Close the conversation; its clock ends without counting as an answer of ours.

        Raises `NotDismissed` for a complaint that somebody has to answer.
        """
        with self._records.transaction():
            conversation = self._records.present(conversation)
            category = self._records.conversation(conversation).category
            if not may_end_unanswered(category, reason):
                raise NotDismissed(complaint_sentence())
            reminders = self._reminders_end(conversation, now)
            # where a reminder is what is dismissed, the reason is not that of an earlier wait
            self._records.set_status(conversation, Status.CLOSED, reason, waits=not reminders)
            self._waits.dismiss(conversation, now)
            stand = self._records.conversation(conversation)
        self._publish(Dismissed(conversation, stand.customer.name or stand.customer.email, reason))

    def _reminders_end(self, conversation: int, now: datetime) -> int:
        """A return is still watched where it is something else that is dismissed."""
        up = {one.kind for one in self._records.reminders(conversation) if one.due <= now}
        return sum(
            self._records.end_reminders(conversation, ReminderEnd.DISMISSED, now, kind=kind)
            for kind in ReminderKind
            if kind is not ReminderKind.RETURN or kind in up
        )

    def undo(self, conversation: int) -> bool:
        """Ring again as if it had never been dismissed; False when there is nothing to undo."""
        with self._records.transaction():
            conversation = self._records.present(conversation)
            waits, reminders = self._records.last_dismissal(conversation)
            for wait in waits:
                self._records.reopen_wait(wait)
            for reminder in reminders:
                self._records.reopen_reminder(reminder)
            if waits or reminders:
                status = Status.OPEN if waits else Status.ANSWERED
                self._records.set_status(conversation, status)
        return bool(waits or reminders)

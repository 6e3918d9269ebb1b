"""What comes back by itself: begun with a reply, ended by the next word of either side."""

from __future__ import annotations

from datetime import datetime

from shopdesk.domain.alarm.reminder import ReminderEnd, ReminderKind
from shopdesk.domain.answer.outbox import Dispatch
from shopdesk.domain.clock.schedule import Schedule
from shopdesk.domain.mail.conversation import Conversation, Status
from shopdesk.ports.records import Records


class Reminders:
    """Keeps promises and "no answer yet" by the rules of `domain.reminder`."""

    def __init__(self, records: Records, schedule: Schedule) -> None:
        self._records = records
        self._schedule = schedule

    def reply_accepted(self, dispatch: Dispatch, message: int, at: datetime) -> None:
        """What the owner chose to happen after the reply; part of the caller's transaction.

        A mail to the customer ends what was to come back before; one to somebody else does not.
        """
        stand = self._records.conversation(dispatch.conversation)
        if self._reaches(stand, dispatch):
            for kind in self._ended(stand.id, at):
                self._records.end_reminders(
                    stand.id, ReminderEnd.ANSWERED, at, by=message, kind=kind
                )
        for reminder in dispatch.after.reminders(at, self._schedule):
            self._records.add_reminder(message, reminder)
        if dispatch.after.close and self._records.open_wait(stand.id) is None:
            self._records.set_status(stand.id, Status.CLOSED)

    def customer_wrote(self, conversation: int, by: int, received: datetime) -> None:
        """Nobody waits for her answer any longer, and nothing of hers is hidden or quiet."""
        self._records.stir(conversation)
        self._records.end_reminders(
            conversation,
            ReminderEnd.CUSTOMER_WROTE,
            received,
            by=by,
            kind=ReminderKind.NO_ANSWER,
        )

    def _ended(self, conversation: int, at: datetime) -> tuple[ReminderKind, ...]:
        """What a reply ends: a follow-up, or a return that lies still, only once it has come up."""
        up = {one.kind for one in self._records.reminders(conversation) if one.due <= at}
        later = (ReminderKind.FOLLOW_UP, ReminderKind.RETURN)
        return (
            ReminderKind.PROMISE,
            ReminderKind.NO_ANSWER,
            *(kind for kind in later if kind in up),
        )

    def _reaches(self, stand: Conversation, dispatch: Dispatch) -> bool:
        written = {m.writer.email for m in self._records.messages(stand.id) if not m.outgoing}
        known = {address.casefold() for address in (*written, stand.customer.email)}
        return any(recipient.casefold() in known for recipient in dispatch.recipients)

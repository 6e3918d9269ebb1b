"""Ending an alarm without an answer, and taking that back."""

from __future__ import annotations

from datetime import datetime

from shopdesk.desk.events import Dismissed, Publish
from shopdesk.desk.waits import Waits
from shopdesk.domain.conversation import Reason, Status
from shopdesk.domain.wait import Outcome
from shopdesk.ports.records import Records


class Dismiss:
    """With a reason, and undoable."""

    def __init__(self, records: Records, waits: Waits, publish: Publish) -> None:
        self._records = records
        self._waits = waits
        self._publish = publish

    def dismiss(self, conversation: int, reason: Reason, now: datetime) -> None:
        """Close the conversation; its clock ends without counting as an answer of ours."""
        with self._records.transaction():
            conversation = self._records.present(conversation)
            self._records.set_status(conversation, Status.CLOSED, reason)
            self._waits.dismiss(conversation, now)
            stand = self._records.conversation(conversation)
        self._publish(Dismissed(conversation, stand.customer.name or stand.customer.email, reason))

    def undo(self, conversation: int) -> bool:
        """Ring again as if it had never been dismissed; False when there is nothing to undo."""
        with self._records.transaction():
            conversation = self._records.present(conversation)
            last = self._records.last_ended(conversation)
            if last is None or last[1] is not Outcome.DISMISSED:
                return False
            for wait in self._records.ended_with(last[0]):
                self._records.reopen_wait(wait)
            self._records.set_status(conversation, Status.OPEN)
        return True

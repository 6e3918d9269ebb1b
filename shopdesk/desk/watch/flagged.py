"""`\\Answered` that another program set: the alarm ends, and nobody knows when it was answered."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from shopdesk.desk.clock.waits import Waits
from shopdesk.desk.events import Answered, Publish
from shopdesk.domain.clock.wait import Outcome
from shopdesk.domain.mail.conversation import Place, Status
from shopdesk.ports.records import Records


class Flagged:
    """Takes notice of each message's flag once, so that what is taken back stays so."""

    def __init__(self, records: Records, waits: Waits, publish: Publish) -> None:
        self._records = records
        self._waits = waits
        self._publish = publish

    def places(self, mailbox: str) -> tuple[tuple[int, Place], ...]:
        """(message, place) of what waits, where the flag would be news."""
        return self._records.unflagged(mailbox)

    def take(self, messages: Sequence[int], now: datetime) -> None:
        """The server calls these answered."""
        said = []
        with self._records.transaction():
            self._records.note_flagged(messages, now)
            running = self._records.running_with(messages)
            self._waits.end(frozenset(messages), Outcome.ELSEWHERE_UNTIMED, now)
            for conversation in dict.fromkeys(conversation for conversation, _, _ in running):
                stand = self._records.conversation(conversation)
                if not stand.backlog:
                    said.append(
                        Answered(
                            mailbox=stand.mailbox,
                            conversation=conversation,
                            name=stand.customer.name or stand.customer.email,
                            took=None,
                            in_target=None,
                            elsewhere=True,
                        )
                    )
        for event in said:
            self._publish(event)

    def undo(self, conversation: int) -> bool:
        """Ring again, as if the flag had not been there; False when there is nothing to undo."""
        with self._records.transaction():
            conversation = self._records.present(conversation)
            last = self._records.last_ended(conversation)
            if last is None or last[1] is not Outcome.ELSEWHERE_UNTIMED:
                return False
            for wait in self._records.ended_with(last[0]):
                self._records.reopen_wait(wait)
            self._records.set_status(conversation, Status.OPEN)
        return True

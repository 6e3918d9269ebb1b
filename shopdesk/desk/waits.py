"""The clocks of conversations: started, joined, ended and taken back."""

from __future__ import annotations

from datetime import datetime

from shopdesk.desk.events import Answered, Event
from shopdesk.domain.conversation import Status
from shopdesk.domain.schedule import Schedule
from shopdesk.domain.wait import Outcome, Wait, Waiting, joined, split, waiting_for
from shopdesk.ports.records import Records


class Waits:
    """Keeps the records' waits by the rules of `domain.wait`."""

    def __init__(self, records: Records, schedule: Schedule) -> None:
        self._records = records
        self._schedule = schedule

    def begin_or_join(self, conversation: int, message: Waiting, now: datetime) -> Wait:
        """The running wait with this message in it, or a new one."""
        running = self._records.open_wait(conversation)
        if running is None:
            wait = waiting_for([message], self._schedule)
        else:
            wait = joined(running[1], message, self._schedule)
        self._records.put_wait(conversation, wait, alarmed=now)
        return wait

    def end(
        self,
        conversation: int,
        messages: frozenset[int],
        outcome: Outcome,
        at: datetime,
        by: int | None = None,
    ) -> Wait | None:
        """End the wait of these messages; what is left unanswered waits on by its own time.

        Returns the ended wait, or None when none of them was waiting.
        """
        running = self._records.open_wait(conversation)
        if running is None:
            return None
        number, wait = running
        ended, going = split(wait, messages, self._schedule)
        if ended is None:
            return None
        timed = outcome in (Outcome.ANSWERED, Outcome.ELSEWHERE)
        self._records.put_wait(conversation, ended, alarmed=at)
        self._records.end_wait(
            number,
            outcome,
            at=at,
            business=self._schedule.between(ended.started, at),
            in_target=at <= ended.due if timed else None,
            by=by,
        )
        if going is not None:
            self._records.put_wait(conversation, going, alarmed=at)
        if outcome is not Outcome.DISMISSED:
            status = Status.OPEN if going is not None else Status.ANSWERED
            self._records.set_status(conversation, status)
        return ended

    def answered_elsewhere(self, conversation: int, by: int, at: datetime) -> list[Event]:
        """An answer from another program ends the wait of what was written before it."""
        running = self._records.open_wait(conversation)
        if running is None:
            return []
        before = frozenset(m.message for m in running[1].messages if m.received <= at)
        ended = self.end(conversation, before, Outcome.ELSEWHERE, at, by)
        if ended is None:
            return []
        stand = self._records.conversation(conversation)
        if stand.backlog:
            return []
        return [
            Answered(
                mailbox=stand.mailbox,
                conversation=conversation,
                name=stand.customer.name or stand.customer.email,
                took=at - ended.started,
                in_target=at <= ended.due,
                elsewhere=True,
            )
        ]

    def forget(self, conversation: int, at: datetime) -> None:
        """Drop a backlog's wait: what it held stays in the thread, without a clock."""
        running = self._records.open_wait(conversation)
        if running is not None:
            everything = frozenset(m.message for m in running[1].messages)
            self.end(conversation, everything, Outcome.DISMISSED, at)

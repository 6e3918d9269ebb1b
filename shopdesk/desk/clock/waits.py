"""The clocks of conversations: started, joined, ended and taken back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

from shopdesk.desk.events import Answered, Event
from shopdesk.domain.alarm.reminder import ReminderEnd, ReminderKind
from shopdesk.domain.clock.schedule import Schedule
from shopdesk.domain.clock.severity import Severity
from shopdesk.domain.clock.targets import Channel, Targets
from shopdesk.domain.clock.wait import Outcome, Wait, Waiting, joined, split, waiting_for
from shopdesk.domain.mail.conversation import Category, Status
from shopdesk.ports.records import Records

LATE_COPY = timedelta(minutes=15)
"""After the flag on what it answers is seen, a copy in Sent may still be on its way."""


class Waits:
    """Keeps the records' waits by the rules of `domain.wait`."""

    def __init__(
        self,
        records: Records,
        schedule: Schedule,
        targets: Targets,
        is_vip: Callable[[int], bool] = lambda _: False,
    ) -> None:
        """`is_vip` tells of a customer whether a target of their own holds."""
        self._is_vip = is_vip
        self._records = records
        self._schedule = schedule
        self._targets = targets

    def allow(self, targets: Targets) -> None:
        """Go by these targets from now on; what runs is recomputed by `Recompute`."""
        self._targets = targets

    def target(
        self, category: Category, channel: str, received: datetime, customer: int
    ) -> timedelta:
        """Business time in which to answer a mail of this kind that was received then."""
        usual = self._targets.target_for(category, Channel(channel), received, self._schedule)
        vip = self._targets.vip
        return min(usual, vip) if vip is not None and self._is_vip(customer) else usual

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
        messages: frozenset[int],
        outcome: Outcome,
        at: datetime,
        by: int | None = None,
    ) -> Wait | None:
        """End the waits of these messages; what is left unanswered waits on by its own time.

        Returns the first of the ended waits, or None when none of them was waiting. They are
        looked for wherever they are by now: conversations may have been merged or split since.
        """
        running = self._records.running_with(sorted(messages))
        ended = [
            part
            for conversation, number, wait in running
            if (part := self._end(conversation, number, wait, messages, outcome, at, by))
        ]
        if outcome is not Outcome.DISMISSED:
            for conversation in {conversation for conversation, _, _ in running}:
                going = self._records.open_wait(conversation) is not None
                self._records.set_status(conversation, Status.OPEN if going else Status.ANSWERED)
        return min(ended, key=lambda wait: wait.started, default=None)

    def answered_elsewhere(self, conversation: int, by: int, at: datetime) -> list[Event]:
        """An answer from another program ends the wait of what was written before it."""
        self._learn_time(conversation, at)
        for kind in (ReminderKind.PROMISE, ReminderKind.NO_ANSWER):
            self._records.end_reminders(conversation, ReminderEnd.ANSWERED, at, by=by, kind=kind)
        before = frozenset(
            m.message
            for _, wait in self._records.running(conversation)
            for m in wait.messages
            if m.received <= at
        )
        ended = self.end(before, Outcome.ELSEWHERE, at, by)
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

    def _learn_time(self, conversation: int, at: datetime) -> None:
        """Take up what `\\Answered` alone had ended, where this is the answer that set the flag.

        Programs set the flag before their copy is in Sent as often as after.
        """
        last = self._records.last_ended(conversation)
        if last is None or last[1] is not Outcome.ELSEWHERE_UNTIMED:
            return
        noticed = self._records.wait_record(last[0]).ended
        held = next(w.messages for w in self._records.waits_of(conversation) if w.number == last[0])
        received = {m.id: m.received for m in self._records.messages(conversation)}
        answered = all(received[message] <= at for message in held)
        if noticed is None or at > noticed + LATE_COPY or not answered:
            return
        if not self._records.running(conversation):
            self._records.reopen_wait(last[0])

    def dismiss(self, conversation: int, at: datetime) -> tuple[int, ...]:
        """End all that runs in it without an answer; the numbers of those waits."""
        running = self._records.running(conversation)
        self.end(
            frozenset(m.message for _, wait in running for m in wait.messages),
            Outcome.DISMISSED,
            at,
        )
        return tuple(number for number, _ in running)

    def part(
        self, source: int, target: int, messages: frozenset[int], now: datetime
    ) -> tuple[int, int] | None:
        """Of a running wait with some of these messages, give them one of their own in `target`.

        That is what an answer to the others would have done: the older keeps its clock, number and
        all, and the newer starts with its own first message. Returns both numbers.
        """
        for number, wait in self._records.running(source):
            going, kept = split(wait, messages, self._schedule)
            if going is not None and kept is not None:
                own = Wait(
                    tuple(self._as_in(source, target, m) for m in going.messages),
                    going.due,
                    min(wait.rung, int(Severity.CALM)),
                )
                rest = replace(kept, rung=wait.rung)
                self._records.put_wait(source, rest, alarmed=now)
                return number, self._records.put_wait(target, own, alarmed=now)
        return None

    def _as_in(self, source: int, target: int, message: Waiting) -> Waiting:
        """The message goes by what its own conversation said, wherever it is put."""
        old, new = self._records.conversation(source), self._records.conversation(target)
        category, channel = message.category or old.category, message.channel or old.channel
        return replace(
            message,
            category=None if category is new.category else category,
            channel=None if channel == new.channel else channel,
        )

    def unite(self, conversation: int, one: int, other: int, now: datetime) -> None:
        """Make one running wait of two again; where one has ended meanwhile, they stay two."""
        running = dict(self._records.running(conversation))
        if one in running and other in running:
            messages = (*running[one].messages, *running[other].messages)
            rung = max(running[one].rung, running[other].rung)
            wait = waiting_for(messages, self._schedule, rung)
            self._records.put_wait(conversation, wait, alarmed=now)

    def _end(
        self,
        conversation: int,
        number: int,
        wait: Wait,
        messages: frozenset[int],
        outcome: Outcome,
        at: datetime,
        by: int | None,
    ) -> Wait | None:
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
            target=self._schedule.between(ended.started, ended.due),
        )
        if going is not None:
            self._records.put_wait(conversation, going, alarmed=at)
        return ended

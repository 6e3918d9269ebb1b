"""Snooze, wake and "I'm on it": what is seen and heard of an alarm, never its clock."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from shopdesk.domain.alarm.board import Alarm, heat_of
from shopdesk.domain.alarm.reminder import open_from
from shopdesk.domain.alarm.stillness import Stilled, Stillness
from shopdesk.domain.clock.schedule import Schedule
from shopdesk.ports.records import Records


class Stilling:
    """Each can be taken back, and each outlives the program."""

    def __init__(self, records: Records, schedule: Schedule) -> None:
        self._records = records
        self._schedule = schedule

    def snooze(self, conversation: int, until: datetime, now: datetime) -> Stilled:
        """Hide what shows of it until then, or until the opening where we are closed then."""
        back = open_from(until, self._schedule)
        return self._change(
            conversation, lambda still: still.snoozed(back) if still.awake(now) else still
        )

    def acknowledge(self, conversation: int, now: datetime) -> Stilled:
        """The owner is on it; where that was said before, it rings again."""
        quiet = [s for s in self._awake(conversation, now) if s.acknowledged is None]

        def turned(still: Stillness) -> Stillness:
            if not still.awake(now):
                return still
            return still.taken_on(now) if quiet else still.put_down()

        return self._change(conversation, turned)

    def wake(self, conversation: int, reminder: int, now: datetime) -> Stilled:
        """Show a hidden alarm at once: that of a reminder, or with 0 that of the customer's wait.

        It was looked at when it was woken: it does not ring for how it stands already.
        """
        alarms = (*self._records.alarms(backlog=False), *self._records.alarms(backlog=True))
        here = [a for a in alarms if a.conversation == self._records.present(conversation)]

        def woken(still: Stillness) -> Stillness:
            chosen = still.number == reminder if still.reminder else not reminder
            if not chosen or still.awake(now):
                return still
            return replace(still.woken(), rung=self._severity(here, still, now))

        return self._change(conversation, woken)

    def take_back(self, stilled: Stilled) -> bool:
        """As it was before; False when something else has happened to it since."""
        with self._records.transaction():
            conversation = self._records.present(stilled.conversation)
            present = {(s.number, s.reminder): s for s in self._records.stillness(conversation)}
            undone = False
            for before, after in zip(stilled.before, stilled.after, strict=True):
                found = present.get((after.number, after.reminder))
                if found is not None and _alike(found, after):
                    self._records.set_stillness(before)
                    undone = True
            return undone

    def _change(self, conversation: int, made: Callable[[Stillness], Stillness]) -> Stilled:
        with self._records.transaction():
            conversation = self._records.present(conversation)
            before = self._records.stillness(conversation)
            changed = [(b, a) for b in before if (a := made(b)) != b]
            for _, after in changed:
                self._records.set_stillness(after)
        return Stilled(conversation, tuple(b for b, _ in changed), tuple(a for _, a in changed))

    def _awake(self, conversation: int, now: datetime) -> list[Stillness]:
        found = self._records.stillness(self._records.present(conversation))
        return [still for still in found if still.awake(now)]

    def _severity(self, alarms: list[Alarm], still: Stillness, now: datetime) -> int:
        for alarm in alarms:
            number = alarm.reminder.number if alarm.reminder else None
            if (number == still.number) if still.reminder else number is None:
                return int(heat_of(alarm, now, self._schedule).severity)
        return still.rung


def _alike(one: Stillness, other: Stillness) -> bool:
    """Whatever was rung for since."""
    return (one.hidden_until, one.acknowledged) == (other.hidden_until, other.acknowledged)

"""Running clocks by the present rules: after hours, targets or a category changed."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from shopdesk.desk.clock.waits import Waits
from shopdesk.domain.alarm.board import Alarm, heat
from shopdesk.domain.alarm.coming_back import comes_back
from shopdesk.domain.clock.schedule import Schedule
from shopdesk.domain.clock.wait import Wait, Waiting, waiting_for
from shopdesk.domain.mail.conversation import Conversation
from shopdesk.ports.records import Records


class Recompute:
    """Gives the open waits new targets and due instants; what has ended stays as it was."""

    def __init__(self, records: Records, waits: Waits, schedule: Schedule, zone: ZoneInfo) -> None:
        """`zone` is the shop's: an opening belongs to one of its days."""
        self._zone = zone
        self._records = records
        self._waits = waits
        self._schedule = schedule

    def everything(self, now: datetime, before: Schedule | None = None) -> int:
        """Every open wait; returns how many of them changed.

        What is hidden comes back by the present hours; `before` are those that held until now.
        """
        with self._records.transaction():
            alarms = (*self._records.alarms(backlog=False), *self._records.alarms(backlog=True))
            for alarm in alarms:
                self._hidden(alarm, before, now)
            return sum(self._all_of(c, now) for c in {a.conversation for a in alarms})

    def judged_anew(self, now: datetime) -> int:
        """Every open wait, where who is a VIP may have changed; how many clocks moved."""
        with self._records.transaction():
            alarms = (*self._records.alarms(backlog=False), *self._records.alarms(backlog=True))
            return sum(self._all_of(c, now) for c in {a.conversation for a in alarms})

    def conversation(self, conversation: int, now: datetime) -> int:
        """One conversation's waits, after its category was corrected; how many changed."""
        with self._records.transaction():
            return self._all_of(conversation, now)

    def _hidden(self, alarm: Alarm, before: Schedule | None, now: datetime) -> None:
        """Let what is hidden of it come back when it would by the present hours."""
        if alarm.hidden_until is None or alarm.hidden_until <= now:
            return
        wanted = alarm.reminder.number if alarm.reminder else None
        for still in self._records.stillness(alarm.conversation):
            if still.awake(now) or (still.number if still.reminder else None) != wanted:
                continue
            until = still.hidden_until or now
            back = comes_back(alarm, until, before, self._schedule, self._zone)
            if back != until:
                self._records.set_stillness(replace(still, hidden_until=back))

    def _all_of(self, conversation: int, now: datetime) -> int:
        stand = self._records.conversation(conversation)
        changed = 0
        for _number, old in self._records.running(conversation):
            wait = self._again(old, stand, now)
            if (wait.messages, wait.due) != (old.messages, old.due):
                self._records.put_wait(conversation, wait, alarmed=now)
                changed += 1
        return changed

    def _again(self, old: Wait, stand: Conversation, now: datetime) -> Wait:
        messages = [replace(m, target=self._target(m, stand)) for m in old.messages]
        wait = waiting_for(messages, self._schedule)
        # a line that lies ahead again is to ring again when it is crossed
        reached = heat(wait.started, wait.due, now, self._schedule).severity
        return replace(wait, rung=min(old.rung, int(reached)))

    def _target(self, message: Waiting, stand: Conversation) -> timedelta:
        return self._waits.target(
            message.category or stand.category,
            message.channel or stand.channel,
            message.received,
            stand.customer.id,
        )

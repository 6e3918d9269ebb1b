"""Rings for alarms: asks the rules each second, and tells the desktop."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

from shopdesk.desk.desk import Desk, DeskThread
from shopdesk.desk.events import Publish, Rang
from shopdesk.domain.board import Alarm, Heat, Note, clock_text, hottest_first
from shopdesk.domain.ringing import Fire, Plan, plan
from shopdesk.domain.schedule import Schedule
from shopdesk.domain.settings import Settings
from shopdesk.domain.severity import Severity
from shopdesk.ports.world import Clock, Notifier
from shopdesk.words import _, _n

NAMED = 3
"""More alarms at once than this are counted rather than named."""


class Ringer:
    """One for each process that holds the lease."""

    def __init__(
        self,
        desk: DeskThread,
        notifier: Notifier,
        settings: Settings,
        schedule: Schedule,
        clock: Clock,
        publish: Publish,
    ) -> None:
        self._desk = desk
        self._notifier = notifier
        self._schedule = schedule
        self._clock = clock
        self._publish = publish
        self._shortest = settings.targets.shortest
        self._fire: Fire | None = None
        self._alarms: tuple[Alarm, ...] = ()
        self._change = -1
        self._desktop = ThreadPoolExecutor(1, thread_name_prefix="notify")

    async def ring(self, mailboxes: frozenset[str]) -> None:
        """Ring for whatever is due now in the mailboxes that were looked through.

        The others may hold answers made elsewhere that would silence what we know of.
        """
        await self._refresh()
        now = self._clock.now()
        looked = (a for a in self._alarms if a.mailbox in mailboxes)
        rated = hottest_first(looked, now, self._schedule)
        planned = plan(rated, self._fire, self._shortest, now)
        self._fire = planned.fire
        if planned.silent:
            return
        rung = [(a.wait, int(h.severity)) for a, h in (*planned.new, *planned.crossed)]
        await asyncio.wrap_future(self._desk.submit(lambda desk: _note_rung(desk, rung)))
        for note in notes(planned):
            asyncio.get_running_loop().run_in_executor(self._desktop, self._tell, note)

    def close(self) -> None:
        """Say no more."""
        self._desktop.shutdown(wait=False, cancel_futures=True)

    async def _refresh(self) -> None:
        def read(desk: Desk) -> tuple[int, tuple[Alarm, ...] | None]:
            change = desk.records.change()
            return change, desk.records.alarms(backlog=False) if change != self._change else None

        self._change, alarms = await asyncio.wrap_future(self._desk.submit(read))
        if alarms is not None:
            self._alarms = alarms

    def _tell(self, note: Note) -> None:
        self._publish(Rang(note, shown=self._notifier.notify(note)))


def notes(planned: Plan) -> list[Note]:
    """What to say: by name while they are few."""
    said: list[Note] = []
    for alarms, burning in ((planned.new, False), (planned.crossed, False), (planned.still, True)):
        if not alarms:
            continue
        if len(alarms) <= NAMED and not burning:
            said += [_named(alarm, heat) for alarm, heat in alarms]
        else:
            said.append(_counted(alarms, burning=burning))
    return said


def _named(alarm: Alarm, heat: Heat) -> Note:
    left = clock_text(heat.left)
    if heat.severity is Severity.BURNING:
        body = _("{subject} · burning since {time}").format(
            subject=alarm.subject, time=left.lstrip("+")
        )
    else:
        body = _("{subject} · {time} left").format(subject=alarm.subject, time=left)
    return Note(alarm.name, body, heat.severity)


def _counted(alarms: Sequence[tuple[Alarm, Heat]], *, burning: bool) -> Note:
    n = len(alarms)
    hottest = max(h.severity for _, h in alarms)
    if burning:
        title = _n("{n} alarm is burning", "{n} alarms are burning", n)
    else:
        title = _n("{n} customer waits", "{n} customers wait", n)
    names = ", ".join(dict.fromkeys(a.name for a, _ in alarms[:NAMED]))
    return Note(title, names, hottest)


def _note_rung(desk: Desk, rung: list[tuple[int, int]]) -> None:
    with desk.records.transaction():
        for wait, severity in rung:
            desk.records.rung(wait, severity)

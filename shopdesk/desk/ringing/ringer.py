"""Rings for alarms and for blindness: asks the rules each second, and tells the owner."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Collection, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime

from shopdesk.desk.clock import desk_hour
from shopdesk.desk.desk import Desk
from shopdesk.desk.events import DesktopMissed, Publish, Rang
from shopdesk.desk.ringing import ring_notes
from shopdesk.desk.ringing.phone_line import PhoneLine
from shopdesk.desk.thread import DeskThread
from shopdesk.domain.alarm import blindness
from shopdesk.domain.alarm.blindness import Outage
from shopdesk.domain.alarm.board import Alarm, Answer, Heat, Note, heat_of, hottest_first
from shopdesk.domain.alarm.ranking import Ranking
from shopdesk.domain.alarm.ring_plan import Moment, Occasion, Presence, Way, Ways, audible, ways
from shopdesk.domain.alarm.ringing import Fire, Ring, plan
from shopdesk.domain.alarm.summary import LOOK_BACK, full_hour, summary
from shopdesk.domain.alarm.watching import WatchState
from shopdesk.domain.clock import desk_hours
from shopdesk.domain.clock.schedule import Schedule
from shopdesk.domain.clock.severity import Severity
from shopdesk.domain.shop.settings import Settings
from shopdesk.ports.world import Clock, Notifier


@dataclass(frozen=True, slots=True)
class Bells:
    """What there is to ring with."""

    desktop: Notifier
    """The desktop's notifications."""
    phone: PhoneLine | None
    """The way to the owner's phones; None where there is none."""
    presence: Callable[[], Presence]
    """Where the owner is."""


class Ringer:
    """One for each process that holds the lease."""

    def __init__(
        self,
        desk: DeskThread,
        bells: Bells,
        settings: Settings,
        schedule: Schedule,
        clock: Clock,
        publish: Publish,
    ) -> None:
        self._desk = desk
        self._bells = bells
        self._schedule = schedule
        self._clock = clock
        self._publish = publish
        self._plan = settings.ring
        self._zone = settings.shop.zone
        self._live = settings
        self._looked = clock.now()
        self._fire: Fire | None = None
        self._alarms: tuple[Alarm, ...] = ()
        self._ranking = Ranking(schedule)
        self._hushed: datetime | None = None
        self._change = -1
        self._blind: dict[str, Outage] = {}
        self._hour = full_hour(clock.now(), self._zone)
        self._desktop = ThreadPoolExecutor(1, thread_name_prefix="notify")
        if bells.phone is not None:
            bells.phone.start()

    async def tick(self, looked: Collection[str], states: Sequence[WatchState]) -> None:
        """Ring for whatever is due now.

        Alarms are those of the mailboxes that were looked through: the others may hold answers
        made elsewhere that would silence what we know of. `states` are those of all.
        """
        await self._refresh()
        now = self._clock.now()
        moment = self._moment(now)
        heard = audible(self._plan, moment)
        await self._ring([a for a in self._alarms if a.mailbox in looked], now, moment, heard)
        if Occasion.NOT_WATCHING in heard:
            self._watched(states, now, moment)
        await self._sum_up(now, moment, heard)
        self._desk_hour(now, moment)

    def close(self) -> None:
        """Say no more."""
        self._desktop.shutdown(wait=False, cancel_futures=True)
        if self._bells.phone is not None:
            self._bells.phone.close()

    def _moment(self, now: datetime) -> Moment:
        return Moment(
            wall=now.astimezone(self._zone),
            shop_open=self._schedule.is_open(now),
            presence=self._bells.presence(),
            hushed_until=self._hushed,
            phone=self._bells.phone is not None,
        )

    async def _ring(
        self, alarms: Sequence[Alarm], now: datetime, moment: Moment, heard: frozenset[Occasion]
    ) -> None:
        telling, shortest = self._telling(alarms, now), self._live.targets.shortest
        planned = plan(telling, self._fire, shortest, now, heard)
        self._fire = planned.fire
        if planned.silent:
            return
        await asyncio.wrap_future(self._desk.submit(lambda desk: _note_rung(desk, planned.rings)))

        def by(occasions: frozenset[Occasion]) -> Ways:
            return ways(self._plan, occasions, moment)

        together = self._plan.together
        for note, which in ring_notes.spoken(planned.rings, by, now, together).items():
            self._say(note, which)
        if planned.still:
            self._say(
                ring_notes.still_burning(planned.still, now), by(frozenset({Occasion.BURNING}))
            )

    def _telling(self, alarms: Sequence[Alarm], now: datetime) -> list[tuple[Alarm, Heat]]:
        """Those of which there may be something to say, the hottest first."""
        rated = ((a, self._ranking.severity(a, now)) for a in alarms)
        telling = [a for a, heat in rated if a.rung < heat or heat is Severity.BURNING]
        ranked = self._ranking.hottest_first(telling, now)
        all_of_it = self._fire is None or self._fire.rings_again(now)
        return [
            (alarm, heat_of(alarm, now, self._schedule))
            if all_of_it or alarm.rung < severity
            # it only keeps the fire going: what it says of itself is asked for at the next ring
            else (alarm, Heat(severity, 1.0, alarm.due - now))
            for alarm, severity in ranked
        ]

    def _watched(self, states: Sequence[WatchState], now: datetime, moment: Moment) -> None:
        which = ways(self._plan, {Occasion.NOT_WATCHING}, moment)
        for outage in blindness.begun(states, self._blind, now):
            self._blind[outage.mailbox] = outage
            self._say(ring_notes.not_watching(outage, now, self._zone), which)
        for outage in blindness.ended(states, self._blind):
            del self._blind[outage.mailbox]
            self._say(ring_notes.watching_again(outage, now, self._zone), which)

    async def _sum_up(self, now: datetime, moment: Moment, heard: frozenset[Occasion]) -> None:
        since, self._hour = self._hour, full_hour(now, self._zone)
        if since == self._hour or Occasion.SUMMARY not in heard:
            return

        def read(desk: Desk) -> tuple[Answer, ...]:
            return desk.records.answers(since - LOOK_BACK, now)

        answers = await asyncio.wrap_future(self._desk.submit(read))
        rated = hottest_first(self._alarms, now, self._schedule)
        found = summary(rated, answers, since, now)
        if not found.empty:
            which = ways(self._plan, {Occasion.SUMMARY}, moment)
            self._say(ring_notes.summed_up(found, now, self._zone), which)

    def _desk_hour(self, now: datetime, moment: Moment) -> None:
        since, self._looked = self._looked, now
        begun = desk_hours.starting(self._live.desk_hours, self._zone, since, now)
        if begun is not None:
            note = desk_hour.reminder(begun, len(self._alarms), self._zone)
            self._say(note, ways(self._plan, {Occasion.REMINDER}, moment))

    async def _refresh(self) -> None:
        Read = tuple[Settings, int, tuple[tuple[Alarm, ...], datetime | None] | None]

        def read(desk: Desk) -> Read:
            change = desk.records.change()
            if change == self._change:
                return desk.settings, change, None
            fresh = desk.records.alarms(backlog=False), desk.records.quiet_until()
            return desk.settings, change, fresh

        self._live, self._change, fresh = await asyncio.wrap_future(self._desk.submit(read))
        if fresh is not None:
            self._alarms, self._hushed = fresh

    def _say(self, note: Note, which: Ways) -> None:
        """The bell at once; the desktop and the phone in their own time."""
        self._publish(Rang(note, which))
        if Way.DESKTOP in which:
            asyncio.get_running_loop().run_in_executor(self._desktop, self._show, note)
        if Way.PHONE in which and self._bells.phone is not None:
            self._bells.phone.tell(note)

    def _show(self, note: Note) -> None:
        if not self._bells.desktop.notify(note):
            self._publish(DesktopMissed(note))


def _note_rung(desk: Desk, rings: Sequence[Ring]) -> None:
    with desk.records.transaction():
        for ring in rings:
            if ring.alarm.reminder is not None:
                desk.records.reminder_rung(ring.alarm.reminder.number, int(ring.heat.severity))
            else:
                desk.records.rung(ring.alarm.wait, int(ring.heat.severity))

"""Everything that goes on by itself: the watches, the doorbells, the courier and the ringer."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import threading
import time
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from shopdesk.desk.chores import Chores, no_chores
from shopdesk.desk.clock.settling import Settling
from shopdesk.desk.events import BoardShows, Publish, Trouble, WatchChanged
from shopdesk.desk.ringing.phone_line import PhoneLine
from shopdesk.desk.ringing.ringer import Bells, Ringer
from shopdesk.desk.thread import DeskThread
from shopdesk.desk.watch.courier import Courier
from shopdesk.desk.watch.ears import Ears
from shopdesk.desk.watch.history import Shelves
from shopdesk.desk.watch.watch import MailboxWatch
from shopdesk.domain.alarm.ring_plan import Presence
from shopdesk.domain.alarm.watching import Watching, WatchState
from shopdesk.domain.clock.schedule import Schedule
from shopdesk.domain.errors import RecordsError
from shopdesk.domain.shop.settings import Settings
from shopdesk.ports.mail import Doorbell, Mailbox, Sender
from shopdesk.ports.world import Clock, Lease, Notifier, PhoneBook
from shopdesk.words import _

TICK_S = 1.0
JUMP_S = 10.0
"""A wall clock that moved this much more than we ran means that the machine slept."""
BROKEN_S = 5.0
AGAIN_S = 60.0

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Lines:
    """The connections of one mailbox, made by bootstrap."""

    mailbox: Mailbox
    doorbell: Doorbell
    sender: Sender


class Engine:
    """Runs in an event loop of its own; `start` and `stop` are called from another thread."""

    def __init__(
        self,
        settings: Settings,
        desk: DeskThread,
        lines: Callable[[], Mapping[str, Lines]],
        notifier: Notifier,
        schedule: Schedule,
        clock: Clock,
        lease: Lease,
        publish: Publish,
        phones: PhoneBook | None = None,
        chores: Chores = no_chores,
        *,
        shelves: Shelves,
    ) -> None:
        self._settings = settings
        self._desk = desk
        self._lines = lines
        self._notifier = notifier
        self._schedule = schedule
        self._clock = clock
        self._lease = lease
        self._publish = publish
        self._phones = phones
        self._shelves = shelves
        self._make_chores = chores
        self._only_shows = False
        self._told = ("", 0.0)
        self._presence = Presence()
        self._watches: dict[str, MailboxWatch] = {}
        self._caught_up: set[str] = set()
        self._thread = threading.Thread(target=self._main, name="engine", daemon=True)
        self._loop: asyncio.AbstractEventLoop | None = None
        self._task: asyncio.Task[None] | None = None
        self._ready = threading.Event()
        self._poke = asyncio.Event()
        self._ears = Ears()

    def start(self) -> None:
        """Begin, in a thread of its own."""
        self._thread.start()
        self._ready.wait()

    def stop(self, timeout_s: float = 15.0) -> None:
        """End and let the lease go. A reply that is just being sent gets its time-out to end."""
        if self._loop is None or self._task is None:
            return
        if not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._task.cancel)
        self._thread.join(timeout_s)

    def check_now(self) -> None:
        """Look into every mailbox at once, and try again what could not be sent."""
        now = self._clock.now()
        self._desk.submit(lambda d: d.outbox.hurry(now))
        self._wake()

    def attended(self, presence: Presence) -> None:
        """Where the owner is now; until the first call, away. From any thread."""
        self._presence = presence

    def _wake(self) -> None:
        for watch in tuple(self._watches.values()):
            watch.wake()

    def _main(self) -> None:
        asyncio.run(self._entered())

    async def _entered(self) -> None:
        self._loop, self._task = asyncio.get_running_loop(), asyncio.current_task()
        self._ready.set()
        with contextlib.suppress(asyncio.CancelledError):
            while True:
                try:
                    await self.run()
                except Exception as error:  # noqa: BLE001 - the worker's outermost edge
                    _log.exception("what goes on by itself broke off; it begins again")
                    self._say_broken(error)
                await asyncio.sleep(BROKEN_S)

    async def run(self) -> None:
        """Until cancelled: take the lease, work while it is ours, give it back."""
        self._loop = asyncio.get_running_loop()
        while True:
            taken = self._lease.take()
            self._say_shows()
            if taken:
                try:
                    _log.info("the lease is ours")
                    await self._work()
                finally:
                    self._lease.release()
                    _log.info("the lease is let go")
            else:
                self._say_elsewhere()
            await asyncio.sleep(TICK_S)

    async def _work(self) -> None:
        lines = self._lines()
        self._caught_up.clear()
        courier = Courier(
            self._desk,
            {address: line.sender for address, line in lines.items()},
            self._clock,
            self._wake,
        )
        phone = PhoneLine(self._phones, self._publish) if self._phones else None
        ringer = Ringer(
            self._desk,
            Bells(self._notifier, phone, lambda: self._presence),
            self._settings,
            self._schedule,
            self._clock,
            self._publish,
        )
        self._watches = self._make_watches(lines)
        chores = self._make_chores(self._wake)
        for chore in chores:
            chore.start()
        settling = Settling(self._desk, self._clock)
        tasks = [asyncio.create_task(self._steadily(work)) for work in (courier.run, settling.run)]
        for address, watch in self._watches.items():
            watch.start()
            bell = lines[address].doorbell
            listen = partial(self._ears.listen, bell, watch)
            tasks.append(asyncio.create_task(self._steadily(listen)))
        try:
            await self._tick(ringer)
        finally:
            for chore in chores:
                chore.stop()
            await self._end(tasks, ringer)
            for chore in chores:
                await asyncio.to_thread(chore.join)

    def _make_watches(self, lines: Mapping[str, Lines]) -> dict[str, MailboxWatch]:
        return {
            box.address: MailboxWatch(
                self._settings,
                box,
                lines[box.address].mailbox,
                self._desk,
                self._clock,
                self._publish,
                self._checked,
                self._came_back,
                shelves=self._shelves,
            )
            for box in self._settings.mailboxes
        }

    async def _end(self, tasks: list[asyncio.Task[None]], ringer: Ringer) -> None:
        for task in tasks:
            task.cancel()
        for watch in self._watches.values():
            watch.stop()
        ringer.close()
        await asyncio.gather(*tasks, return_exceptions=True)
        for watch in self._watches.values():
            await asyncio.to_thread(watch.join, 2.0)

    async def _tick(self, ringer: Ringer) -> None:
        """Once a second: ring, notice a sleep of the machine, and hand the lease over."""
        wall, ran = self._clock.now(), time.monotonic()
        while self._lease.holds() and not self._lease.wanted():
            self._poke.clear()
            for watch in self._watches.values():
                watch.notice_silence()
            states = [watch.state for watch in self._watches.values()]
            await self._once(partial(ringer.tick, frozenset(self._caught_up), states))
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._poke.wait(), TICK_S)
            wall, ran = self._slept(wall, ran)

    def _checked(self, address: str) -> None:
        """A mailbox was looked through: ring without waiting for the next tick."""
        self._caught_up.add(address)
        if self._loop is not None:
            self._loop.call_soon_threadsafe(self._poke.set)

    def _came_back(self, address: str) -> None:
        if self._loop is not None:
            self._loop.call_soon_threadsafe(self._ears.again, address)

    def _slept(self, wall: datetime, ran: float) -> tuple[datetime, float]:
        now, running = self._clock.now(), time.monotonic()
        jump = (now - wall).total_seconds() - (running - ran)
        if abs(jump) > JUMP_S:
            self._wake()
            self._ears.prick()
        return now, running

    async def _steadily(self, work: Callable[[], Awaitable[None]]) -> None:
        """Keep a task going through trouble with the records: say it, wait, go on."""
        while True:
            await self._once(work)
            await asyncio.sleep(TICK_S)

    async def _once(self, work: Callable[[], Awaitable[None]]) -> None:
        try:
            await work()
        except RecordsError as error:
            self._trouble(str(error))
        except Exception as error:  # noqa: BLE001 - a task's outermost edge
            _log.exception("a task broke off; it begins again")
            self._trouble(_("A part of shopdesk broke off ({why}).").format(why=_kind(error)))

    def _trouble(self, sentence: str) -> None:
        """Tell it, and once a minute again while it lasts."""
        told, at = self._told
        if sentence != told or time.monotonic() - at > AGAIN_S:
            self._told = (sentence, time.monotonic())
            self._publish(Trouble(sentence))

    def _say_shows(self) -> None:
        """A board begins or ceases to be the one that writes."""
        only = not self._lease.writes()
        if only != self._only_shows:
            self._only_shows = only
            self._desk.submit(lambda d: d.only_show(only))
            self._publish(BoardShows(only))

    def _say_broken(self, error: Exception) -> None:
        now = self._clock.now()
        why = _("shopdesk broke off here ({why}); it begins again.").format(why=_kind(error))
        for box in self._settings.mailboxes:
            state = WatchState(box.address, Watching.DOWN, now, reason=why)
            self._publish(WatchChanged(state))

    def _say_elsewhere(self) -> None:
        for box in self._settings.mailboxes:
            state = WatchState(box.address, Watching.ELSEWHERE, self._clock.now())
            self._publish(WatchChanged(state))


def _kind(error: Exception) -> str:
    return type(error).__name__

"""Everything that goes on by itself: the watches, the doorbells, the courier and the ringer."""

from __future__ import annotations

import asyncio
import contextlib
import threading
import time
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from shopdesk.desk.courier import Courier
from shopdesk.desk.desk import DeskThread
from shopdesk.desk.events import Publish, Trouble, WatchChanged
from shopdesk.desk.ringer import Ringer
from shopdesk.desk.watch import MailboxWatch
from shopdesk.domain.errors import RecordsError, SecretMissing, ServerError, ServerRefused
from shopdesk.domain.schedule import Schedule
from shopdesk.domain.settings import Settings
from shopdesk.domain.watching import Watching, WatchState
from shopdesk.ports.mail import Doorbell, Mailbox, Sender
from shopdesk.ports.world import Clock, Lease, Notifier

TICK_S = 1.0
JUMP_S = 10.0
"""A wall clock that moved this much more than we ran means that the machine slept."""
DOORBELL_RETRY_S = (1.0, 60.0)
NO_IDLE_RETRY_S = 600.0


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
    ) -> None:
        self._settings = settings
        self._desk = desk
        self._lines = lines
        self._notifier = notifier
        self._schedule = schedule
        self._clock = clock
        self._lease = lease
        self._publish = publish
        self._watches: dict[str, MailboxWatch] = {}
        self._caught_up: set[str] = set()
        self._thread = threading.Thread(target=self._main, name="engine", daemon=True)
        self._loop: asyncio.AbstractEventLoop | None = None
        self._task: asyncio.Task[None] | None = None
        self._ready = threading.Event()
        self._poke = asyncio.Event()
        self._listening: set[asyncio.Task[None]] = set()

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

    def _wake(self) -> None:
        for watch in tuple(self._watches.values()):
            watch.wake()

    def _main(self) -> None:
        asyncio.run(self._entered())

    async def _entered(self) -> None:
        self._loop, self._task = asyncio.get_running_loop(), asyncio.current_task()
        self._ready.set()
        try:
            await self.run()
        except asyncio.CancelledError:
            return

    async def run(self) -> None:
        """Until cancelled: take the lease, work while it is ours, give it back."""
        self._loop = asyncio.get_running_loop()
        while True:
            if self._lease.take():
                try:
                    await self._work()
                finally:
                    self._lease.release()
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
        ringer = Ringer(
            self._desk,
            self._notifier,
            self._settings,
            self._schedule,
            self._clock,
            self._publish,
        )
        self._watches = {
            box.address: MailboxWatch(
                self._settings,
                box,
                lines[box.address].mailbox,
                self._desk,
                self._clock,
                self._publish,
                self._checked,
            )
            for box in self._settings.mailboxes
        }
        tasks = [asyncio.create_task(self._steadily(courier.run))]
        for address, watch in self._watches.items():
            watch.start()
            bell = lines[address].doorbell
            tasks.append(asyncio.create_task(self._doorbell(bell, watch)))
        try:
            await self._tick(ringer)
        finally:
            await self._end(tasks, ringer)

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
        while not self._lease.wanted():
            self._poke.clear()
            await self._once(lambda: ringer.ring(frozenset(self._caught_up)))
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._poke.wait(), TICK_S)
            wall, ran = self._slept(wall, ran)

    def _checked(self, address: str) -> None:
        """A mailbox was looked through: ring without waiting for the next tick."""
        self._caught_up.add(address)
        if self._loop is not None:
            self._loop.call_soon_threadsafe(self._poke.set)

    def _slept(self, wall: datetime, ran: float) -> tuple[datetime, float]:
        now, running = self._clock.now(), time.monotonic()
        jump = (now - wall).total_seconds() - (running - ran)
        if abs(jump) > JUMP_S:
            self._wake()
            for listening in tuple(self._listening):
                listening.cancel()
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
            self._publish(Trouble(str(error)))

    async def _doorbell(self, bell: Doorbell, watch: MailboxWatch) -> None:
        """Listen for ever; while nobody listens, the poll goes on."""

        pause = DOORBELL_RETRY_S[0]

        def heard(begun: bool) -> None:
            nonlocal pause
            pause = DOORBELL_RETRY_S[0]
            if begun:
                watch.hears(True)
            watch.wake()

        while True:
            try:
                await self._listen(bell, heard)
            except ServerRefused:
                pause = NO_IDLE_RETRY_S
            except ServerError as error:
                if error.passing:
                    watch.wake()
                else:
                    pause = NO_IDLE_RETRY_S
            except SecretMissing:
                pause = NO_IDLE_RETRY_S
            watch.hears(False)
            await asyncio.sleep(pause)
            pause = min(pause * 2, max(DOORBELL_RETRY_S[1], pause))

    async def _listen(self, bell: Doorbell, heard: Callable[[bool], None]) -> None:
        """Listen until it breaks or the machine wakes from a sleep."""
        listening = asyncio.create_task(bell.listen(heard))
        self._listening.add(listening)
        try:
            await asyncio.wait({listening})
        finally:
            self._listening.discard(listening)
            listening.cancel()
        if not listening.cancelled():
            listening.result()

    def _say_elsewhere(self) -> None:
        for box in self._settings.mailboxes:
            state = WatchState(box.address, Watching.ELSEWHERE, self._clock.now())
            self._publish(WatchChanged(state))

"""Listens to the doorbells; while nobody listens, the poll goes on."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable

from shopdesk.desk.watch.watch import MailboxWatch
from shopdesk.domain.errors import SecretMissing, ServerError, ServerRefused
from shopdesk.ports.mail import Doorbell

DOORBELL_RETRY_S = (1.0, 60.0)
NO_IDLE_RETRY_S = 600.0


class Ears:
    """In one event loop, for every mailbox."""

    def __init__(self) -> None:
        self._listening: set[asyncio.Task[None]] = set()
        self._again: dict[str, asyncio.Event] = {}
        self._calling: dict[str, asyncio.Task[None]] = {}

    def again(self, mailbox: str) -> None:
        """The server is there again: do not wait any longer to listen to it."""
        if mailbox in self._again:
            self._again[mailbox].set()
        if mailbox in self._calling:
            # it may hang in what was lost
            self._calling[mailbox].cancel()

    def prick(self) -> None:
        """The machine slept: the connections may be dead. Listen anew."""
        for listening in tuple(self._listening):
            listening.cancel()

    async def listen(self, bell: Doorbell, watch: MailboxWatch) -> None:
        """For ever."""

        pause, hearing = DOORBELL_RETRY_S[0], False
        mailbox = watch.state.mailbox
        again = self._again.setdefault(mailbox, asyncio.Event())

        def heard(begun: bool) -> None:
            nonlocal pause, hearing
            pause = DOORBELL_RETRY_S[0]
            if begun:
                hearing = True
                self._calling.pop(mailbox, None)
                watch.hears(True)
            watch.wake()

        while True:
            try:
                await self._once(mailbox, bell, heard)
            except ServerRefused:
                pause = NO_IDLE_RETRY_S
            except ServerError as error:
                if not error.passing:
                    pause = NO_IDLE_RETRY_S
                elif hearing:
                    # the other connection may have broken with it
                    watch.wake()
            except SecretMissing:
                pause = NO_IDLE_RETRY_S
            hearing = False
            watch.hears(False)
            again.clear()
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(again.wait(), pause)
            pause = min(pause * 2, max(DOORBELL_RETRY_S[1], pause))

    async def _once(self, mailbox: str, bell: Doorbell, heard: Callable[[bool], None]) -> None:
        """Until it breaks or the machine wakes from a sleep."""
        listening = asyncio.create_task(bell.listen(heard))
        self._listening.add(listening)
        self._calling[mailbox] = listening
        try:
            await asyncio.wait({listening})
        finally:
            self._listening.discard(listening)
            self._calling.pop(mailbox, None)
            listening.cancel()
        if not listening.cancelled():
            listening.result()

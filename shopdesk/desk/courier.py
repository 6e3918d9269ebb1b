"""Carries replies from the outbox to the SMTP server."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping

from shopdesk.desk.desk import DeskThread
from shopdesk.domain.errors import SecretMissing, ServerError
from shopdesk.domain.outbox import Dispatch
from shopdesk.ports.mail import Sender
from shopdesk.ports.world import Clock

PAUSE_S = 0.5
LAST_S = 10.0
"""How long a reply that is being sent may hold up the end of the program."""


class Courier:
    """One reply at a time, in the order in which they are due."""

    def __init__(
        self,
        desk: DeskThread,
        senders: Mapping[str, Sender],
        clock: Clock,
        accepted: Callable[[], None],
    ) -> None:
        self._desk = desk
        self._senders = senders
        self._clock = clock
        self._accepted = accepted

    async def run(self) -> None:
        """Until cancelled."""
        await asyncio.wrap_future(self._desk.submit(lambda d: d.outbox.recover()))
        while True:
            now = self._clock.now()
            due = await asyncio.wrap_future(
                self._desk.submit(lambda d, now=now: d.outbox.due(now))  # type: ignore[misc]
            )
            for dispatch in due:
                await self._whole(asyncio.create_task(self._carry(dispatch)))
            await asyncio.sleep(PAUSE_S)

    @staticmethod
    async def _whole(carrying: asyncio.Task[None]) -> None:
        """Stopped in the middle of a reply, bring it to its end: nobody likes a "perhaps"."""
        try:
            await asyncio.shield(carrying)
        except asyncio.CancelledError:
            await asyncio.wait({carrying}, timeout=LAST_S)
            raise

    async def _carry(self, dispatch: Dispatch) -> None:
        id = dispatch.id
        if not await asyncio.wrap_future(self._desk.submit(lambda d: d.outbox.sending(id))):
            return
        try:
            receipt = await self._senders[dispatch.mailbox].send(dispatch)
        except (ServerError, SecretMissing) as error:
            sentence, again = str(error), isinstance(error, ServerError) and error.passing
            now = self._clock.now()
            await asyncio.wrap_future(
                self._desk.submit(
                    lambda d: (
                        d.outbox.delayed(id, sentence, now)
                        if again
                        else d.outbox.held(id, sentence)
                    )
                )
            )
            return
        at = self._clock.now()
        await asyncio.wrap_future(self._desk.submit(lambda d: d.outbox.accepted(id, receipt, at)))
        self._accepted()

"""Carries replies from the outbox to the SMTP servers."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Mapping
from itertools import count
from typing import TypeVar

from shopdesk.desk.desk import Desk
from shopdesk.desk.thread import DeskThread
from shopdesk.domain.answer.outbox import Dispatch
from shopdesk.domain.errors import (
    DiskFull,
    OutcomeUnknown,
    RecordsError,
    SecretMissing,
    ServerError,
)
from shopdesk.ports.mail import Receipt, Sender
from shopdesk.ports.world import Clock
from shopdesk.words import _

T = TypeVar("T")

PAUSE_S = 0.5
TRIES = 20
"""How often what came of a reply is written down again before the records are given up."""
LAST_S = 10.0
"""How long a reply that is being sent may hold up the end of the program."""


class Courier:
    """For each mailbox one reply at a time, in the order in which they are due."""

    def __init__(
        self,
        desk: DeskThread,
        senders: Mapping[str, Sender],
        clock: Clock,
        accepted: Callable[[], None],
    ) -> None:
        """`accepted` is called when there is something to do in Sent: file a copy, or look."""
        self._desk = desk
        self._senders = senders
        self._clock = clock
        self._accepted = accepted

    async def run(self) -> None:
        """Until cancelled; what is under way then is brought to its end."""
        now = self._clock.now()
        await self._ask(lambda d: d.outbox.recover(now))
        under_way: dict[str, asyncio.Task[None]] = {}
        try:
            while True:
                for mailbox in [m for m, task in under_way.items() if task.done()]:
                    under_way.pop(mailbox).result()
                for mailbox, due in (await self._due()).items():
                    # a slow server holds up nobody but its own mailbox
                    if mailbox not in under_way:
                        under_way[mailbox] = asyncio.create_task(self._round(due))
                await asyncio.sleep(PAUSE_S)
        finally:
            await _end(under_way.values())

    async def _due(self) -> dict[str, list[Dispatch]]:
        now = self._clock.now()
        found: dict[str, list[Dispatch]] = {}
        for dispatch in await self._ask(lambda d: d.outbox.due(now)):
            found.setdefault(dispatch.mailbox, []).append(dispatch)
        return found

    async def _round(self, due: list[Dispatch]) -> None:
        """Nobody likes a "perhaps": stopped in the middle of a reply, bring it to its end."""
        for dispatch in due:
            carrying = asyncio.create_task(self._carry(dispatch))
            try:
                await asyncio.shield(carrying)
            except asyncio.CancelledError:
                await asyncio.wait({carrying}, timeout=LAST_S)
                raise

    async def _carry(self, dispatch: Dispatch) -> None:
        id = dispatch.id
        if not await self._ask(lambda d: d.outbox.calling(id)):
            return
        try:
            receipt = await self._senders[dispatch.mailbox].send(
                dispatch, lambda: self._handing(id)
            )
        except OutcomeUnknown as error:
            await self._lost(id, str(error))
        except (ServerError, SecretMissing) as error:
            passing = isinstance(error, ServerError) and error.passing
            await self._failed(id, str(error), passing=passing)
        else:
            await self._taken(id, receipt)

    async def _handing(self, id: int) -> None:
        if not await self._ask(lambda d: d.outbox.sending(id)):
            raise RecordsError(_("A reply was taken back while it was leaving. It stays here."))

    async def _lost(self, id: int, sentence: str) -> None:
        now = self._clock.now()
        await self._insist(lambda d: d.outbox.unsure(id, sentence, now))
        self._accepted()

    async def _failed(self, id: int, sentence: str, *, passing: bool) -> None:
        now = self._clock.now()
        if passing:
            await self._insist(lambda d: d.outbox.delayed(id, sentence, now))
        else:
            await self._insist(lambda d: d.outbox.held(id, sentence))

    async def _taken(self, id: int, receipt: Receipt) -> None:
        at = self._clock.now()
        await self._insist(lambda d: d.outbox.accepted(id, receipt, at))
        self._accepted()

    async def _insist(self, work: Callable[[Desk], None]) -> None:
        """What came of a reply is known here and nowhere else: a full disk must not lose it."""
        for patience in count(1):
            try:
                await self._ask(work)
                return
            except RecordsError as error:
                if patience > TRIES and not isinstance(error, DiskFull):
                    raise
            await asyncio.sleep(PAUSE_S)

    async def _ask(self, work: Callable[[Desk], T]) -> T:
        return await asyncio.wrap_future(self._desk.submit(work))


async def _end(under_way: Iterable[asyncio.Task[None]]) -> None:
    tasks = tuple(under_way)
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)

"""What a doorbell tells, waited for."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable

from shopdesk.ports.mail import Doorbell

PATIENCE_S = 10.0


class Ear:
    """Give it to a doorbell."""

    def __init__(self) -> None:
        self.calls: list[bool] = []
        """Every call: True when the wait began, False for a change."""
        self._new = asyncio.Event()
        self._listening: asyncio.Task[None] | None = None

    def __call__(self, begun: bool) -> None:
        self.calls.append(begun)
        self._new.set()

    @property
    def changes(self) -> int:
        """How often something had changed."""
        return self.calls.count(False)

    def put_to(self, doorbell: Doorbell) -> asyncio.Task[None]:
        """Begin to listen."""
        self._listening = asyncio.create_task(doorbell.listen(self))
        self._listening.add_done_callback(lambda _: self._new.set())
        return self._listening

    async def until(self, condition: Callable[[], bool]) -> None:
        """Wait; raises TimeoutError, or why the doorbell ended."""
        async with asyncio.timeout(PATIENCE_S):
            while not condition():
                if self._listening is not None and self._listening.done():
                    self._listening.result()
                self._new.clear()
                await self._new.wait()

    async def end(self) -> None:
        """Wait until the doorbell ends, and raise why."""
        await self.until(lambda: False)


@contextlib.asynccontextmanager
async def listening(doorbell: Doorbell) -> AsyncIterator[Ear]:
    """An ear at the doorbell, from the moment that the wait has begun."""
    ear = Ear()
    task = ear.put_to(doorbell)
    try:
        await ear.until(lambda: True in ear.calls)
        yield ear
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)

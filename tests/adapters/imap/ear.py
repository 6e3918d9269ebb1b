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

    def __call__(self, begun: bool) -> None:
        self.calls.append(begun)
        self._new.set()

    @property
    def changes(self) -> int:
        """How often something had changed."""
        return self.calls.count(False)

    async def until(self, condition: Callable[[], bool]) -> None:
        """Wait; raises TimeoutError."""
        async with asyncio.timeout(PATIENCE_S):
            while not condition():
                self._new.clear()
                await self._new.wait()


@contextlib.asynccontextmanager
async def listening(doorbell: Doorbell) -> AsyncIterator[Ear]:
    """An ear at the doorbell, from the moment that the wait has begun."""
    ear = Ear()
    task = asyncio.create_task(doorbell.listen(ear))
    begun = asyncio.create_task(ear.until(lambda: True in ear.calls))
    try:
        await asyncio.wait((task, begun), return_when=asyncio.FIRST_COMPLETED)
        if task.done():
            task.result()
        await begun
        yield ear
        assert not task.done(), task.exception()
    finally:
        for each in (task, begun):
            each.cancel()
        await asyncio.gather(task, begun, return_exceptions=True)

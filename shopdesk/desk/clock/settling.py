"""Has what nobody writes to any more closed now and then, and asks how it was."""

from __future__ import annotations

import asyncio
from datetime import datetime

from shopdesk.desk.desk import Desk
from shopdesk.desk.thread import DeskThread
from shopdesk.ports.world import Clock

MINUTE_S = 60.0
TIDIES_EVERY = 60
"""Minutes."""


class Settling:
    """Goes on beside the watching."""

    def __init__(self, desk: DeskThread, clock: Clock) -> None:
        self._desk = desk
        self._clock = clock

    async def run(self) -> None:
        """Until cancelled."""
        minute = 0
        while True:
            now = self._clock.now()
            work = _tidy if minute % TIDIES_EVERY == 0 else _report
            await asyncio.wrap_future(
                self._desk.submit(lambda d, now=now, work=work: work(d, now))  # type: ignore[misc]
            )
            minute += 1
            await asyncio.sleep(MINUTE_S)


def _report(desk: Desk, now: datetime) -> None:
    desk.weekly.send_if_due(now)


def _tidy(desk: Desk, now: datetime) -> None:
    _report(desk, now)
    desk.closing.settle(now)
    # orders that another program took in
    desk.recompute.judged_anew(now)
    desk.surveying.ask_if_possible(now)
    desk.campaigning.go_on_if_possible(now)

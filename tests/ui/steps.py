"""Steps of a test on the screen. Each waits for what it causes: machines differ in pace."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from time import monotonic

from textual.pilot import Pilot

from shopdesk.ui.app import ShopdeskApp

PATIENCE_S = 30.0
_ROUNDS = 3
"""What a key starts asks the desk a few times, one after the other, at most."""


async def until(pilot: Pilot[None], so: Callable[[], bool], what: str = "it") -> None:
    """Wait for the screen to get there."""
    end = monotonic() + PATIENCE_S
    while not so():
        assert monotonic() < end, f"not within {PATIENCE_S:g} s: {what}"
        await pilot.pause(0.01)


async def settled(pilot: Pilot[None]) -> None:
    """Until the desk has answered what it was asked, and the screen shows it."""
    await pilot.pause()
    for _ in range(_ROUNDS):
        if isinstance(pilot.app, ShopdeskApp):
            await asyncio.to_thread(pilot.app.wiring.desk.call, lambda _desk: None)
        await pilot.pause()


async def press(pilot: Pilot[None], *keys: str) -> None:
    """Keys one by one, each done with before the next."""
    for key in keys:
        await pilot.press(key)
        await settled(pilot)

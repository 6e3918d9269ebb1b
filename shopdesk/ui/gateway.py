"""The screens' way to the desk: asked in the screen's loop, done in the desk's thread."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import TypeVar

from shopdesk.desk.board import Board, Thread
from shopdesk.desk.desk import Desk, DeskThread
from shopdesk.domain.board import Alarm
from shopdesk.domain.conversation import Reason
from shopdesk.domain.reply import Draft
from shopdesk.domain.template import Template
from shopdesk.ports.world import Clock

T = TypeVar("T")


class Gateway:
    """Every method raises `ShopdeskError` with a sentence for the owner."""

    def __init__(self, desk: DeskThread, clock: Clock) -> None:
        self._desk = desk
        self._clock = clock

    async def _ask(self, work: Callable[[Desk], T]) -> T:
        return await asyncio.wrap_future(self._desk.submit(work))

    async def board(self) -> Board:
        """The board as it is now."""
        now = self._clock.now()
        return await self._ask(lambda d: d.look.board(now))

    async def change(self) -> int:
        """The records' change number."""
        return await self._ask(lambda d: d.records.change())

    async def thread(self, conversation: int) -> Thread:
        """One conversation in full; the records note that it was opened."""
        now = self._clock.now()
        return await self._ask(lambda d: d.look.thread(conversation, now))

    async def suggestions(self, conversation: int) -> tuple[Template, ...]:
        """All templates, the likeliest for this conversation first."""
        return await self._ask(lambda d: d.look.suggestions(conversation))

    async def titles(self, alarm: Alarm, limit: int) -> tuple[str, ...]:
        """Titles of the likeliest templates."""
        return await self._ask(lambda d: d.look.titles(alarm, limit))

    async def draft(self, conversation: int, template: Template | None = None) -> Draft:
        """A draft: the kept one, or one from the template."""
        return await self._ask(lambda d: d.compose.draft(conversation, template))

    async def keep(self, draft: Draft) -> None:
        """Keep what the composer holds."""
        await self._ask(lambda d: d.compose.keep(draft))

    async def queue(self, draft: Draft) -> int:
        """Put it into the outbox; the dispatch's number."""
        now = self._clock.now()
        return await self._ask(lambda d: d.compose.queue(draft, now))

    async def undo_reply(self, dispatch: int) -> bool:
        """Take a reply back; False when it is too late."""
        return await self._ask(lambda d: d.compose.undo(dispatch))

    async def dismiss(self, conversation: int, reason: Reason) -> None:
        """End an alarm without an answer."""
        now = self._clock.now()
        await self._ask(lambda d: d.dismiss.dismiss(conversation, reason, now))

    async def undo_dismissal(self, conversation: int) -> bool:
        """Ring again; False when there is nothing to undo."""
        return await self._ask(lambda d: d.dismiss.undo(conversation))

"""The program on the screen: holds what the screens share and passes events to them."""

from __future__ import annotations

import asyncio
import contextlib
import signal
from collections.abc import Awaitable
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, TypeVar

from textual.binding import Binding

from shopdesk.domain.alarm.watching import Watching, WatchState
from shopdesk.domain.errors import ShopdeskError
from shopdesk.ui.commands.alarms import HELP
from shopdesk.ui.flows.customer import CustomersGranted
from shopdesk.ui.flows.figures import FiguresGranted
from shopdesk.ui.flows.incidents import IncidentsGranted
from shopdesk.ui.flows.look import LookGranted, palette
from shopdesk.ui.flows.orders import OrdersGranted
from shopdesk.ui.flows.quiet import QuietGranted
from shopdesk.ui.flows.search import SearchGranted
from shopdesk.ui.flows.settings import SettingsGranted
from shopdesk.ui.flows.stilling_granted import StillingGranted
from shopdesk.ui.gateway import Gateway
from shopdesk.ui.messages import DeskSaid
from shopdesk.ui.presence import Attending
from shopdesk.ui.read_only import StandingWords
from shopdesk.ui.screens.base import DeskScreen
from shopdesk.ui.screens.board import BoardScreen

if TYPE_CHECKING:
    from shopdesk.desk.board import Board
    from shopdesk.desk.events import Event
    from shopdesk.domain.clock.schedule import Schedule
    from shopdesk.domain.shop.settings import Settings
    from shopdesk.ui.wiring import Wiring

T = TypeVar("T")
CHANGE_EVERY_S = 2
"""How often to look whether another process wrote into the records."""
APART_S = 0.3
"""The least time between two readings of the board that nobody asked for by a key …"""
READING = 6
"""… and how many times as long as a reading takes, up to …"""
LONGEST_APART_S = 2.0
"""… so long: the keys come first, and then what is new."""


class ShopdeskApp(
    StandingWords,
    CustomersGranted,
    OrdersGranted,
    FiguresGranted,
    IncidentsGranted,
    QuietGranted,
    SearchGranted,
    StillingGranted,
    SettingsGranted,
    LookGranted,
    Attending,
):
    """One board over one profile."""

    CSS_PATH = "shopdesk.tcss"
    TITLE = "shopdesk"
    BINDINGS = [
        Binding("ctrl+q", "leave", show=False, priority=True),
        replace(HELP.binding(), show=False),
    ]
    COMMANDS = {palette}

    def __init__(self, wiring: Wiring) -> None:
        super().__init__()
        self.wiring = wiring
        self.gateway = Gateway(wiring.desk, wiring.clock)
        self.board: Board | None = wiring.first_board
        self.states: dict[str, WatchState] = {}
        self.standing = {}
        self._ticks = 0
        self._refreshing = False
        self._apart = APART_S
        self._stale = False
        self._refreshed = 0.0
        self._refresh_due = False
        self.look_as(wiring.settings.screen)

    @property
    def settings(self) -> Settings:
        """The owner's settings."""
        return self.wiring.settings

    @property
    def schedule(self) -> Schedule:
        """Business time."""
        return self.wiring.schedule

    @property
    def now(self) -> datetime:
        """The instant, from the clock that everything here uses."""
        return self.wiring.clock.now()

    @property
    def blind(self) -> str:
        """Why some mailbox is not watched, or what else is amiss; empty when all is well."""
        down = (s.reason for s in self.states.values() if s.watching is Watching.DOWN)
        return next(down, self.stands)

    async def on_mount(self) -> None:
        """Show the board from the records first; the network comes after."""
        self.wiring.bus.listen(self._hear)
        self.take_keys(self.wiring.settings.screen)
        self._end_well_on_signals()
        await self.push_screen(BoardScreen())
        if self.board is not None:
            self.call_after_refresh(self._begin)
            return
        await self.refresh_board()
        self._begin()

    def _begin(self) -> None:
        """The board is painted: now everything that would have kept it waiting."""
        self.set_interval(1.0, self._tick)
        if self.wiring.engine is not None:
            self.attend()
            self.wiring.engine.start()
        if self.wiring.first_board is not None:
            self.run_worker(self.refresh_board(), group="refresh")

    def _end_well_on_signals(self) -> None:
        """A closed terminal window and a polite kill end the program as `q` does."""
        loop = asyncio.get_running_loop()
        for name in ("SIGTERM", "SIGHUP"):
            # Windows has neither; a loop outside the main thread takes none.
            with contextlib.suppress(NotImplementedError, AttributeError, RuntimeError, ValueError):
                loop.add_signal_handler(getattr(signal, name), self.exit)

    def on_unmount(self) -> None:
        """Stop listening; the caller stops the machinery."""
        self.wiring.bus.leave(self._hear)
        self.stop_searching()

    def _hear(self, event: Event) -> None:
        self.post_message(DeskSaid(event))

    async def refresh_board(self) -> None:
        """Read the board again; calls that come meanwhile are one more reading."""
        if self._refreshing:
            self._stale = True
            return
        self._refreshing = True
        time = asyncio.get_running_loop().time
        begun = time()
        try:
            self._stale = True
            while self._stale:
                self._stale = False
                self.board = await self.gateway.board()
        except ShopdeskError as error:
            self.say(str(error), alarming=True)
        finally:
            self._refreshing = False
        for screen in self.desk_screens():
            screen.show_board()
            await screen.reload()
        self._apart = min(max(APART_S, READING * (time() - begun)), LONGEST_APART_S)

    async def _refresh_soon(self) -> None:
        """At once, or, where many things happen, a few times a second."""
        now = asyncio.get_running_loop().time()
        if now - self._refreshed >= LONGEST_APART_S:
            self._refreshed = now
            await self.refresh_board()
        elif not self._refresh_due:
            self._refresh_due = True
            pause = max(self._refreshed + self._apart - now, 0.01)
            self.set_timer(pause, self._refresh_late)

    def _refresh_late(self) -> None:
        # not awaited here: keys wait for whatever the app waits for, and the desk is busy now
        self._refresh_due = False
        self._refreshed = asyncio.get_running_loop().time()
        self.run_worker(self.refresh_board(), group="refresh")

    async def home(self) -> None:
        """Back to the board, whatever lies over it."""
        while not isinstance(self.screen, BoardScreen) and len(self.screen_stack) > 1:
            await self.pop_screen()

    def point_at_hottest(self) -> None:
        """The next one to answer."""
        for board in self.screen_stack:
            if isinstance(board, BoardScreen):
                board.point_at_hottest()

    def say(self, sentence: str, *, alarming: bool = False) -> None:
        """Put a sentence on the status line of every screen that has one."""
        for screen in self.desk_screens():
            screen.say(sentence, alarming=alarming)

    async def _tick(self) -> None:
        self._ticks += 1
        for screen in self.desk_screens():
            if screen.is_current:
                screen.tick()
        if self._ticks % CHANGE_EVERY_S == 0 and self.board is not None:
            self.run_worker(self._refresh_changed(self.board.change), group="change")

    async def _refresh_changed(self, known: int) -> None:
        try:
            changed = await self.gateway.change() != known
        except ShopdeskError as error:
            self.say(str(error), alarming=True)
            return
        if changed:
            await self._refresh_soon()

    async def on_desk_said(self, message: DeskSaid) -> None:
        """Pass on what happened."""
        from shopdesk.ui.hearing import pass_on

        if await pass_on(self, message.event):
            await self._refresh_soon()

    def desk_screens(self) -> list[DeskScreen]:
        """Those that are there, the lowest first."""
        return [s for s in self.screen_stack if isinstance(s, DeskScreen) and s.composed]

    async def attempt(self, work: Awaitable[T]) -> T | None:
        """The result, or None after saying what went wrong."""
        try:
            return await work
        except ShopdeskError as error:
            self.say(str(error), alarming=True)
            return None

    def action_leave(self) -> None:
        """Quit; asks only when a reply is still waiting to leave."""
        self.flows.leave()

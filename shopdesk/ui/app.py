"""The program on the screen: holds what the screens share and passes events to them."""

from __future__ import annotations

import asyncio
import contextlib
import signal
from collections.abc import Awaitable
from datetime import datetime
from typing import TypeVar

from textual.binding import Binding

from shopdesk.desk.board import Board
from shopdesk.desk.events import (
    AnswerBounced,
    Answered,
    CustomerWrote,
    Event,
    Quarantined,
    Rang,
    ReplyDelayed,
    ReplyHeld,
    Trouble,
    WatchChanged,
)
from shopdesk.domain.board import Note
from shopdesk.domain.errors import ShopdeskError
from shopdesk.domain.schedule import Schedule
from shopdesk.domain.settings import Settings
from shopdesk.domain.watching import Watching, WatchState
from shopdesk.ui import said
from shopdesk.ui.flows import Flows
from shopdesk.ui.gateway import Gateway
from shopdesk.ui.granting import Granting
from shopdesk.ui.messages import DeskSaid
from shopdesk.ui.screens.base import DeskScreen
from shopdesk.ui.screens.board import BoardScreen
from shopdesk.ui.theme import DARK, DEFAULTS, THEMES
from shopdesk.ui.wiring import Wiring

T = TypeVar("T")
CHANGE_EVERY_S = 2
"""How often to look whether another process wrote into the records."""


class ShopdeskApp(Granting):
    """One board over one profile."""

    CSS_PATH = "shopdesk.tcss"
    TITLE = "shopdesk"
    BINDINGS = [Binding("ctrl+q", "leave", show=False, priority=True, id="leave")]
    ENABLE_COMMAND_PALETTE = True

    def __init__(self, wiring: Wiring) -> None:
        super().__init__()
        self.wiring = wiring
        self.gateway = Gateway(wiring.desk, wiring.clock)
        self.flows = Flows(self, alive=wiring.engine is not None)
        self.board: Board | None = None
        self.states: dict[str, WatchState] = {}
        self._ticks = 0
        self._refreshing = False
        self._stale = False
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = DARK.name

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Our words for colours, for themes that do not define them."""
        return DEFAULTS

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
        """Why some mailbox is not watched; empty when all are."""
        down = (s.reason for s in self.states.values() if s.watching is Watching.DOWN)
        return next(down, "")

    async def on_mount(self) -> None:
        """Show the board from the records first; the network comes after."""
        self.wiring.bus.listen(self._hear)
        self._end_well_on_signals()
        await self.push_screen(BoardScreen())
        await self.refresh_board()
        self.set_interval(1.0, self._tick)
        if self.wiring.engine is not None:
            self.wiring.engine.start()

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

    def _hear(self, event: Event) -> None:
        self.post_message(DeskSaid(event))

    async def refresh_board(self) -> None:
        """Read the board again; calls that come meanwhile are one more reading."""
        if self._refreshing:
            self._stale = True
            return
        self._refreshing = True
        try:
            self._stale = True
            while self._stale:
                self._stale = False
                self.board = await self.gateway.board()
        except ShopdeskError as error:
            self.say(str(error), alarming=True)
        finally:
            self._refreshing = False
        for screen in self._desk_screens():
            screen.show_board()
            await screen.reload()

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
        for screen in self._desk_screens():
            screen.say(sentence, alarming=alarming)

    async def _tick(self) -> None:
        self._ticks += 1
        for screen in self._desk_screens():
            if screen.is_current:
                screen.tick()
        if self._ticks % CHANGE_EVERY_S == 0 and self.board is not None:
            try:
                changed = await self.gateway.change() != self.board.change
            except ShopdeskError as error:
                self.say(str(error), alarming=True)
                return
            if changed:
                await self.refresh_board()

    async def on_desk_said(self, message: DeskSaid) -> None:
        """Pass on what happened."""
        event = message.event
        match event:
            case WatchChanged(state=state):
                self.states[state.mailbox] = state
                for screen in self._desk_screens():
                    if screen.is_current:
                        screen.tick()
                return
            case Rang(note=note, shown=shown):
                self._ring(note, shown=shown)
                return
            case Answered():
                self.say(said.answered(event))
            case ReplyHeld() | ReplyDelayed() | AnswerBounced() | Trouble() | Quarantined():
                self.say(said.trouble(event), alarming=True)
            case CustomerWrote():
                for screen in self._desk_screens():
                    await screen.customer_wrote(event)
        await self.refresh_board()

    def _ring(self, note: Note, *, shown: bool) -> None:
        """The bell always; the terminal's notification where the desktop had none."""
        if shown or self._driver is None:
            self.bell()
        elif not self.is_headless:
            self._driver.write(self.wiring.terminal_note(note))
            self._driver.flush()

    def _desk_screens(self) -> list[DeskScreen]:
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

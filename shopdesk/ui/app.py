"""The program on the screen: holds what the screens share and passes events to them."""

from __future__ import annotations

import asyncio
import contextlib
import signal
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Protocol, TypeVar

from textual.app import App, SuspendNotSupported
from textual.binding import Binding

from shopdesk.desk.board import Board
from shopdesk.desk.desk import DeskThread
from shopdesk.desk.events import (
    AnswerBounced,
    Answered,
    Bus,
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
from shopdesk.domain.message import Attachment
from shopdesk.domain.schedule import Schedule
from shopdesk.domain.settings import Settings
from shopdesk.domain.watching import Watching, WatchState
from shopdesk.ports.world import Clock
from shopdesk.ui import said, wishes
from shopdesk.ui.flows import Flows
from shopdesk.ui.gateway import Gateway
from shopdesk.ui.messages import DeskSaid
from shopdesk.ui.screens.attach import AttachScreen
from shopdesk.ui.screens.base import DeskScreen
from shopdesk.ui.screens.board import BoardScreen
from shopdesk.ui.screens.help import HelpScreen
from shopdesk.ui.screens.templates import TemplatesScreen
from shopdesk.ui.theme import DARK, DEFAULTS, THEMES
from shopdesk.words import _

T = TypeVar("T")
CHANGE_EVERY_S = 2
"""How often to look whether another process wrote into the records."""


class Outside(Protocol):
    """The owner's own programs and folders; every method raises `FileTrouble`."""

    def edit(self, text: str) -> str:
        """The text as the owner's editor leaves it; takes over the terminal."""
        ...

    def save(self, file: Attachment, content: bytes) -> Path:
        """Keep a customer's file; returns where it lies."""
        ...

    def show(self, path: Path) -> None:
        """Open a saved file in the program that the system has for it."""
        ...

    def browse(self, page: str) -> Path:
        """Show a page in the browser."""
        ...


class Machinery(Protocol):
    """What goes on by itself behind the screen."""

    def start(self) -> None:
        """Begin."""

    def stop(self) -> None:
        """End."""

    def check_now(self) -> None:
        """Look into every mailbox at once."""


@dataclass(frozen=True, slots=True)
class Wiring:
    """What the program is made with."""

    settings: Settings
    schedule: Schedule
    clock: Clock
    desk: DeskThread
    bus: Bus
    engine: Machinery | None
    """None: a screen only, for tests and screenshots."""
    terminal_note: Callable[[Note], str]
    """The terminal's own notification for a note, bell included, as control sequences."""
    outside: Outside
    """The owner's own programs."""


class ShopdeskApp(App[None]):
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

    async def on_wish_open(self, wish: wishes.Open) -> None:
        """See `wishes.Open`; so with all that follow."""
        await self.flows.open(wish.conversation)

    async def on_wish_compose(self, wish: wishes.Compose) -> None:
        """Write a reply."""
        await self.flows.compose(wish.conversation, kind=wish.kind)

    async def on_wish_pick(self, wish: wishes.Pick) -> None:
        """Find a template."""
        await self.flows.pick(wish.conversation)

    async def on_wish_answer(self, wish: wishes.Answer) -> None:
        """Answer with a suggestion."""
        await self.flows.answer(wish.conversation, wish.nth)

    async def on_wish_dismiss(self, wish: wishes.Dismiss) -> None:
        """End an alarm."""
        await self.flows.dismiss(wish.conversation, wish.name)

    async def on_wish_choose(self, wish: wishes.Choose) -> None:
        """Choose a template."""
        await self.flows.choose_template(wish.conversation, wish.chosen)

    def on_wish_manage(self, wish: wishes.Manage) -> None:
        """Look after the templates."""
        self.push_screen(TemplatesScreen(wish.alarm))

    def on_wish_attach(self, wish: wishes.Attach) -> None:
        """Choose a file."""
        self.push_screen(AttachScreen(Path.home()), wish.chosen)

    async def on_wish_edit_outside(self, wish: wishes.EditOutside) -> None:
        """Hand the terminal to the owner's editor."""
        try:
            with self.suspend():
                text = self.wiring.outside.edit(wish.text)
        except (ShopdeskError, SuspendNotSupported) as error:
            self.say(str(error), alarming=True)
            return
        wish.done(text)

    async def on_wish_send(self, wish: wishes.Send) -> None:
        """Into the outbox."""
        await self.flows.send(wish.draft)

    async def on_wish_correct(self, wish: wishes.Correct) -> None:
        """Say what it is."""
        await self.flows.mending.correct(wish.conversation)

    async def on_wish_merge(self, wish: wishes.Merge) -> None:
        """With another one."""
        await self.flows.mending.merge(wish.conversation)

    async def on_wish_split(self, wish: wishes.Split) -> None:
        """From a message on."""
        await self.flows.mending.split(wish.thread)

    async def on_wish_show_filed(self) -> None:
        """The automatic mail of late."""
        await self.flows.mending.filed()

    async def on_wish_files(self, wish: wishes.Files) -> None:
        """What came with it."""
        await self.flows.files(wish.thread)

    async def open_outside(self, message: int, nth: int | None, *, show: bool) -> None:
        """Save a file that came with a message, and show it; `nth` None is the message's HTML."""
        if nth is None:
            page = await self.gateway.page(message)
            if page is None:
                self.say(_("This mail has no HTML."))
                return
            path = await asyncio.to_thread(self.wiring.outside.browse, page)
        else:
            file, content = await self.gateway.file(message, nth)
            path = await asyncio.to_thread(self.wiring.outside.save, file, content)
            if show:
                await asyncio.to_thread(self.wiring.outside.show, path)
        self.say(_("It lies in {path}").format(path=path))

    async def on_wish_undo(self) -> None:
        """Take back."""
        await self.flows.undo()

    def on_wish_leave(self) -> None:
        """Quit."""
        self.flows.leave()

    def on_wish_help(self) -> None:
        """Every key."""
        self.push_screen(HelpScreen())

    def on_wish_check(self) -> None:
        """Look into the mailboxes now."""
        if self.wiring.engine is not None:
            self.wiring.engine.check_now()
            self.say(_("Checking the mailbox …"))

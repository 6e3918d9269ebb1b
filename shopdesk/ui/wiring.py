"""What the program on the screen is made with."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from shopdesk.desk.board import Board
    from shopdesk.desk.bus import Bus
    from shopdesk.desk.guests.orders import OrderImport
    from shopdesk.desk.guests.seeker import Opened
    from shopdesk.desk.thread import DeskThread
    from shopdesk.domain.alarm.board import Note
    from shopdesk.domain.alarm.ring_plan import Presence
    from shopdesk.domain.clock.schedule import Schedule
    from shopdesk.domain.mail.message import Attachment
    from shopdesk.domain.shop.settings import Settings
    from shopdesk.ports.settings_texts import SettingsTexts
    from shopdesk.ports.world import Clock


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

    def attended(self, presence: Presence) -> None:
        """Where the owner is now."""


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
    """The terminal's own notification for a note, as control sequences; empty: it has none."""
    outside: Outside
    """The owner's own programs."""
    settings_texts: SettingsTexts | None = None
    """The settings file, to be changed on the screen; None: there is none."""
    search: Callable[[], Opened] | None = None
    """Opens a search, in the thread that is to use it; None: there is nothing to look in."""
    imports: Callable[[], AbstractContextManager[OrderImport]] | None = None
    """Opens what takes orders in, in the thread that is to use it; None: there are no records."""
    keep_theme: Callable[[str], None] | None = None
    """Writes a theme's name into the settings; raises `ShopdeskError`. None: there is no file."""
    first_board: Board | None = None
    """What is painted while the desk still opens; None: it is open."""

"""The only place that sees everything: it puts the adapters behind the ports."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from shopdesk.desk.desk import Desk, DeskThread, Tools
from shopdesk.desk.engine import Engine, Lines
from shopdesk.desk.events import Bus
from shopdesk.domain.errors import ConfigError, TemplateError
from shopdesk.domain.schedule import AlwaysOpen, Schedule
from shopdesk.domain.settings import Settings
from shopdesk.ports.products import Products
from shopdesk.ports.world import Clock, Lease, Notifier
from shopdesk.words import _, speak

if TYPE_CHECKING:
    from shopdesk.ui.app import ShopdeskApp


@dataclass(frozen=True, slots=True)
class Profile:
    """A folder with everything of one shop."""

    folder: Path
    """Made with mode 0700 when it is not there."""

    @property
    def config(self) -> Path:
        """The owner's settings."""
        return self.folder / "config.toml"

    @property
    def records(self) -> Path:
        """What only we know."""
        return self.folder / "records.sqlite"

    @property
    def cache(self) -> Path:
        """Older mail."""
        return self.folder / "cache.sqlite"

    @property
    def templates(self) -> Path:
        """Canned replies."""
        return self.folder / "templates.json"

    @property
    def products(self) -> Path:
        """What the shop sells, when the settings name no other file."""
        return self.folder / "products.csv"


@dataclass(frozen=True, slots=True)
class Parts:
    """A desk and what it shares with the screen or with `watch`."""

    profile: Profile
    settings: Settings
    schedule: Schedule
    clock: Clock
    bus: Bus
    desk: DeskThread


def default_profile() -> Profile:
    """In the system's folder for data of programs."""
    import platformdirs

    return Profile(Path(platformdirs.user_data_dir("shopdesk", appauthor=False)))


def settings_of(profile: Profile) -> Settings:
    """The profile's settings, checked; raises `ConfigError`."""
    return settings_in(profile.config)


def settings_in(file: Path, *, for_mail: bool = True) -> Settings:
    """The settings in any file; without `for_mail` hours and targets are enough."""
    from shopdesk.adapters.config import load

    return load(file, for_mail=for_mail)


def make_folder(profile: Profile) -> None:
    """Make the profile's folder, for the owner's eyes only."""
    from shopdesk.adapters.folder import private_folder

    private_folder(profile.folder)


def parts(profile: Profile, settings: Settings) -> Parts:
    """A desk over a profile; its records are opened by `desk.start()`."""
    from shopdesk.adapters.clock import SystemClock

    make_folder(profile)
    bus, schedule, clock = Bus(), schedule_of(settings), SystemClock()
    make = partial(_desk, profile, settings, schedule, bus, clock)
    return Parts(profile, settings, schedule, clock, bus, DeskThread(make))


def schedule_of(settings: Settings) -> Schedule:
    """When clocks run."""
    if settings.hours is None:
        return AlwaysOpen()
    from shopdesk.adapters.public_holidays import weekly_hours

    return weekly_hours(settings.hours, settings.shop.zone)


def _desk(profile: Profile, settings: Settings, schedule: Schedule, bus: Bus, clock: Clock) -> Desk:
    from shopdesk.adapters.bounces import BounceReader
    from shopdesk.adapters.cache import SqliteCache
    from shopdesk.adapters.languages import Languages
    from shopdesk.adapters.liquid import LiquidFiller
    from shopdesk.adapters.mime import MimeReader, MimeWriter
    from shopdesk.adapters.owner_files import OwnerFiles
    from shopdesk.adapters.records import SqliteRecords
    from shopdesk.adapters.starter import starter
    from shopdesk.adapters.templates import TinyTemplates

    tools = Tools(
        records=SqliteRecords(profile.records),
        cache=SqliteCache(profile.cache),
        templates=TinyTemplates(profile.templates, starter),
        filler=LiquidFiller(),
        reader=MimeReader(),
        bounces=BounceReader(),
        languages=Languages(),
        writer=MimeWriter(),
        files=OwnerFiles(),
        products=products_of(profile, settings),
        clock=clock,
    )
    desk = Desk(tools, settings, schedule, bus.say)
    # the owner may have changed hours or targets since the last time
    desk.recompute.everything(clock.now())
    with contextlib.suppress(TemplateError):
        # Makes the starter set on the very first start; a broken file is told where it is used.
        desk.templates.all()
    return desk


def products_of(profile: Profile, settings: Settings | None) -> Products:
    """The owner's list, where the settings say or in the profile."""
    from shopdesk.adapters.products import CsvProducts

    named = settings.shop.products if settings else ""
    return CsvProducts(Path(named) if named else profile.products, needed=bool(named))


def lines(settings: Settings) -> Mapping[str, Lines]:
    """The connections of every mailbox; nothing is connected yet."""
    from shopdesk.adapters.imap import ImapDoorbell, ImapMailbox
    from shopdesk.adapters.secrets import password_for
    from shopdesk.adapters.smtp import SmtpSender

    found = {}
    for box in settings.mailboxes:
        password = partial(password_for, box)
        found[box.address] = Lines(
            ImapMailbox(box, password), ImapDoorbell(box, password), SmtpSender(box, password)
        )
    return found


def engine(made: Parts, lease: Lease, notifier: Notifier | None = None) -> Engine:
    """What goes on by itself."""
    from shopdesk.adapters.notify import DesktopNotifier

    return Engine(
        made.settings,
        made.desk,
        partial(lines, made.settings),
        notifier or DesktopNotifier(),
        made.schedule,
        made.clock,
        lease,
        made.bus.say,
    )


def board_lease(profile: Profile) -> Lease:
    """A board's claim comes before that of `watch`."""
    from shopdesk.adapters.lease import BoardLease

    return BoardLease(profile.folder)


def watch_lease(profile: Profile) -> Lease:
    """The claim of `watch`."""
    from shopdesk.adapters.lease import WatchLease

    return WatchLease(profile.folder)


def app(made: Parts, machinery: Engine) -> ShopdeskApp:
    """The board."""
    import os

    from shopdesk.adapters.outside import OwnersPrograms
    from shopdesk.adapters.terminal_notify import sequences
    from shopdesk.domain.board import Note
    from shopdesk.ui.app import ShopdeskApp
    from shopdesk.ui.wiring import Wiring

    def terminal_note(note: Note) -> str:
        return sequences(note.title, note.body, os.environ)

    return ShopdeskApp(
        Wiring(
            made.settings,
            made.schedule,
            made.clock,
            made.desk,
            made.bus,
            machinery,
            terminal_note,
            OwnersPrograms(),
        )
    )


def need_terminal() -> None:
    """Raises `ConfigError` where there is nothing to paint on: Textual paints through stderr."""
    if not all(stream.isatty() for stream in (sys.stdin, sys.stdout, sys.stderr)):
        raise ConfigError(
            _("The board needs a terminal for its input and output. Without one: shopdesk watch")
        )


def open_board(profile: Profile) -> int:
    """Open the board over a profile and stay until it is closed; returns the exit code."""
    need_terminal()
    settings = settings_of(profile)
    speak(settings.shop.language)
    made = parts(profile, settings)
    made.desk.start()
    machinery = engine(made, board_lease(profile))
    try:
        board = app(made, machinery)
        board.run()
    finally:
        machinery.stop()
        made.desk.stop()
    return board.return_code or 0

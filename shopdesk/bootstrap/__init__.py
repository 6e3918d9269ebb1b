"""The only place that sees everything: it puts the adapters behind the ports."""

from __future__ import annotations

import contextlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from shopdesk.desk.bus import Bus
from shopdesk.desk.thread import DeskThread
from shopdesk.domain.clock.schedule import AlwaysOpen, LiveSchedule, Schedule

if TYPE_CHECKING:
    from shopdesk.desk.desk import Desk
    from shopdesk.desk.engine import Engine, Lines
    from shopdesk.desk.guests.seeker import Opened
    from shopdesk.domain.shop.settings import Settings
    from shopdesk.ports.cache import Shelver
    from shopdesk.ports.products import Products
    from shopdesk.ports.world import Clock, Lease, Notifier, PhoneBook

FEW_MAILS = 300
"""Reading so many takes no longer than to start another process."""


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
    def restoring(self) -> Path:
        """There only while a backup is being put back."""
        return self.folder / "restoring"

    @property
    def playbook(self) -> Path:
        """What to do about known problems."""
        return self.folder / "playbook.toml"

    @property
    def products(self) -> Path:
        """What the shop sells, when the settings name no other file."""
        return self.folder / "products.csv"


@dataclass(frozen=True, slots=True)
class Parts:
    """A desk and what it shares with the screen or with `watch`."""

    profile: Profile
    settings: Settings
    schedule: LiveSchedule
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
    from shopdesk.adapters.config.file import load

    return load(file, for_mail=for_mail)


def make_folder(profile: Profile) -> None:
    """Make the profile's folder, for the owner's eyes only."""
    from shopdesk.adapters.profile.folder import private_folder

    private_folder(profile.folder)


def parts(profile: Profile, settings: Settings, *, only_shows: bool = False) -> Parts:
    """A desk over a profile; its records are opened by `desk.start()`.

    With `only_shows` it changes nothing until it is told that it may.
    """
    from shopdesk.adapters.clock import SystemClock
    from shopdesk.adapters.profile.log import begin_log

    make_folder(profile)
    begin_log(profile.folder)
    bus, schedule, clock = Bus(), LiveSchedule(schedule_of(settings)), SystemClock()
    make = partial(_desk, profile, settings, schedule, bus, clock, only_shows)
    return Parts(profile, settings, schedule, clock, bus, DeskThread(make))


def schedule_of(settings: Settings) -> Schedule:
    """When clocks run."""
    if settings.hours is None:
        return AlwaysOpen()
    from shopdesk.adapters.public_holidays import weekly_hours

    return weekly_hours(settings.hours, settings.shop.zone)


def _desk(
    profile: Profile,
    settings: Settings,
    schedule: Schedule,
    bus: Bus,
    clock: Clock,
    only_shows: bool,
) -> Desk:
    from shopdesk.adapters.bounces import BounceReader
    from shopdesk.adapters.cache import SqliteCache
    from shopdesk.adapters.languages import Languages
    from shopdesk.adapters.mime import MimeReader, MimeWriter
    from shopdesk.adapters.owner.files import OwnerFiles
    from shopdesk.adapters.playbook import TomlPlaybook
    from shopdesk.adapters.templates.liquid import LiquidFiller
    from shopdesk.adapters.templates.starter import automatic, starter
    from shopdesk.adapters.templates.store import TinyTemplates
    from shopdesk.bootstrap.records import open_records
    from shopdesk.desk.desk import Desk, Tools
    from shopdesk.desk.journal import Journal
    from shopdesk.domain.errors import TemplateError

    bus.listen(Journal().heard)
    tools = Tools(
        records=open_records(profile),
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
        playbook=TomlPlaybook(profile.playbook, settings.shop.language),
        automatic=automatic,
    )
    desk = Desk(tools, settings, schedule, bus.say)
    if only_shows:
        desk.only_show(True)
        return desk
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
    from shopdesk.adapters.secrets.password import secret_of
    from shopdesk.adapters.smtp.server import SmtpSender
    from shopdesk.desk.engine import Lines

    found = {}
    for box in settings.mailboxes:
        password = secret_of(box)
        found[box.address] = Lines(
            ImapMailbox(box, password), ImapDoorbell(box, password), SmtpSender(box, password)
        )
    return found


def engine(made: Parts, lease: Lease, notifier: Notifier | None = None) -> Engine:
    """What goes on by itself."""
    from shopdesk.bootstrap.keeping import chores
    from shopdesk.desk.engine import Engine

    return Engine(
        made.settings,
        made.desk,
        partial(lines, made.settings),
        notifier or desktop(),
        made.schedule,
        made.clock,
        lease,
        made.bus.say,
        phone_book(made.settings),
        partial(chores, made),
        shelves=partial(shelf, made.profile),
    )


def shelf(profile: Profile, mails: int) -> Shelver:
    """What puts about so many older mails away: in a process of its own where they are many."""
    from shopdesk.adapters.cache.process import ShelfProcess
    from shopdesk.adapters.cache.shelf import Shelf

    return (Shelf if mails <= FEW_MAILS else ShelfProcess)(profile.cache, profile.records)


def desktop() -> Notifier:
    """The desktop's own notifications."""
    from shopdesk.adapters.ringing.desktop import DesktopNotifier

    return DesktopNotifier()


def phone_book(settings: Settings) -> PhoneBook | None:
    """The owner's phones; None where the settings name none."""
    from shopdesk.adapters.ringing.push import ApprisePhoneBook

    return ApprisePhoneBook(settings.phones) if settings.phones else None


def board_lease(profile: Profile) -> Lease:
    """A board's claim comes before that of `watch`."""
    from shopdesk.adapters.profile.lease import BoardLease

    return BoardLease(profile.folder)


def watch_lease(profile: Profile) -> Lease:
    """The claim of `watch`."""
    from shopdesk.adapters.profile.lease import WatchLease

    return WatchLease(profile.folder)


def search(profile: Profile) -> Opened:
    """A search over a profile; for one thread, which closes it."""
    from shopdesk.adapters.cache import SqliteCache
    from shopdesk.adapters.records import SqliteRecords
    from shopdesk.desk.guests.search import Search
    from shopdesk.desk.guests.seeker import Opened

    records = SqliteRecords(profile.records)
    try:
        cache = SqliteCache(profile.cache)
    except BaseException:
        records.close()
        raise

    def close() -> None:
        cache.close()
        records.close()

    return Opened(Search(records, cache), close)

"""A small shop on frozen time: real records, real templates, real reading; no network."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from pathlib import Path
from typing import TypeVar
from zoneinfo import ZoneInfo

from shopdesk.adapters.bounces import BounceReader
from shopdesk.adapters.cache import SqliteCache
from shopdesk.adapters.languages import Languages
from shopdesk.adapters.mime import MimeReader, MimeWriter
from shopdesk.adapters.owner.files import OwnerFiles
from shopdesk.adapters.playbook import TomlPlaybook
from shopdesk.adapters.products import CsvProducts
from shopdesk.adapters.records import SqliteRecords
from shopdesk.adapters.templates.liquid import LiquidFiller
from shopdesk.adapters.templates.starter import automatic, starter
from shopdesk.adapters.templates.store import TinyTemplates
from shopdesk.desk.bus import Bus
from shopdesk.desk.desk import Desk, Tools
from shopdesk.desk.events import Event
from shopdesk.desk.receiving.receive import Batch
from shopdesk.desk.thread import DeskThread
from shopdesk.domain.clock.schedule import AlwaysOpen, Schedule
from shopdesk.domain.mail.conversation import Place
from shopdesk.domain.shop.settings import (
    MailboxSettings,
    PasswordFrom,
    PasswordSource,
    Security,
    Server,
    Settings,
    Shop,
)
from shopdesk.ports.mail import Arrival, Role

T = TypeVar("T")
SHOP = "hello@lans-shoes.example"
NINE = datetime(2026, 11, 21, 2, 0, tzinfo=UTC)
"""Nine in the morning in Ho Chi Minh City."""


@dataclass
class FrozenClock:
    """Stands still until it is moved."""

    at: datetime = NINE

    def now(self) -> datetime:
        return self.at

    def pass_by(self, **time: float) -> None:
        """Move on, as `timedelta` says."""
        self.at += timedelta(**time)


def settings(**changes: object) -> Settings:
    """Lan's shop; nothing listens where its servers are said to be."""
    nowhere = Server("127.0.0.1", 9, Security.NONE, SHOP)
    box = MailboxSettings(
        address=SHOP,
        aliases=("lan@lans-shoes.example",),
        folders=("INBOX",),
        sent=None,
        imap=nowhere,
        smtp=nowhere,
        password=PasswordSource(PasswordFrom.ENVIRONMENT, "SHOPDESK_TEST_PASSWORD"),
    )
    shop = Shop("Lan's Shoes", "Lan", ZoneInfo("Asia/Ho_Chi_Minh"))
    return replace(Settings(shop, (box,)), **changes)  # type: ignore[arg-type]


@dataclass
class Mail:
    """A mail to be written."""

    sender: str = "Jane Roe <jane@example.com>"
    subject: str = "Where is my order #1042?"
    body: str = "Hello, where is my order?"
    id: str = ""
    references: str = ""
    to: str = SHOP
    headers: dict[str, str] = field(default_factory=dict)

    def raw(self, at: datetime) -> bytes:
        """The mail as bytes."""
        mail = EmailMessage(policy=SMTP)
        mail["From"] = self.sender
        mail["To"] = self.to
        mail["Subject"] = self.subject
        mail["Date"] = format_datetime(at)
        if self.id:
            mail["Message-ID"] = f"<{self.id}>"
        if self.references:
            mail["References"] = mail["In-Reply-To"] = f"<{self.references}>"
        for name, value in self.headers.items():
            mail[name] = value
        mail.set_content(self.body)
        return mail.as_bytes()


@dataclass
class SmallShop:
    """The desk, its clock and what it said."""

    desk: Desk
    clock: FrozenClock
    settings: Settings
    said: list[Event]
    uids: int = 0

    def receive(
        self,
        *mails: Mail | bytes,
        minutes_ago: float = 0,
        role: Role = Role.INBOX,
        flags: Sequence[str] = (),
        mailbox: str = SHOP,
    ) -> None:
        """Take mails in, all received at the same instant."""
        at = self.clock.now() - timedelta(minutes=minutes_ago)
        arrivals = []
        for mail in mails:
            self.uids += 1
            raw = mail if isinstance(mail, bytes) else mail.raw(at)
            folder = "Sent" if role is Role.SENT else "INBOX"
            place = Place(mailbox, folder, 1, self.uids)
            arrivals.append(Arrival(place, role, at, frozenset(flags), raw, len(raw)))
        folder = arrivals[0].place.folder
        batch = Batch(mailbox, folder, 1, self.uids, tuple(arrivals))
        self.desk.receive.batch(batch, self.clock.now())

    def heard(self, kind: type[T]) -> list[T]:
        """Events of one kind."""
        return [event for event in self.said if isinstance(event, kind)]


def make_desk(folder: Path, chosen: Settings, bus: Bus, schedule: Schedule | None = None) -> Desk:
    """A desk on real files, as the program makes it; always open unless a schedule is given."""
    tools = Tools(
        records=SqliteRecords(folder / "records.sqlite"),
        cache=SqliteCache(folder / "cache.sqlite"),
        templates=TinyTemplates(folder / "templates.json", starter),
        filler=LiquidFiller(),
        reader=MimeReader(),
        bounces=BounceReader(),
        languages=Languages(),
        writer=MimeWriter(),
        files=OwnerFiles(),
        products=CsvProducts(folder / "products.csv", needed=False),
        clock=FrozenClock(),
        playbook=TomlPlaybook(folder / "playbook.toml", chosen.shop.language),
        automatic=automatic,
    )
    return Desk(tools, chosen, schedule or AlwaysOpen(), bus.say)


@contextmanager
def small_shop(
    folder: Path, chosen: Settings | None = None, schedule: Schedule | None = None
) -> Iterator[SmallShop]:
    """A shop that has been watched for a day."""
    chosen = chosen or settings()
    bus, said = Bus(), list[Event]()
    bus.listen(said.append)
    desk = make_desk(folder, chosen, bus, schedule)
    desk.records.watching_since(SHOP, NINE - timedelta(days=1))
    desk.records.alarms(backlog=False), desk.records.alarms(backlog=True)
    try:
        yield SmallShop(desk, FrozenClock(), chosen, said)
        assert_read_as_anew(desk, folder)
    finally:
        desk.close()


def assert_read_as_anew(desk: Desk, folder: Path) -> None:
    """What the desk read bit by bit is what one who opens the records now reads at once."""
    anew = SqliteRecords(folder / "records.sqlite")
    for backlog in (False, True):
        bit_by_bit = desk.records.alarms(backlog=backlog)
        at_once = anew.alarms(backlog=backlog)
        assert sorted(bit_by_bit, key=repr) == sorted(at_once, key=repr)
    anew.close()


def desk_thread(folder: Path, chosen: Settings, bus: Bus) -> DeskThread:
    """The same desk in its own thread, as the screen uses it."""
    return DeskThread(lambda: make_desk(folder, chosen, bus))

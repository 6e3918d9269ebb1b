"""The owner's settings, checked and complete."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from shopdesk.domain.alarm.ring_plan import RingPlan
from shopdesk.domain.clock.hours import NO_HOURS, Hours, Week
from shopdesk.domain.clock.targets import Targets
from shopdesk.domain.figures.goals import NO_GOALS, Goals
from shopdesk.domain.figures.survey import SurveyRules
from shopdesk.domain.figures.weekly import ReportRules
from shopdesk.domain.guests.order_settings import OrderSettings
from shopdesk.domain.guests.tier import TierRules
from shopdesk.domain.moves.generous import Generosity
from shopdesk.domain.shop.away import Away
from shopdesk.domain.shop.screen_settings import ScreenSettings

if TYPE_CHECKING:
    from shopdesk.domain.shop.oauth import OAuthClient


class Security(StrEnum):
    """How a connection is protected."""

    TLS = "tls"
    STARTTLS = "starttls"
    NONE = "none"
    """In the clear: only to this very machine (127.0.0.1, ::1, localhost)."""


class Auth(StrEnum):
    """What lets us into a mailbox."""

    PASSWORD = "password"  # noqa: S105 - a word of the settings
    """The mailbox's password, or an app password."""
    OAUTH2 = "oauth2"
    """A token that the owner allowed in the browser."""


@dataclass(frozen=True, slots=True)
class Server:
    """A mail server and how to reach it."""

    host: str
    """Host name; the certificate must be for it."""
    port: int
    """TCP port."""
    security: Security
    """How the connection is protected."""
    user: str
    """Name to sign in with."""
    auth: Auth = Auth.PASSWORD
    """What is shown to be let in."""


class PasswordFrom(StrEnum):
    """Where the password is kept."""

    KEYRING = "keyring"
    COMMAND = "command"
    ENVIRONMENT = "environment"
    FILE = "file"


@dataclass(frozen=True, slots=True)
class PasswordSource:
    """Where the password is; never the password."""

    kind: PasswordFrom
    """Which of the places."""
    value: str = ""
    """The command line, the environment variable's name, or the file's path."""


@dataclass(frozen=True, slots=True)
class Phones:
    """Where the owner's phones are told; an address may be as secret as a password."""

    urls: tuple[str, ...] = field(default=(), repr=False)
    """Apprise URLs that stand in the file."""
    secret: PasswordSource | None = None
    """Where more of them are kept."""

    def __bool__(self) -> bool:
        """Whether there is any."""
        return bool(self.urls) or self.secret is not None


@dataclass(frozen=True, slots=True)
class MailboxSettings:
    """One customer-service mailbox."""

    address: str
    """Its main address; also its name in the records."""
    aliases: tuple[str, ...]
    """Other addresses whose mail arrives in it."""
    folders: tuple[str, ...]
    """Folders where customers' mail arrives."""
    sent: str | None
    """Folder for our copies; None: found by SPECIAL-USE."""
    imap: Server
    """Where mail is read."""
    smtp: Server
    """Where answers go out."""
    password: PasswordSource
    """For both servers."""
    ca_file: str | None = None
    """PEM file of an own certificate authority to trust besides the system's."""
    oauth: OAuthClient | None = None
    """Who we are at the provider, where tokens take the place of the password."""

    @property
    def addresses(self) -> frozenset[str]:
        """All addresses that are ours, in lower case."""
        return frozenset(a.lower() for a in (self.address, *self.aliases))


@dataclass(frozen=True, slots=True)
class Shop:
    """The shop and its owner."""

    name: str
    """As customers know it."""
    owner: str
    """As answers are signed."""
    zone: ZoneInfo
    """Where the shop's day begins and ends."""
    language: str = "en"
    """The owner's language and the fallback for answers: en, vi or ru."""
    currency: str = ""
    """ISO 4217 code."""
    country: str = ""
    """ISO 3166 code."""
    signature: str = ""
    """Put under every answer; empty: owner and shop name."""
    products: str = ""
    """CSV file of what the shop sells; empty: `products.csv` in the profile, if there is one."""

    @property
    def closing(self) -> str:
        """What stands under every answer."""
        return self.signature or f"{self.owner}\n{self.name}"


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything the owner decides."""

    shop: Shop
    """Who we are."""
    mailboxes: tuple[MailboxSettings, ...]
    """At least one, each address once."""
    hours: Hours | None = None
    """When clocks run; None: day and night."""
    targets: Targets = field(default_factory=Targets)
    """Business time allowed for the next answer."""
    ring: RingPlan = field(default_factory=RingPlan)
    """What rings in which way."""
    phones: Phones = field(default_factory=Phones)
    """The owner's."""
    away: Away = field(default_factory=Away)
    """What customers are told by machine while the shop is closed."""
    desk_hours: Week = NO_HOURS
    """Hours that the owner set apart for the desk, by the shop's clocks."""
    surveys: SurveyRules = field(default_factory=SurveyRules)
    """When customers are asked how it was."""
    goals: Goals = NO_GOALS
    """What the owner wants to reach."""
    report: ReportRules = field(default_factory=ReportRules)
    """How the figures are told."""
    generosity: Generosity = field(default_factory=Generosity)
    """Returns, store credit and perks."""
    orders: OrderSettings = field(default_factory=OrderSettings)
    """How the shop's orders come in."""
    tiers: TierRules = field(default_factory=TierRules)
    """Which customers are returning, loyal, VIPs."""
    screen: ScreenSettings = field(default_factory=ScreenSettings)
    """The theme, and keys other than the usual ones."""
    undo: timedelta = timedelta(seconds=10)
    """How long a reply waits before it leaves."""
    backlog: timedelta = timedelta(days=7)
    """How far back the very first start looks for unanswered mail."""
    poll: timedelta = timedelta(seconds=60)
    """Time between checks of a mailbox, IDLE or not."""

    def clocked_by(self, other: Settings) -> Settings:
        """These, with the other's hours, targets and desk hours: what can be changed at once."""
        return replace(self, hours=other.hours, targets=other.targets, desk_hours=other.desk_hours)

    def mailbox(self, address: str) -> MailboxSettings:
        """The mailbox of that address; KeyError when there is none."""
        for mailbox in self.mailboxes:
            if mailbox.address == address:
                return mailbox
        raise KeyError(address)

"""The owner's settings, checked and complete."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from shopdesk.domain.hours import Hours
from shopdesk.domain.targets import Targets


class Security(StrEnum):
    """How a connection is protected."""

    TLS = "tls"
    STARTTLS = "starttls"
    NONE = "none"
    """In the clear: only to this very machine (127.0.0.1, ::1, localhost)."""


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


class PasswordFrom(StrEnum):
    """Where the password is kept."""

    KEYRING = "keyring"
    COMMAND = "command"
    ENVIRONMENT = "environment"


@dataclass(frozen=True, slots=True)
class PasswordSource:
    """Where the password is; never the password."""

    kind: PasswordFrom
    """Which of the places."""
    value: str = ""
    """The command line, or the environment variable's name."""


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
    undo: timedelta = timedelta(seconds=10)
    """How long a reply waits before it leaves."""
    backlog: timedelta = timedelta(days=7)
    """How far back the very first start looks for unanswered mail."""
    poll: timedelta = timedelta(seconds=60)
    """Time between checks of a mailbox, IDLE or not."""

    def mailbox(self, address: str) -> MailboxSettings:
        """The mailbox of that address; KeyError when there is none."""
        for mailbox in self.mailboxes:
            if mailbox.address == address:
                return mailbox
        raise KeyError(address)

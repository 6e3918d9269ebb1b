"""Setting up: the steps, in which order they come, and what the owner has said so far."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from shopdesk.domain.shop.provider import Found
from shopdesk.domain.shop.settings import Auth, PasswordFrom, Security, Server


class Step(StrEnum):
    """One screen, or one block of questions."""

    ADDRESS = "address"
    SERVERS = "servers"
    """What was found, to be looked at and corrected."""
    SIGN_IN = "sign-in"
    TRIAL = "trial"
    """Whether both servers let us in."""
    SHOP = "shop"
    HOURS = "hours"
    TARGETS = "targets"
    ALARM = "alarm"
    """One that rings, to be heard."""
    DONE = "done"
    """Everything is said; only now it is written."""


_OF_MAILBOX = (Step.SERVERS, Step.SIGN_IN, Step.TRIAL)
DAYS: Mapping[str, Sequence[str]] = {
    "weekdays": ("mon", "tue", "wed", "thu", "fri"),
    "six": ("mon", "tue", "wed", "thu", "fri", "sat"),
    "every": ("mon", "tue", "wed", "thu", "fri", "sat", "sun"),
}
ALWAYS, KEPT = "always", "kept"
"""Day and night; and as the settings have it, where that is none of the others."""
WEEK = DAYS["every"]
TARGETS: Mapping[str, Sequence[str]] = {
    "urgent": ("pre_sale", "complaint"),
    "usual": ("order", "delivery", "return"),
    "calm": ("praise", "other"),
}
"""Groups of categories that are asked for together."""
_OF_SERVERS = ("address", "imap", "smtp", "ca_file")
_PLACE = re.compile(r"(?P<host>[^:/\s]+)(:(?P<port>\d{1,5}))?(/(?P<security>tls|starttls|none))?")


@dataclass(frozen=True, slots=True)
class Draft:
    """What is known so far; no secret is in it."""

    address: str = ""
    """Of the mailbox, put in order."""
    aliases: tuple[str, ...] = ()
    """Other ways to write it, and other addresses of it."""
    found: Found | None = None
    """What was found for it; None where the settings have it already."""
    imap: Server | None = None
    """As found, or as the owner corrected it."""
    smtp: Server | None = None
    """As found, or as the owner corrected it."""
    auth: Auth = Auth.PASSWORD
    """What lets us in."""
    place: PasswordFrom = PasswordFrom.KEYRING
    """Where the password is kept."""
    where: str = ""
    """The command line, the variable's name, or the file's path."""
    ca_file: str = ""
    """PEM file of an own certificate authority."""
    client_id: str = ""
    """Ours at the provider, for tokens."""
    client_secret: str = ""
    """The same."""
    name: str = ""
    """Of the shop."""
    owner: str = ""
    """As answers are signed."""
    language: str = "en"
    """The owner's."""
    zone: str = ""
    """IANA name."""
    country: str = ""
    """ISO 3166."""
    currency: str = ""
    """ISO 4217."""
    days: str = ALWAYS
    """A key of DAYS, ALWAYS or KEPT."""
    spans: tuple[str, ...] = ("09:00-18:00",)
    """Hours of each of these days."""
    targets: Mapping[str, str] = field(default_factory=dict)
    """A time span for each key of TARGETS; empty: the usual ones."""


def steps(draft: Draft) -> tuple[Step, ...]:
    """The way through; a run that leaves the mailboxes alone is shorter."""
    return tuple(s for s in Step if draft.imap is not None or s not in _OF_MAILBOX)


def after(step: Step, draft: Draft) -> Step:
    """The step behind it; the last is its own."""
    way = steps(draft)
    return way[min(way.index(step) + 1, len(way) - 1)]


def before(step: Step, draft: Draft) -> Step:
    """The step in front of it; the first is its own."""
    way = steps(draft)
    return way[max(way.index(step) - 1, 0)]


def step_of(problem: str) -> Step:
    """Where a mistake is mended that the settings' reader found; it begins with the key."""
    table = re.split(r"[.\[:]", problem, maxsplit=1)[0]
    if table == "mailbox":
        inner = problem.partition(".")[2]
        return Step.SERVERS if inner.startswith(_OF_SERVERS) else Step.SIGN_IN
    steps = {"oauth": Step.SIGN_IN, "hours": Step.HOURS, "targets": Step.TARGETS}
    return steps.get(table, Step.SHOP)


def taken(draft: Draft, found: Found) -> Draft:
    """The draft with what was found."""
    return replace(
        draft,
        address=found.address,
        aliases=found.aliases,
        found=found,
        imap=found.imap,
        smtp=found.smtp,
        auth=found.auth,
    )


def server_text(server: Server) -> str:
    """A server as it is typed: `imap.shop.example:993/tls`."""
    return f"{server.host}:{server.port}/{server.security.value}"


def read_server(
    text: str, *, user: str, auth: Auth, ports: Mapping[Security, int]
) -> Server | None:
    """What was typed; port and protection may be left out. None where it means nothing."""
    said = _PLACE.fullmatch(text.strip().lower())
    if said is None:
        return None
    port = int(said["port"]) if said["port"] else 0
    by_port = {number: security for security, number in ports.items()}
    security = Security(said["security"]) if said["security"] else by_port.get(port, Security.TLS)
    return Server(said["host"], port or ports[security], security, user, auth)


IMAP_PORTS = {Security.STARTTLS: 143, Security.TLS: 993}
SMTP_PORTS = {Security.STARTTLS: 587, Security.TLS: 465}

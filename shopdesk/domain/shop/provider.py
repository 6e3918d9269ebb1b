"""Mail providers: what an address tells, which of the offered servers is taken, what was found."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from shopdesk.domain.errors import ConfigError
from shopdesk.domain.shop.settings import Auth, Security, Server
from shopdesk.words import _

# RFC 5321 4.5.3.1: 64 octets before the sign, 253 of a domain that can be looked up
_LONGEST_LOCAL, _LONGEST_DOMAIN = 64, 253
_WRAPPED = re.compile(r"[^<>]*<([^<>]*)>")
_LOCAL = re.compile(r"[^\s@<>()\[\]\\,;:\"\x00-\x1f\x7f-\x9f]+")
# the letters of every language: which of them a domain may have, the network's rules say
_LABEL = re.compile(r"(?!-)([A-Za-z0-9_-]|[^\s\x00-\xbf])+(?<!-)")
_GAPS = re.compile(r"(\{(?:address|local|domain)\})")
_DOTS = str.maketrans("。．｡", "...")


@dataclass(frozen=True, slots=True)
class MailAddress:
    """An address as its owner typed it, put in order."""

    local: str
    """Before the sign, as typed: only the provider knows whether its case matters."""
    domain: str
    """Behind it, in lower case, with the letters of its language."""

    def __str__(self) -> str:
        return f"{self.local}@{self.domain}"

    @property
    def account(self) -> str:
        """Before the sign, without what follows a plus (RFC 5233)."""
        return self.local.partition("+")[0] or self.local


def read_address(text: str) -> MailAddress:
    """The address in what was typed; raises `ConfigError` with one sentence."""
    typed = unicodedata.normalize("NFC", text).strip()
    if wrapped := _WRAPPED.fullmatch(typed):
        typed = wrapped[1].strip()
    typed = re.sub("^mailto:", "", typed, flags=re.IGNORECASE)
    local, _sign, domain = typed.rpartition("@")
    domain = domain.translate(_DOTS).rstrip(".").lower()
    labels = domain.split(".")
    if not local or len(local.encode()) > _LONGEST_LOCAL or not _LOCAL.fullmatch(local):
        raise no_address(text)
    if len(domain) > _LONGEST_DOMAIN or not all(map(_LABEL.fullmatch, labels)):
        raise no_address(text)
    # the last label of an address on the net is never a number (RFC 3696 2)
    if len(labels) < 2 or labels[-1].isdigit():
        raise no_address(text)
    return MailAddress(local, domain)


def no_address(text: str) -> ConfigError:
    """What is said of anything else."""
    shown = "".join(c if c.isprintable() else "�" for c in text.strip())[:80]
    return ConfigError(
        _('"{text}" is no mail address; one looks like hello@shop.example.').format(text=shown)
    )


class Source(StrEnum):
    """Where the servers of an address are known from."""

    TABLE = "table"
    """The program knows the provider."""
    MX = "mx"
    """The domain's mail goes to a provider that the program knows."""
    AUTOCONFIG = "autoconfig"
    """The domain tells it itself, as for Thunderbird."""
    ISPDB = "ispdb"
    """Thunderbird's public list."""
    SRV = "srv"
    """The domain's DNS (RFC 6186)."""
    GUESS = "guess"
    """The usual names, as far as they answer."""
    OWNER = "owner"
    """The owner said so."""


ADDRESS, LOCAL = "{address}", "{local}"
"""What a server wants to hear as user name: the whole address, or what stands before its sign."""


class Advice(StrEnum):
    """What an owner must know before signing in somewhere."""

    PLAIN = ""
    GOOGLE = "google"
    MICROSOFT = "microsoft"
    YANDEX = "yandex"
    MAILRU = "mailru"
    RAMBLER = "rambler"
    YAHOO = "yahoo"
    AOL = "aol"
    APPLE = "apple"
    ZOHO = "zoho"
    FASTMAIL = "fastmail"
    SWITCH = "switch"
    """IMAP must be switched on in the provider's own settings."""
    CODE = "code"
    """IMAP must be switched on, and a code takes the place of the password."""
    TELEKOM = "telekom"
    PROTON = "proton"
    UKRNET = "ukrnet"
    MACHINE = "machine"
    """The host name differs from customer to customer: it is in the provider's first mail."""


@dataclass(frozen=True, slots=True)
class Offer:
    """One server as somebody names it."""

    host: str
    """Host name; `{domain}` in it stands for the address's domain."""
    port: int
    """TCP port."""
    security: Security
    """How the connection is protected."""
    user: str = ADDRESS
    """What it wants as user name, with gaps for `{address}`, `{local}` and `{domain}`."""
    auths: frozenset[Auth] = frozenset({Auth.PASSWORD})
    """What it lets people in with."""


def best(offers: Iterable[Offer]) -> Offer | None:
    """The one to take: TLS from the first byte, else STARTTLS; never one in the clear.

    Among equals, the one that is named first.
    """
    protected = [offer for offer in offers if offer.security is not Security.NONE]
    return min(protected, key=lambda o: o.security is not Security.TLS, default=None)


@dataclass(frozen=True, slots=True)
class Provider:
    """What is known of a provider."""

    name: str
    """As its customers know it; empty where nobody told."""
    imap: Offer
    """Where mail is read."""
    smtp: Offer
    """Where mail goes out."""
    advice: Advice = Advice.PLAIN
    """What to know before signing in."""
    help: str = ""
    """A page of the provider's."""
    plus: bool = False
    """Whether what follows a plus in an address is no part of the account."""

    @property
    def auth(self) -> Auth:
        """A password where one is taken: tokens need a registration first."""
        return Auth.PASSWORD if Auth.PASSWORD in self.imap.auths else Auth.OAUTH2


@dataclass(frozen=True, slots=True)
class Found:
    """How to reach an address's mailbox."""

    address: str
    """The address, put in order."""
    source: Source
    """Where it is known from."""
    imap: Server
    """Where mail is read."""
    smtp: Server
    """Where mail goes out."""
    auth: Auth = Auth.PASSWORD
    """What lets us in."""
    name: str = ""
    """The provider's."""
    advice: Advice = Advice.PLAIN
    """What to know before signing in."""
    help: str = ""
    """A page of the provider's."""
    answered: bool = True
    """False for a guess that nothing stands behind: no server answered."""
    hearsay: bool = False
    """Whether what led here was told by the DNS, which anybody on the way can forge."""
    aliases: tuple[str, ...] = field(default=())
    """The same address as it may also be written."""

    @property
    def doubtful(self) -> tuple[str, ...]:
        """Hosts that only the unprotected DNS names: whoever forges it gets the password.

        Hosts of the domain itself are not among them (RFC 6186 6).
        """
        if not self.hearsay:
            return ()
        domains = {a.rpartition("@")[2] for a in (self.address, *self.aliases, self.imap.user)}
        hosts = dict.fromkeys((self.imap.host, self.smtp.host))
        return tuple(h for h in hosts if not any(_within(h, domain) for domain in domains))


def _within(host: str, domain: str) -> bool:
    return bool(domain) and (host == domain or host.endswith(f".{domain}"))


def found(
    address: MailAddress,
    ascii_domain: str,
    source: Source,
    provider: Provider,
    *,
    hearsay: bool = False,
) -> Found:
    """How a provider serves an address.

    `ascii_domain` is the address's domain as the network knows it. Where a provider only takes in
    a domain's mail (by MX), the whole address signs in: what stands before the sign is known to
    that domain alone.
    """
    local = address.account if provider.plus else address.local
    gaps = {ADDRESS: f"{local}@{ascii_domain}", LOCAL: local, "{domain}": ascii_domain}

    def server(offer: Offer) -> Server:
        hosted = source is Source.MX and offer.user == LOCAL
        user = _filled(ADDRESS if hosted else offer.user, gaps)
        return Server(_filled(offer.host, gaps), offer.port, offer.security, user, provider.auth)

    typed, wire = str(address), f"{address.local}@{ascii_domain}"
    return Found(
        typed,
        source,
        server(provider.imap),
        server(provider.smtp),
        provider.auth,
        provider.name,
        provider.advice,
        provider.help,
        hearsay=hearsay,
        aliases=() if wire == typed else (wire,),
    )


def _filled(text: str, gaps: Mapping[str, str]) -> str:
    # piece by piece: what fills one gap is not read for another
    return "".join(gaps.get(piece, piece) for piece in _GAPS.split(text))

"""Signing in through the browser (OAuth 2.0): whom we ask, and what we are given.

The providers' addresses and scopes are facts from their own documents: Google "OAuth 2.0 for Mobile
& Desktop Apps", Microsoft "Authenticate an IMAP or SMTP connection using OAuth", Yandex ID
"Приложения", Mail.ru "OAuth 2.0".
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

_EARLY = timedelta(minutes=5)
"""A token is renewed this long before it ends: it must outlive a connection's beginning."""


@dataclass(frozen=True, slots=True)
class Endpoints:
    """Where a provider lets people allow a program into their mailbox."""

    authorize: str
    """Page that the owner sees in the browser."""
    token: str
    """Where codes and refresh tokens become access tokens."""
    device: str = ""
    """Where a code to type on another device comes from; empty where mail cannot be had so."""
    scope: str = ""
    """What we ask to be allowed, space-separated."""
    redirect: str = "http://127.0.0.1"
    """Where the browser brings the answer: this machine, on any free port unless one is named."""
    extra: tuple[tuple[str, str], ...] = ()
    """Further parameters of the page."""
    device_grant: str = "urn:ietf:params:oauth:grant-type:device_code"
    """Name of the grant when asking for the token of a device (RFC 8628 3.4)."""
    device_code: str = "device_code"
    """Name of the parameter with the device's code."""


GOOGLE, MICROSOFT, YANDEX, MAILRU = "google", "microsoft", "yandex", "mailru"
KNOWN: Mapping[str, Endpoints] = {
    # Google hands out no mail scope to devices
    GOOGLE: Endpoints(
        "https://accounts.google.com/o/oauth2/v2/auth",
        "https://oauth2.googleapis.com/token",
        scope="https://mail.google.com/",
        extra=(("access_type", "offline"), ("prompt", "consent")),
    ),
    MICROSOFT: Endpoints(
        "https://login.microsoftonline.com/common/oauth2/v2.0/authorize",
        "https://login.microsoftonline.com/common/oauth2/v2.0/token",
        "https://login.microsoftonline.com/common/oauth2/v2.0/devicecode",
        "https://outlook.office.com/IMAP.AccessAsUser.All "
        "https://outlook.office.com/SMTP.Send offline_access",
        redirect="http://localhost",
    ),
    # its token for a device is asked for under older names than RFC 8628's
    YANDEX: Endpoints(
        "https://oauth.yandex.com/authorize",
        "https://oauth.yandex.com/token",
        "https://oauth.yandex.com/device/code",
        "mail:imap_full mail:smtp",
        device_grant="device_code",
        device_code="code",
    ),
    MAILRU: Endpoints("https://o2.mail.ru/login", "https://o2.mail.ru/token", scope="mail.imap"),
}
_HOSTS: Mapping[str, tuple[str, ...]] = {
    GOOGLE: ("gmail.com", "googlemail.com"),
    MICROSOFT: ("office365.com", "outlook.com"),
    YANDEX: ("yandex.com", "yandex.ru"),
    MAILRU: ("mail.ru",),
}


@dataclass(frozen=True, slots=True)
class OAuthClient:
    """Who we are at a provider: the owner registered us there."""

    name: str
    """Of the section: `google` in `[oauth.google]`."""
    client_id: str
    """As the provider gave it."""
    endpoints: Endpoints
    """Whom we ask."""
    client_secret: str = ""
    """Where the provider gives one to programs, too; it is no secret then (RFC 8252 8.5)."""
    tokens: str = ""
    """File for the refresh token on a machine without keyring."""


@dataclass(frozen=True, slots=True, repr=False)
class Tokens:
    """What a provider gave us; never shown."""

    access: str
    """Lets us in for a while."""
    until: datetime
    """When that ends, UTC."""
    refresh: str
    """Gets a new one without asking the owner; empty where the provider gives none."""

    def __repr__(self) -> str:
        return f"Tokens(until={self.until!r})"

    def fresh(self, now: datetime) -> bool:
        """Whether the access token will do for a while."""
        return now < self.until - _EARLY

    def renewed(self, by: Tokens) -> Tokens:
        """Those that came later; a provider need not send the refresh token again."""
        return by if by.refresh else replace(by, refresh=self.refresh)


def provider_of(host: str) -> str:
    """Which section of the settings an IMAP host belongs to; empty for an unknown one."""
    for name, domains in _HOSTS.items():
        if any(host == domain or host.endswith(f".{domain}") for domain in domains):
            return name
    return ""

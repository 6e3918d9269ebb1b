"""The `[oauth]` tables of the settings file: who we are at providers that hand out tokens."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from shopdesk.adapters.tls import loopback
from shopdesk.domain.shop.oauth import KNOWN, Endpoints, OAuthClient, provider_of
from shopdesk.domain.shop.settings import Auth
from shopdesk.words import _

if TYPE_CHECKING:
    from shopdesk.adapters.config.reader import Reader

OTHER = "other"
"""The section for a provider that the program does not know."""
NAMES = (*KNOWN, OTHER)
TOKENS = "tokens.json"
"""Beside the settings file, where there is no keyring."""


def read_oauth(file: Reader, folder: Path) -> Mapping[str, OAuthClient]:
    """By the section's name; `folder` holds the settings file. Mistakes go to `file.problems`."""
    oauth = file.table("oauth", needed=False)
    clients = {}
    for name in NAMES:
        table = oauth.table(name, needed=False)
        if name in oauth:
            clients[name] = _client(table, name, folder)
    oauth.finish()
    return clients


def _client(table: Reader, name: str, folder: Path) -> OAuthClient:
    line = _("one line of text")
    known = KNOWN.get(name)
    base = known or Endpoints("", "")
    client = OAuthClient(
        name=name,
        client_id=table.text("client_id", line, _one_line),
        client_secret=table.text("client_secret", line, _one_line, default="", shown=False),
        endpoints=replace(
            base,
            authorize=_url(table, "authorize", base.authorize),
            token=_url(table, "token", base.token),
            device=_url(table, "device", base.device, needed=False),
            scope=table.text("scope", line, _one_line, default=base.scope),
            redirect=table.text(
                "redirect",
                _("an address of this machine, such as http://127.0.0.1:8765"),
                _here,
                default=base.redirect,
            ),
        ),
        tokens=str(folder / TOKENS),
    )
    table.finish()
    return client


def _url(table: Reader, key: str, default: str, *, needed: bool = True) -> str:
    words = _("an address that begins with https://")
    return table.text(key, words, _safe, default=default or (None if needed else ""))


def client_for(
    table: Reader, auth: Auth, host: str, clients: Mapping[str, OAuthClient]
) -> OAuthClient | None:
    """The mailbox's, where it signs in with tokens."""
    named = table.choice("oauth", NAMES, "")
    if auth is Auth.PASSWORD:
        return None
    name = named or provider_of(host)
    if client := clients.get(name):
        return client
    table.note(
        _(
            '{key}: "oauth2" needs a table [oauth.{name}] with a `client_id`; the README says how '
            "to get one."
        ),
        key=table.name("auth"),
        name=name or OTHER,
    )
    return None


def _one_line(text: str) -> bool:
    return bool(text.strip()) and text.isprintable()


def _safe(text: str) -> bool:
    return text.isprintable() and _parts(text)[:1] == ("https",)


def _here(text: str) -> bool:
    scheme, host = _parts(text) or ("", "")
    return text.isprintable() and scheme == "http" and loopback(host)


def _parts(url: str) -> tuple[str, ...]:
    try:
        parts = urlsplit(url)
        # asked for, as a port that is no number is only found out then
        return (parts.scheme, parts.hostname or "") if parts.port != 0 and parts.hostname else ()
    except ValueError:
        return ()

"""The providers that the program knows: the file `providers.toml` beside this one."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from functools import cache
from importlib import resources
from typing import Any

from shopdesk.domain.shop.provider import ADDRESS, LOCAL, Advice, Offer, Provider
from shopdesk.domain.shop.settings import Auth, Security

IMAP_PORT, SMTP_PORT = 993, 465
"""With TLS from the first byte."""
MX_HOST = "{mx}"
"""Stands for the host that takes in the domain's mail."""
_USERS = {"address": ADDRESS, "local": LOCAL}
_AUTHS = {
    "password": frozenset({Auth.PASSWORD}),
    "oauth2": frozenset({Auth.OAUTH2}),
    "both": frozenset({Auth.PASSWORD, Auth.OAUTH2}),
}


class Table:
    """Reads the file once; a few milliseconds."""

    def __init__(self, text: str) -> None:
        self._by_domain: dict[str, Provider] = {}
        self._by_mx: dict[str, Provider] = {}
        for entry in tomllib.loads(text)["provider"]:
            provider = _provider(entry)
            for domain in entry["domains"]:
                self._by_domain[domain] = provider
                self._by_mx.setdefault(domain, provider)
            for domain in entry.get("mx", ()):
                self._by_mx[domain] = provider

    def at(self, domain: str) -> Provider | None:
        """Who serves addresses at this very domain."""
        return self._by_domain.get(domain)

    def above(self, domain: str) -> Provider | None:
        """Who serves addresses at a domain that this one lies within."""
        return next((self._by_domain[d] for d in parents(domain) if d in self._by_domain), None)

    def behind(self, mx: str) -> Provider | None:
        """Who takes in mail at this host."""
        return next((self._by_mx[d] for d in (mx, *parents(mx)) if d in self._by_mx), None)


@cache
def known() -> Table:
    """The table that comes with the program."""
    return Table(resources.files(__package__).joinpath("providers.toml").read_text("utf-8"))


def parents(domain: str) -> Iterator[str]:
    """The domains that this one lies within, nearest first; no single label."""
    labels = domain.split(".")
    return (".".join(labels[n:]) for n in range(1, len(labels) - 1))


def _provider(entry: dict[str, Any]) -> Provider:
    user = _USERS[entry.get("user", "address")]
    smtp_user = _USERS[entry.get("smtp_user", entry.get("user", "address"))]
    auths = _AUTHS[entry.get("auth", "password")]
    return Provider(
        entry["name"],
        _offer(entry["imap"], IMAP_PORT, user, auths),
        _offer(entry["smtp"], SMTP_PORT, smtp_user, auths),
        Advice(entry.get("advice", "")),
        entry.get("help", ""),
        entry.get("plus", False),
    )


def _offer(text: str, usual_port: int, user: str, auths: frozenset[Auth]) -> Offer:
    where, _slash, security = text.partition("/")
    host, _colon, port = where.partition(":")
    return Offer(host, int(port or usual_port), Security(security or "tls"), user, auths)

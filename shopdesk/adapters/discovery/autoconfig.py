"""Thunderbird's autoconfiguration: where it lies, and what it says.

https://wiki.mozilla.org/Thunderbird:Autoconfiguration:ConfigFileFormat
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

from shopdesk.domain.plain import plain
from shopdesk.domain.shop.provider import Offer, Provider, best
from shopdesk.domain.shop.settings import Auth, Security

ISPDB = "https://autoconfig.thunderbird.net/v1.1/"
"""Thunderbird's public list."""
_LONGEST_NAME = 60
_LONGEST_PAGE = 200
_PORTS = range(1, 65536)
_HOST = re.compile(r"(\{domain\}|[A-Za-z0-9_-])+(\.(\{domain\}|[A-Za-z0-9_-])+)*")
_PORT = re.compile(r"[0-9]{1,5}")
_PAGE = re.compile(r"https://[!-~]+")
_GAPS = (
    ("%EMAILADDRESS%", "{address}"),
    ("%EMAILLOCALPART%", "{local}"),
    ("%EMAILDOMAIN%", "{domain}"),
)
_SECURITY = {"SSL": Security.TLS, "STARTTLS": Security.STARTTLS}
_AUTHS = {
    "password-cleartext": Auth.PASSWORD,
    "password-encrypted": Auth.PASSWORD,
    # as older files say it
    "plain": Auth.PASSWORD,
    "secure": Auth.PASSWORD,
    "OAuth2": Auth.OAUTH2,
}


def own_pages(domain: str, address: str = "") -> tuple[str, ...]:
    """Where a domain tells it; the address is named only to the domain itself."""
    asked = f"?emailaddress={quote(address)}" if address else ""
    return (
        f"https://autoconfig.{domain}/mail/config-v1.1.xml{asked}",
        f"https://{domain}/.well-known/autoconfig/mail/config-v1.1.xml{asked}",
    )


def read(page: bytes) -> Provider | None:
    """What a page says; None where it names no protected IMAP and SMTP server.

    The page is hostile: nothing in it is fetched or expanded, and one with a DOCTYPE is not read.
    """
    from lxml import etree

    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
    )
    try:
        root = etree.fromstring(page, parser)
    except (etree.XMLSyntaxError, ValueError):
        return None
    if root.getroottree().docinfo.doctype:
        return None
    provider = root.find(".//emailProvider")
    if provider is None:
        return None
    imap = best(_offers(provider.iterfind("incomingServer[@type='imap']"), needs_auth=True))
    smtp = best(_offers(provider.iterfind("outgoingServer[@type='smtp']"), needs_auth=False))
    if imap is None or smtp is None:
        return None
    return Provider(_name(provider), imap, smtp, help=_help(provider))


def _offers(servers: Iterator[Any], *, needs_auth: bool) -> Iterator[Offer]:
    for server in servers:
        host, port = _gapped(_text(server, "hostname")), _text(server, "port")
        named = {_text_of(auth) for auth in server.iterfind("authentication")}
        auths = frozenset(_AUTHS[name] for name in named if name in _AUTHS)
        if needs_auth and named and not auths:
            continue
        if not _HOST.fullmatch(host) or not _PORT.fullmatch(port) or int(port) not in _PORTS:
            continue
        user = _gapped(_text(server, "username")) or "{address}"
        if not user.isprintable() or len(user) > _LONGEST_PAGE:
            continue
        security = _SECURITY.get(_text(server, "socketType"), Security.NONE)
        yield Offer(host.lower(), int(port), security, user, auths or frozenset({Auth.PASSWORD}))


def _gapped(text: str) -> str:
    for theirs, ours in _GAPS:
        text = text.replace(theirs, ours)
    return text


def _text(element: Any, name: str) -> str:
    return _text_of(element.find(name))


def _text_of(element: Any) -> str:
    return (element.text or "").strip() if element is not None else ""


def _name(provider: Any) -> str:
    name = plain(_gapped(_text(provider, "displayName")))
    return "" if "{" in name else name[:_LONGEST_NAME]


def _help(provider: Any) -> str:
    pages = (page.get("url", "") for page in provider.iterfind("documentation"))
    fit = (page for page in pages if _PAGE.fullmatch(page) and len(page) <= _LONGEST_PAGE)
    return next(fit, "")

"""What was found for an address: for people, and as JSON."""

from __future__ import annotations

from collections.abc import Iterator

from shopdesk.desk.setup.words import source_words
from shopdesk.domain.shop.provider import Found
from shopdesk.domain.shop.provider_words import hint
from shopdesk.domain.shop.settings import Server
from shopdesk.domain.shop.setup import server_text
from shopdesk.words import _


def record(found: Found) -> dict[str, object]:
    """As JSON says it."""
    return {
        "address": found.address,
        "source": found.source.value,
        "imap": _server(found.imap),
        "smtp": _server(found.smtp),
        "auth": found.auth.value,
        "hint": hint(found),
    }


def _server(server: Server) -> dict[str, object]:
    return {
        "host": server.host,
        "port": server.port,
        "security": server.security.value,
        "user": server.user,
    }


def lines(found: Found) -> Iterator[str]:
    """For the owner."""
    yield _("{address}: {how}").format(address=found.address, how=source_words(found))
    for kind, server in (("IMAP", found.imap), ("SMTP", found.smtp)):
        yield _("  {kind} {server}, user {user}").format(
            kind=kind, server=server_text(server), user=server.user
        )
    yield hint(found)

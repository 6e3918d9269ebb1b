"""How we sign in: the rules that both connections follow.

Nothing here keeps a password, and no error that leaves here has one in it.
"""

from __future__ import annotations

import base64
from collections.abc import Collection
from enum import StrEnum

from shopdesk.adapters.imap.arguments import refuse_line_breaks
from shopdesk.adapters.imap.errors import address
from shopdesk.adapters.tls import loopback
from shopdesk.domain.errors import ServerRefused, SignInRefused, Unsafe
from shopdesk.domain.shop.settings import Security, Server
from shopdesk.words import _

CLIENT_ID = "shopdesk"
"""Our name in the ID command; 163.com and 126.com open no folder before they have heard one."""


class Way(StrEnum):
    """The command that carries the password."""

    LOGIN = "LOGIN"
    PLAIN = "AUTHENTICATE PLAIN"


def check_server(server: Server) -> None:
    """Before anything is sent: `Unsafe` for clear text beyond this machine, `ServerRefused` for
    settings that would break out of a command."""
    refuse_line_breaks(server.host, server.user)
    if server.security is Security.NONE and not loopback(server.host):
        raise Unsafe(
            _(
                "{server} is another computer, and `security` is none: the password would "
                "travel in the clear. Set it to tls or starttls."
            ).format(server=address(server))
        )


def check_password(server: Server, password: str) -> None:
    """Raise `SignInRefused` for a password that cannot be sent; the sentence does not show it."""
    if not password or any(c in password for c in "\r\n\0"):
        raise SignInRefused(
            _(
                "The password for {user} at {server} is empty or has a line break in it and was "
                "not sent. Correct it where it is kept."
            ).format(user=server.user, server=address(server))
        )


def way_in(capabilities: Collection[str], server: Server, password: str) -> Way:
    """Which command to sign in with. LOGIN takes ASCII only, PLAIN is not everywhere.

    Raises `ServerRefused` when the server offers neither.
    """
    ascii_only = password.isascii() and server.user.isascii()
    if ascii_only and "LOGINDISABLED" not in capabilities:
        return Way.LOGIN
    if "AUTH=PLAIN" in capabilities:
        return Way.PLAIN
    raise ServerRefused(
        _(
            "{server} takes no password of this kind: it offers neither LOGIN nor PLAIN for it. "
            "Ask the mail provider for another way to sign in, or set a password of plain "
            "letters and digits."
        ).format(server=address(server))
    )


def token_methods(capabilities: Collection[str]) -> frozenset[str]:
    """The ways to sign in that the server offers, by their bare names."""
    return frozenset(c.removeprefix("AUTH=") for c in capabilities if c.startswith("AUTH="))


def plain_response(user: str, password: str) -> str:
    """What AUTHENTICATE PLAIN sends (RFC 4616)."""
    return base64.b64encode(f"\0{user}\0{password}".encode()).decode("ascii")


def preauth(server: Server) -> Unsafe:
    """The error for a server that is signed in before the connection is protected."""
    return Unsafe(
        _(
            "{server} skipped the encryption by signing us in beforehand, as somebody on the "
            "line would. Use another network, or set `security` to tls with port 993."
        ).format(server=address(server))
    )


def no_starttls(server: Server) -> Unsafe:
    """The error for a server, or somebody on the line, that offers no STARTTLS."""
    return Unsafe(
        _(
            "{server} offers no encryption (STARTTLS), so we did not sign in. Set `security` to "
            "tls with port 993, or try another network."
        ).format(server=address(server))
    )


def injected(server: Server) -> Unsafe:
    """The error for bytes that came in the clear after the answer to STARTTLS."""
    return Unsafe(
        _(
            "{server} sent something in the clear when encryption was to begin, as somebody on "
            "the line would. Use another network, or set `security` to tls with port 993."
        ).format(server=address(server))
    )

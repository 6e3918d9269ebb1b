"""Signing in with a token instead of a password, the same in IMAP and SMTP.

XOAUTH2 is Google's (https://developers.google.com/gmail/imap/xoauth2-protocol) and spoken by all
that hand out tokens for mail; OAUTHBEARER (RFC 7628) is the standard that came after it.
"""

from __future__ import annotations

import base64
from collections.abc import Collection
from dataclasses import dataclass

from shopdesk.domain.errors import ServerRefused, SignInRefused
from shopdesk.domain.shop.settings import Server
from shopdesk.words import _

METHODS = ("XOAUTH2", "OAUTHBEARER")
"""In the order in which they are taken."""


@dataclass(frozen=True, slots=True, repr=False)
class Bearer:
    """What is said to show a token; never shown itself."""

    method: str
    """As the server names it."""
    first: bytes
    """With the command."""
    second: bytes
    """When the server answers with an error of its own form: only after it comes the real no."""

    def lines(self) -> tuple[str, str]:
        """Both as they are sent."""
        return _base64(self.first), _base64(self.second)


def bearer(offered: Collection[str], server: Server, token: str) -> Bearer:
    """What to say to a server that offers these methods; raises `ServerRefused` for none."""
    if "XOAUTH2" in offered:
        said = f"user={server.user}\1auth=Bearer {token}\1\1"
        return Bearer("XOAUTH2", said.encode(), b"")
    if "OAUTHBEARER" in offered:
        user = server.user.replace("=", "=3D").replace(",", "=2C")
        where = f"host={server.host}\1port={server.port}"
        said = f"n,a={user},\1{where}\1auth=Bearer {token}\1\1"
        return Bearer("OAUTHBEARER", said.encode(), b"\1")
    raise ServerRefused(
        _(
            "{server} takes no tokens (neither XOAUTH2 nor OAUTHBEARER). Set `auth` to "
            '"password" in the settings.'
        ).format(server=f"{server.host}:{server.port}")
    )


def token_refused(server: Server) -> SignInRefused:
    """The error for a token that was not accepted."""
    return SignInRefused(
        _(
            "{server} did not accept the permission for {user} that you gave in the browser: it "
            "may have been taken back, or be for another account. Give it again with: shopdesk "
            "setup --address {user}"
        ).format(server=f"{server.host}:{server.port}", user=server.user)
    )


def _base64(said: bytes) -> str:
    return base64.b64encode(said).decode("ascii")

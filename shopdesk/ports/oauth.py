"""The owner's permission to sign in with tokens."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from threading import Event
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from shopdesk.domain.shop.oauth import OAuthClient, Tokens


@dataclass(frozen=True, slots=True)
class Invitation:
    """What the owner does to give it."""

    page: str
    """Address to open in a browser."""
    code: str = ""
    """What to type there; empty where the browser on this machine brings the answer."""


Show = Callable[[Invitation], None]


class Consent(Protocol):
    """Asks the owner for it, at the provider.

    Both block until it is given, for some minutes at most, and until `cancelled` is set. They
    raise `SignInRefused` when it is not given, and `Unreachable` when the provider is not there.
    """

    def by_browser(self, client: OAuthClient, address: str, show: Show, cancelled: Event) -> Tokens:
        """With a browser on this machine."""
        ...

    def by_device(self, client: OAuthClient, show: Show, cancelled: Event) -> Tokens:
        """With a browser anywhere, by typing a code."""
        ...

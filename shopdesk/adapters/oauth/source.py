"""The tokens of one mailbox, renewed before they end."""

from __future__ import annotations

import threading

from shopdesk.adapters.clock import SystemClock
from shopdesk.adapters.oauth.asking import NotYet, Provider
from shopdesk.adapters.oauth.keeping import TokenKeeper
from shopdesk.domain.errors import SecretMissing, SignInRefused
from shopdesk.domain.shop.oauth import OAuthClient, Tokens
from shopdesk.ports.world import Clock
from shopdesk.words import _


class TokenSource:
    """Called where a password would be asked for; one for all connections of a mailbox."""

    def __init__(
        self,
        address: str,
        client: OAuthClient,
        *,
        ca_file: str | None = None,
        keeper: TokenKeeper | None = None,
        clock: Clock | None = None,
    ) -> None:
        """`ca_file` is trusted besides the system's authorities."""
        self._address = address
        self._client = client
        self._clock = clock or SystemClock()
        self._keeper = keeper or TokenKeeper(client.tokens)
        self._provider = Provider(client, ca_file, self._clock)
        self._lock = threading.Lock()
        self._tokens: Tokens | None = None

    def __repr__(self) -> str:
        return f"TokenSource({self._address!r})"

    def __call__(self) -> str:
        """An access token that lasts for some minutes yet.

        Raises `SecretMissing` when there was never a permission, `SignInRefused` when it was taken
        back, `Unreachable` when it cannot be renewed just now.
        """
        with self._lock:
            if self._tokens is None or not self._tokens.fresh(self._clock.now()):
                self._tokens = self._renewed()
            return self._tokens.access

    def _renewed(self) -> Tokens:
        refresh = self._keeper.load(self._address)
        if not refresh:
            raise SecretMissing(
                _(
                    "There is no permission yet to sign in as {address}. Give it in the browser "
                    "with: shopdesk setup --address {address}"
                ).format(address=self._address)
            )
        before = Tokens("", self._clock.now(), refresh)
        try:
            renewed = self._provider.tokens(
                {"grant_type": "refresh_token", "refresh_token": refresh}
            )
        except (SignInRefused, NotYet) as error:
            raise SignInRefused(
                _(
                    "The permission to sign in as {address} has ended. Give it again in the "
                    "browser with: shopdesk setup --address {address}"
                ).format(address=self._address)
            ) from error
        tokens = before.renewed(renewed)
        if tokens.refresh != refresh:
            self._keeper.keep(self._address, tokens.refresh)
        return tokens

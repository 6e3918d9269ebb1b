"""Asking a provider's token endpoint, and what its answers mean."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

from shopdesk.adapters.clock import SystemClock
from shopdesk.adapters.tls import context
from shopdesk.domain.errors import ConfigError, SignInRefused, Unreachable
from shopdesk.domain.plain import plain
from shopdesk.domain.shop.oauth import OAuthClient, Tokens
from shopdesk.ports.world import Clock
from shopdesk.words import _

_LONGEST_ANSWER = 256 * 1024
_LONGEST_WHY = 200
_TIMEOUT_S = 20.0
_SHORT_LIVED = timedelta(minutes=10)
"""For a token whose end the provider does not tell."""


class NotYet(Exception):
    """The owner has not decided yet; `slower` when we ask too often."""

    def __init__(self, *, slower: bool) -> None:
        super().__init__()
        self.slower = slower


class Provider:
    """One provider, as one client of its."""

    def __init__(
        self, client: OAuthClient, ca_file: str | None = None, clock: Clock | None = None
    ) -> None:
        """`ca_file` is trusted besides the system's authorities."""
        self.client = client
        self._ca_file = ca_file
        self._clock = clock or SystemClock()

    def tokens(self, form: Mapping[str, str]) -> Tokens:
        """What the token endpoint gives for the form.

        Raises `NotYet`, `SignInRefused`, or `Unreachable`.
        """
        told = self.ask(self.client.endpoints.token, form)
        access = told.get("access_token")
        if not isinstance(access, str) or not access.isprintable() or not access:
            raise self.refused(str(told.get("error", "")))
        lasts = told.get("expires_in")
        try:
            span = timedelta(seconds=float(lasts)) if lasts else _SHORT_LIVED
        except (TypeError, ValueError, OverflowError):
            span = _SHORT_LIVED
        refresh = told.get("refresh_token")
        return Tokens(access, self._clock.now() + span, refresh if isinstance(refresh, str) else "")

    def ask(self, url: str, form: Mapping[str, str]) -> dict[str, Any]:
        """The answer to a form; the error, if it is one, is taken apart."""
        import httpx

        ours = {"client_id": self.client.client_id}
        if self.client.client_secret:
            ours["client_secret"] = self.client.client_secret
        try:
            with httpx.Client(verify=context(self._ca_file), timeout=_TIMEOUT_S) as web:
                answer = web.post(
                    url, data={**ours, **form}, headers={"Accept": "application/json"}
                )
        # not chained: a request holds what is secret
        except (httpx.HTTPError, httpx.InvalidURL, OSError) as error:
            raise self._unreachable(type(error).__name__) from None
        told: Any = None
        if len(answer.content) <= _LONGEST_ANSWER:
            try:
                told = json.loads(answer.content)
            except (ValueError, RecursionError):
                told = None
        if answer.is_server_error or not isinstance(told, dict):
            raise self._unreachable(str(answer.status_code))
        self._check(str(told.get("error") or ""))
        return told

    def _check(self, error: str) -> None:
        if error in ("authorization_pending", "slow_down"):
            raise NotYet(slower=error == "slow_down")
        if error in ("invalid_client", "unauthorized_client"):
            raise ConfigError(
                _(
                    "{provider} does not know this program ({why}). Correct `client_id` and "
                    "`client_secret` under [oauth.{name}] in the settings."
                ).format(provider=self.host, why=error, name=self.client.name)
            )
        if error in ("temporarily_unavailable", "server_error"):
            raise self._unreachable(error)
        if error:
            raise self.refused(error)

    def refused(self, why: str) -> SignInRefused:
        """The owner, or the provider, said no."""
        return SignInRefused(
            _("{provider} gave no permission to sign in ({why}). Ask for it again.").format(
                provider=self.host, why=plain(why)[:_LONGEST_WHY] or "?"
            )
        )

    def _unreachable(self, why: str) -> Unreachable:
        return Unreachable(
            _(
                "{provider}, where permissions to sign in are renewed, cannot be reached ({why}). "
                "Check that this computer is online."
            ).format(provider=self.host, why=plain(why))
        )

    @property
    def host(self) -> str:
        """Its name, for a sentence."""
        return urlsplit(self.client.endpoints.token).hostname or self.client.name

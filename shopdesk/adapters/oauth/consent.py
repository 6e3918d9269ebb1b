"""The port `Consent`: a browser on this machine, or a code to type on any other."""

from __future__ import annotations

import secrets
import time
from threading import Event
from urllib.parse import urlsplit

from shopdesk.adapters.oauth.asking import NotYet, Provider
from shopdesk.adapters.oauth.listening import Listener
from shopdesk.domain.errors import ConfigError
from shopdesk.domain.shop.oauth import OAuthClient, Tokens
from shopdesk.ports.oauth import Invitation, Show
from shopdesk.words import _

_PATIENCE_S = 600.0
_SLOWER_S = 5.0
_MOST_SECONDS = 60.0


class ProviderConsent:
    """By oauthlib, as the standards say."""

    def __init__(self, ca_file: str | None = None, *, patience_s: float = _PATIENCE_S) -> None:
        """`ca_file` is trusted besides the system's authorities."""
        self._ca_file = ca_file
        self._patience_s = patience_s

    def by_browser(self, client: OAuthClient, address: str, show: Show, cancelled: Event) -> Tokens:
        """PKCE, a state, and a port of 127.0.0.1 that is open for this answer only."""
        need_library()
        from oauthlib.oauth2 import OAuth2Error, WebApplicationClient

        provider = Provider(client, self._ca_file)
        asking = WebApplicationClient(client.client_id)
        state, verifier = secrets.token_urlsafe(32), asking.create_code_verifier(96)
        with Listener(client.endpoints.redirect, state) as listener:
            page = asking.prepare_request_uri(
                client.endpoints.authorize,
                redirect_uri=listener.address,
                scope=client.endpoints.scope,
                state=state,
                code_challenge=asking.create_code_challenge(verifier, "S256"),
                code_challenge_method="S256",
                login_hint=address,
                **dict(client.endpoints.extra),
            )
            show(Invitation(page))
            came = listener.answer(self._patience_s, cancelled)
            if came is None:
                raise provider.refused(_("no answer came from the browser"))
            try:
                # the library takes this machine for another one, which it may not trust
                told = asking.parse_request_uri_response(came.replace("http:", "https:", 1), state)
            except OAuth2Error as error:
                raise provider.refused(error.error or "") from error
            form = {
                "grant_type": "authorization_code",
                "code": told["code"],
                "redirect_uri": listener.address,
                "code_verifier": verifier,
            }
        return self._complete(provider, provider.tokens(form))

    def by_device(self, client: OAuthClient, show: Show, cancelled: Event) -> Tokens:
        """Asks again and again, as slowly as the provider likes."""
        endpoints = client.endpoints
        provider = Provider(client, self._ca_file)
        if not endpoints.device:
            raise ConfigError(
                _("{provider} hands out no codes to type; it needs a browser here.").format(
                    provider=provider.host
                )
            )
        told = provider.ask(endpoints.device, {"scope": endpoints.scope})
        device = str(told.get("device_code", ""))
        page = str(told.get("verification_uri") or told.get("verification_url") or "")
        if not device or urlsplit(page).scheme != "https":
            raise provider.refused("device_code")
        show(Invitation(page, str(told.get("user_code", ""))))
        form = {"grant_type": endpoints.device_grant, endpoints.device_code: device}
        pause, until = _seconds(told.get("interval"), 5), time.monotonic() + self._patience_s
        while not cancelled.wait(pause) and time.monotonic() < until:
            try:
                return self._complete(provider, provider.tokens(form))
            except NotYet as soon:
                pause = min(pause + _SLOWER_S * soon.slower, _MOST_SECONDS)
        raise provider.refused(_("the code was not typed in time"))

    def _complete(self, provider: Provider, tokens: Tokens) -> Tokens:
        if not tokens.refresh:
            # without it the owner would be asked every hour
            raise provider.refused(_("it came without a refresh token"))
        return tokens


def need_library() -> None:
    """Raises `ConfigError` where the extra is not installed."""
    try:
        import oauthlib  # noqa: F401
    except ImportError as error:
        raise ConfigError(
            _(
                "Signing in through the browser needs one more package. Install it with: pip "
                "install 'shopdesk-inbox[oauth]'"
            )
        ) from error


def _seconds(told: object, default: float) -> float:
    if isinstance(told, int | float) and 0 < told <= _MOST_SECONDS:
        return float(told)
    return default

"""The owner's permission, given in a browser here or anywhere."""

from __future__ import annotations

import ssl
import threading
import time
import traceback
from dataclasses import replace
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest

from shopdesk.adapters.oauth.consent import ProviderConsent
from shopdesk.domain.errors import ConfigError, SignInRefused, Unreachable
from shopdesk.domain.shop.oauth import OAuthClient, Tokens
from shopdesk.ports.oauth import Invitation
from tests.servers.authorization import Authorization
from tests.servers.certs import Authority
from tests.servers.ports import closed, free_ports

LAN = "lan@shop.test"


class Browser:
    """Opens what it is shown, as the owner would; in a thread, as a browser is another program."""

    def __init__(self, ca: Authority) -> None:
        self._trust = ssl.create_default_context(cafile=ca.ca_pem)
        self.shown: list[Invitation] = []
        self.landed = ""
        self.threads: list[threading.Thread] = []

    def __call__(self, invitation: Invitation) -> None:
        self.shown.append(invitation)
        self.threads.append(threading.Thread(target=self.open, args=(invitation.page,)))
        self.threads[-1].start()

    def open(self, page: str) -> None:
        """Follow the page to where it leads."""
        with httpx.Client(verify=self._trust, follow_redirects=True, trust_env=False) as web:
            self.landed = web.get(page).text


@pytest.fixture
def browser(ca: Authority) -> Browser:
    return Browser(ca)


@pytest.fixture
def consent(ca: Authority) -> ProviderConsent:
    return ProviderConsent(str(ca.ca_pem), patience_s=5)


def ask(consent: ProviderConsent, client: OAuthClient, browser: Browser) -> Tokens:
    try:
        return consent.by_browser(client, LAN, browser, threading.Event())
    finally:
        for thread in browser.threads:
            thread.join(10)


def test_with_a_browser_on_this_machine(
    consent: ProviderConsent, client: OAuthClient, browser: Browser, provider: Authorization
) -> None:
    tokens = ask(consent, client, browser)
    assert tokens.refresh in provider.refresh
    assert tokens.access.count(".") == 2
    assert "go back to shopdesk" in browser.landed
    (invitation,) = browser.shown
    asked = {k: v[0] for k, v in parse_qs(urlsplit(invitation.page).query).items()}
    assert asked["login_hint"] == LAN
    assert asked["scope"] == "mail"
    assert asked["redirect_uri"].startswith("http://127.0.0.1:")
    (form,) = provider.asked
    assert len(form["code_verifier"]) >= 43
    assert form["code_verifier"] not in invitation.page
    assert closed(urlsplit(asked["redirect_uri"]).port or 0)
    assert tokens.access not in repr(tokens)


def test_a_registered_address_is_kept(
    consent: ProviderConsent, client: OAuthClient, browser: Browser
) -> None:
    (port,) = free_ports(1)
    redirect = f"http://127.0.0.1:{port}/back"
    client = replace(client, endpoints=replace(client.endpoints, redirect=redirect))
    ask(consent, client, browser)
    assert redirect in httpx.URL(browser.shown[0].page).params["redirect_uri"]


def test_the_owner_says_no(
    consent: ProviderConsent, client: OAuthClient, browser: Browser, provider: Authorization
) -> None:
    provider.denies = "access_denied"
    with pytest.raises(SignInRefused, match="access_denied"):
        ask(consent, client, browser)
    assert provider.asked == []


def test_only_the_answer_with_our_state_is_believed(
    consent: ProviderConsent, client: OAuthClient, provider: Authorization, ca: Authority
) -> None:
    """Others on this machine knock first: with no state, another one, or on another path."""
    browser = Browser(ca)
    answers: list[int] = []

    def knock(invitation: Invitation) -> None:
        door = httpx.URL(invitation.page).params["redirect_uri"]
        for tail in ("", "?code=x", "?code=x&state=y", "favicon.ico", "x?code=x&state=y"):
            answers.append(httpx.get(door + tail, trust_env=False).status_code)
        browser(invitation)

    tokens = consent.by_browser(client, LAN, knock, threading.Event())
    assert answers == [404] * 5
    assert tokens.refresh in provider.refresh
    for thread in browser.threads:
        thread.join(10)


def test_a_token_that_could_not_be_renewed_is_no_permission(
    consent: ProviderConsent, client: OAuthClient, browser: Browser, provider: Authorization
) -> None:
    provider.gives_refresh = False
    with pytest.raises(SignInRefused, match="refresh token"):
        ask(consent, client, browser)


def test_nobody_answers(consent: ProviderConsent, client: OAuthClient, ca: Authority) -> None:
    hasty = ProviderConsent(str(ca.ca_pem), patience_s=0.3)
    with pytest.raises(SignInRefused, match="no answer"):
        hasty.by_browser(client, LAN, lambda invitation: None, threading.Event())
    cancelled = threading.Event()
    cancelled.set()
    before = time.monotonic()
    with pytest.raises(SignInRefused):
        consent.by_browser(client, LAN, lambda invitation: None, cancelled)
    assert time.monotonic() - before < 2


def test_a_program_that_the_provider_does_not_know(
    consent: ProviderConsent, client: OAuthClient, browser: Browser
) -> None:
    with pytest.raises(ConfigError, match="client_id"):
        ask(consent, replace(client, client_id="somebody"), browser)


def test_with_a_code_to_type_elsewhere(
    consent: ProviderConsent, client: OAuthClient, provider: Authorization
) -> None:
    provider.waits = ["authorization_pending", "authorization_pending"]
    shown: list[Invitation] = []
    tokens = consent.by_device(client, shown.append, threading.Event())
    assert shown == [Invitation("https://localhost/device", "ABCD-EFGH")]
    assert tokens.refresh in provider.refresh
    assert [form["device_code"] for form in provider.asked] == ["device-1"] * 3
    assert provider.asked[0]["grant_type"] == "urn:ietf:params:oauth:grant-type:device_code"


def test_the_older_names_of_yandex(
    consent: ProviderConsent, client: OAuthClient, provider: Authorization
) -> None:
    older = replace(client.endpoints, device_grant="device_code", device_code="code")
    consent.by_device(replace(client, endpoints=older), lambda i: None, threading.Event())
    (form,) = provider.asked
    assert (form["grant_type"], form["code"]) == ("device_code", "device-1")


@pytest.mark.parametrize("error", ["access_denied", "expired_token"])
def test_the_code_is_not_accepted(
    consent: ProviderConsent, client: OAuthClient, provider: Authorization, error: str
) -> None:
    provider.waits = [error]
    with pytest.raises(SignInRefused, match=error):
        consent.by_device(client, lambda invitation: None, threading.Event())


def test_no_code_where_the_provider_gives_none(
    consent: ProviderConsent, client: OAuthClient
) -> None:
    without = replace(client, endpoints=replace(client.endpoints, device=""))
    with pytest.raises(ConfigError, match="browser"):
        consent.by_device(without, lambda invitation: None, threading.Event())


@pytest.mark.parametrize(
    "failing",
    [(500, b""), (200, b"<html>"), (200, b"[]"), (200, b"x" * 400_000), (503, b'{"error": "x"}')],
    ids=range(5),
)
def test_a_provider_in_trouble_may_be_asked_again(
    consent: ProviderConsent,
    client: OAuthClient,
    browser: Browser,
    provider: Authorization,
    failing: tuple[int, bytes],
) -> None:
    provider.failing = failing
    with pytest.raises(Unreachable) as caught:
        ask(consent, client, browser)
    assert caught.value.passing
    assert provider.codes and not any(
        code in "".join(traceback.format_exception(caught.value)) for code in provider.codes
    )


def test_a_provider_with_another_ones_certificate(client: OAuthClient) -> None:
    """Without the test's authority nobody trusts it."""
    with pytest.raises(Unreachable):
        ProviderConsent().by_device(client, lambda invitation: None, threading.Event())

"""The permission of the browser, asked for while setting up."""

from __future__ import annotations

import ssl
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import httpx
import keyring
import pytest
from textual.widgets import Input, Static

from shopdesk.domain.shop.settings import Auth
from shopdesk.ui.screens.setup.mailbox import AddressScreen, ServersScreen
from shopdesk.ui.screens.setup.signin import SignInScreen
from shopdesk.ui.screens.setup.trial import TrialScreen
from tests.desk.test_setup import OWNERS, Ring
from tests.servers.authorization import Authorization, authorization
from tests.servers.certs import Authority
from tests.ui.test_setup_screens import make_app, reached, trouble, type_over


@pytest.fixture(autouse=True)
def _ring() -> Iterator[None]:
    before = keyring.get_keyring()
    keyring.set_keyring(Ring())
    yield
    keyring.set_keyring(before)


@pytest.fixture
def provider(ca: Authority) -> Iterator[Authorization]:
    with authorization(ca.issue()) as made:
        yield made


async def test_the_permission_of_the_browser(
    tmp_path: Path, provider: Authorization, ca: Authority, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Gmail by the other way, with a provider on this machine in Google's place."""
    ends = provider.endpoints
    (tmp_path / "config.toml").write_text(
        OWNERS.replace(
            'address = "lan@gmail.com"\n', f'address = "lan@gmail.com"\nca_file = "{ca.ca_pem}"\n'
        )
        + f'[oauth.google]\nclient_id = "shopdesk-test"\nauthorize = "{ends.authorize}"\n'
        f'token = "{ends.token}"\n'
    )
    app = make_app(tmp_path)
    trust = ssl.create_default_context(cafile=ca.ca_pem)

    def browse(url: str, *, new_tab: bool = True) -> None:
        del new_tab

        def load() -> None:
            with httpx.Client(verify=trust, follow_redirects=True, trust_env=False) as web:
                web.get(url)

        threading.Thread(target=load).start()

    monkeypatch.setattr(app, "open_url", browse)
    async with app.run_test(size=(80, 24)) as pilot:
        await reached(pilot, AddressScreen)
        await pilot.press(*"lan@gmail.com", "enter")
        await reached(pilot, ServersScreen)
        await pilot.press("enter")
        screen = await reached(pilot, SignInScreen)
        assert screen.query("#password")
        await pilot.press("f7")
        for _ in range(100):
            await pilot.pause(0.02)
            if app.screen.query("#client_id"):
                break
        assert app.draft.auth is Auth.OAUTH2
        assert app.screen.query_one("#client_id", Input).value == "shopdesk-test"
        await pilot.press("f5")
        await reached(pilot, TrialScreen)
    assert app.secret.tokens is not None
    assert app.secret.tokens.refresh in provider.refresh
    assert provider.asked[0]["grant_type"] == "authorization_code"
    draft = replace(app.draft, owner="Lan")
    settings = app.setup.save(draft, app.secret)
    box = settings.mailbox("lan@gmail.com")
    assert app.setup.outside.vault.secret(box)().count(".") == 2
    assert provider.asked[-1]["grant_type"] == "refresh_token"
    ring = keyring.get_keyring()
    assert isinstance(ring, Ring)
    assert list(ring.kept) == [("shopdesk", "oauth2:lan@gmail.com")]


async def test_waiting_for_the_browser_can_be_stopped(
    tmp_path: Path, provider: Authorization, monkeypatch: pytest.MonkeyPatch
) -> None:
    del provider
    app = make_app(tmp_path)
    monkeypatch.setattr(app, "open_url", lambda url, new_tab=True: None)
    async with app.run_test(size=(80, 24)) as pilot:
        await reached(pilot, AddressScreen)
        await pilot.press(*"lan@outlook.com", "enter")
        await reached(pilot, ServersScreen)
        await pilot.press("enter")
        screen = await reached(pilot, SignInScreen)
        await pilot.press("f5")
        await pilot.pause(0.1)
        assert "client id first" in trouble(app)
        await type_over(pilot, "client_id", "abc")
        await pilot.press("f5")
        for _ in range(100):
            await pilot.pause(0.02)
            if "login.microsoftonline.com" in str(screen.query_one("#permission", Static).render()):
                break
        await pilot.press("escape")
        for _ in range(100):
            await pilot.pause(0.02)
            if not screen.busy:
                break
        assert app.screen is screen
        assert "no answer came" in trouble(app)

"""The steps of setting up, as their keys work: forward, back, and into the browser."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import keyring
import pytest
from textual.pilot import Pilot
from textual.widgets import Input, Static

from shopdesk.desk.setup.setup import Secret
from shopdesk.domain.shop.setup import Step
from shopdesk.ui.screens.setup.app import SetupApp
from shopdesk.ui.screens.setup.ending import DoneScreen
from shopdesk.ui.screens.setup.mailbox import AddressScreen, ServersScreen
from shopdesk.ui.screens.setup.shop import HoursScreen, ShopScreen, TargetsScreen
from shopdesk.ui.screens.setup.signin import SignInScreen
from shopdesk.ui.screens.setup.step import StepScreen
from shopdesk.ui.screens.setup.trial import TrialScreen
from shopdesk.words import speak
from tests.desk.test_setup import OWNERS, Ring, setup_in


@pytest.fixture(autouse=True)
def _ring() -> Iterator[None]:
    before = keyring.get_keyring()
    keyring.set_keyring(Ring())
    yield
    keyring.set_keyring(before)
    speak("en")


def make_app(folder: Path) -> SetupApp:
    setup = setup_in(folder, "en_GB.UTF-8")
    return SetupApp(setup, setup.began)


async def reached(pilot: Pilot[None], screen: type[StepScreen]) -> StepScreen:
    """Wait for a step."""
    app = pilot.app
    for _ in range(200):
        await pilot.pause(0.02)
        if isinstance(app.screen, screen) and app.screen.query("#setup-keys"):
            return app.screen
    raise AssertionError(f"waited for {screen.__name__}, there is {app.screen}: {trouble(app)}")


def trouble(app: object) -> str:
    assert isinstance(app, SetupApp)
    return str(app.screen.query_one("#setup-trouble", Static).render())


async def type_over(pilot: Pilot[None], id: str, text: str) -> None:
    field = pilot.app.screen.query_one(f"#{id}", Input)
    field.focus()
    field.value = ""
    await pilot.press(*text)


async def test_back_keeps_what_was_typed(tmp_path: Path) -> None:
    app = make_app(tmp_path / "profile")
    async with app.run_test(size=(80, 24)) as pilot:
        await reached(pilot, AddressScreen)
        await pilot.press(*"lan@web.de", "enter")
        await reached(pilot, ServersScreen)
        await type_over(pilot, "imap", "imap.other.test:143")
        await pilot.press("enter")
        await reached(pilot, SignInScreen)
        await type_over(pilot, "password", " se cret ")
        await pilot.press("escape")
        await reached(pilot, ServersScreen)
        assert app.screen.query_one("#imap", Input).value == "imap.other.test:143/starttls"
        await pilot.press("escape")
        screen = await reached(pilot, AddressScreen)
        assert screen.query_one("#address", Input).value == "lan@web.de"
        await pilot.press("enter")
        await reached(pilot, ServersScreen)
        assert app.screen.query_one("#imap", Input).value == "imap.other.test:143/starttls"
        await pilot.press("enter")
        screen = await reached(pilot, SignInScreen)
        assert screen.query_one("#password", Input).value == " se cret "
        assert screen.query_one("#password", Input).password
        await pilot.press("escape", "escape")
        await reached(pilot, AddressScreen)
        await type_over(pilot, "address", "jane@web.de")
        await pilot.press("enter", "enter")
        screen = await reached(pilot, SignInScreen)
        assert screen.query_one("#password", Input).value == ""
    assert not (tmp_path / "profile").exists()


async def test_what_is_no_address_is_said(tmp_path: Path) -> None:
    app = make_app(tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await reached(pilot, AddressScreen)
        await pilot.press(*"lan[/]", "enter")
        await pilot.pause(0.1)
        assert isinstance(app.screen, AddressScreen)
        assert '"lan[/]" is no mail address' in trouble(app)


async def test_a_server_that_means_nothing(tmp_path: Path) -> None:
    app = make_app(tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await reached(pilot, AddressScreen)
        await pilot.press(*"lan@web.de", "enter")
        await reached(pilot, ServersScreen)
        await type_over(pilot, "smtp", "two words")
        await pilot.press("enter")
        await pilot.pause(0.1)
        assert "imap.shop.example:993/tls" in trouble(app)
        await type_over(pilot, "smtp", "smtp.web.de:99999/tls")
        await pilot.press("enter")
        await pilot.pause(0.2)
        assert "mailbox[0].smtp.port" in trouble(app)


async def test_the_language_changes_at_once(tmp_path: Path) -> None:
    app = make_app(tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await reached(pilot, AddressScreen)
        await pilot.press("tab", "enter", "down", "enter")
        for _ in range(100):
            await pilot.pause(0.02)
            if app.draft.language == "vi":
                break
        assert app.draft.language == "vi"
        await reached(pilot, AddressScreen)


async def test_only_the_shop_of_settings_that_are_there(tmp_path: Path) -> None:
    (tmp_path / "config.toml").write_text(OWNERS)
    app = make_app(tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await reached(pilot, AddressScreen)
        await pilot.press("enter")
        await reached(pilot, ShopScreen)
        await type_over(pilot, "owner", "Mai")
        await pilot.press("enter")
        await reached(pilot, HoursScreen)
        assert app.draft.days == "kept"
        await pilot.press("f2")
        await reached(pilot, TargetsScreen)
        await type_over(pilot, "calm", "soon")
        await pilot.press("enter")
        await pilot.pause(0.2)
        assert "targets.praise" in trouble(app)
        await type_over(pilot, "calm", "2 h")
        await pilot.press("enter", "f2")
        await reached(pilot, DoneScreen)
        await pilot.press("enter")
        for _ in range(100):
            if app.saved:
                break
            await pilot.pause(0.02)
    assert app.saved
    written = (tmp_path / "config.toml").read_text()
    assert 'owner = "Mai"' in written
    assert 'praise = "2 h"' in written
    assert "# the first" in written


async def test_where_nothing_answers_the_owner_may_go_on(tmp_path: Path) -> None:
    app = make_app(tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await reached(pilot, AddressScreen)
        await pilot.press(*"lan@web.de", "enter")
        await reached(pilot, ServersScreen)
        await type_over(pilot, "imap", "localhost:1/tls")
        await type_over(pilot, "smtp", "localhost:1/tls")
        await pilot.press("enter")
        await reached(pilot, SignInScreen)
        await pilot.press("enter")
        await pilot.pause(0.1)
        assert "Type the password" in trouble(app)
        await type_over(pilot, "password", "x")
        await pilot.press("enter")
        screen = await reached(pilot, TrialScreen)
        for _ in range(200):
            await pilot.pause(0.02)
            if "Nothing answers" in str(screen.query_one("#smtp-went", Static).render()):
                break
        assert "refused the connection" in str(screen.query_one("#imap-went", Static).render())
        await pilot.press("f8")
        await reached(pilot, ShopScreen)


async def test_the_whole_way_fits_80_by_24(tmp_path: Path) -> None:
    """Nothing that matters is below the edge: no step has to be scrolled."""
    app = make_app(tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await reached(pilot, AddressScreen)
        await pilot.press(*"lan@gmail.com", "enter")
        await reached(pilot, ServersScreen)
        app.secret = Secret("x")
        for step in Step:
            if step is Step.TRIAL:
                continue
            app._to(step)
            for _ in range(100):
                await pilot.pause(0.02)
                if isinstance(app.screen, StepScreen) and app.screen.step is step:
                    break
            body = app.screen.query_one("#setup-body")
            assert body.virtual_size.height <= body.size.height, step

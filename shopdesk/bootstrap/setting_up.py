"""What setting up is made with."""

from __future__ import annotations

import os
from collections.abc import Mapping

from shopdesk.bootstrap import Profile
from shopdesk.bootstrap.configuring import config_file
from shopdesk.desk.setup.setup import Outside, Setup
from shopdesk.domain.shop.provider import Found, read_address
from shopdesk.domain.shop.setup import Draft


def find_servers(text: str) -> Found:
    """What is known of an address; raises `ConfigError`."""
    from shopdesk.adapters.discovery import NetworkDiscovery

    return NetworkDiscovery().find(read_address(text))


def run_screens(setup: Setup, draft: Draft) -> bool:
    """Ask by screens, beginning with the draft; whether anything was written."""
    from shopdesk.ui.screens.setup.app import SetupApp

    app = SetupApp(setup, draft)
    app.run()
    return app.saved


def setup_of(profile: Profile, env: Mapping[str, str] | None = None) -> Setup:
    """Setting up a profile; raises `ConfigError` for a settings file that is no TOML."""
    from shopdesk.adapters.discovery import NetworkDiscovery
    from shopdesk.adapters.locality import SystemLocality
    from shopdesk.adapters.oauth.consent import ProviderConsent
    from shopdesk.adapters.ringing.desktop import DesktopNotifier
    from shopdesk.adapters.secrets.vault import SystemVault
    from shopdesk.adapters.trial import SignInTrial

    return Setup(
        Outside(
            config=config_file(profile),
            discovery=NetworkDiscovery(),
            trial=SignInTrial(),
            vault=SystemVault(),
            consent=ProviderConsent,
            locality=SystemLocality(os.environ if env is None else env),
            notifier=DesktopNotifier(),
        )
    )

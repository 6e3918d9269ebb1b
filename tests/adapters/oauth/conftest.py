"""A provider that hands out tokens, and who we are there."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import keyring
import keyring.backends.fail
import pytest

from shopdesk.domain.shop.oauth import OAuthClient
from tests.servers.authorization import Authorization, authorization
from tests.servers.certs import Authority


@pytest.fixture
def provider(ca: Authority) -> Iterator[Authorization]:
    """Up, and generous."""
    with authorization(ca.issue()) as made:
        yield made


@pytest.fixture
def client(provider: Authorization, tmp_path: Path) -> OAuthClient:
    """Registered there."""
    tokens = str(tmp_path / "profile" / "tokens.json")
    return OAuthClient("other", "shopdesk-test", provider.endpoints, tokens=tokens)


@pytest.fixture(autouse=True)
def _no_keyring() -> Iterator[None]:
    before = keyring.get_keyring()
    keyring.set_keyring(keyring.backends.fail.Keyring())  # type: ignore[no-untyped-call]
    yield
    keyring.set_keyring(before)

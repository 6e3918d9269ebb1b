"""Tokens that are renewed in time, and kept where nobody else looks."""

from __future__ import annotations

import stat
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import keyring
import pytest

from shopdesk.adapters.oauth.keeping import TokenKeeper
from shopdesk.adapters.oauth.source import TokenSource
from shopdesk.domain.errors import SecretMissing, SignInRefused, Unreachable
from shopdesk.domain.shop.oauth import OAuthClient
from tests.adapters.test_secrets import LockedKeyring, MemoryKeyring
from tests.servers.authorization import Authorization
from tests.servers.certs import Authority
from tests.shop import FrozenClock

LAN = "lan@shop.test"


@pytest.fixture
def keeper(client: OAuthClient) -> TokenKeeper:
    return TokenKeeper(client.tokens)


@pytest.fixture
def clock() -> FrozenClock:
    return FrozenClock()


@pytest.fixture
def source(
    client: OAuthClient, keeper: TokenKeeper, ca: Authority, clock: FrozenClock
) -> TokenSource:
    return TokenSource(LAN, client, ca_file=str(ca.ca_pem), keeper=keeper, clock=clock)


@pytest.fixture
def memory() -> Iterator[MemoryKeyring]:
    """A keyring that works."""
    before, ring = keyring.get_keyring(), MemoryKeyring()
    keyring.set_keyring(ring)
    yield ring
    keyring.set_keyring(before)


def permit(provider: Authorization, keeper: TokenKeeper) -> None:
    provider.refresh.add("first")
    keeper.keep(LAN, "first")


def test_a_token_serves_until_shortly_before_its_end(
    source: TokenSource, provider: Authorization, keeper: TokenKeeper, clock: FrozenClock
) -> None:
    permit(provider, keeper)
    first = source()
    clock.at += timedelta(seconds=provider.lasts_s) - timedelta(minutes=6)
    assert source() == first
    assert len(provider.asked) == 1
    clock.at += timedelta(minutes=2)
    provider.user = "other"
    assert source() != first
    assert len(provider.asked) == 2


def test_a_token_that_is_good_for_one_use(
    source: TokenSource, provider: Authorization, keeper: TokenKeeper, clock: FrozenClock
) -> None:
    provider.rotates = True
    permit(provider, keeper)
    source()
    assert keeper.load(LAN) in provider.refresh
    assert keeper.load(LAN) != "first"
    clock.at += timedelta(days=1)
    source()
    assert keeper.load(LAN) in provider.refresh


def test_a_permission_that_was_taken_back(
    source: TokenSource, provider: Authorization, keeper: TokenKeeper
) -> None:
    permit(provider, keeper)
    provider.refresh.clear()
    with pytest.raises(SignInRefused, match="shopdesk setup --address lan@shop") as caught:
        source()
    assert not caught.value.passing


def test_a_permission_that_was_never_given(source: TokenSource) -> None:
    with pytest.raises(SecretMissing, match="shopdesk setup"):
        source()


def test_a_provider_that_is_away_keeps_the_permission(
    source: TokenSource, provider: Authorization, keeper: TokenKeeper
) -> None:
    permit(provider, keeper)
    provider.failing = (502, b"")
    with pytest.raises(Unreachable):
        source()
    provider.failing = None
    assert source()


@pytest.mark.parametrize("lasts", [b'"soon"', b"-5", b"1e400", b"null", b"{}"])
def test_an_end_that_means_nothing(
    source: TokenSource, provider: Authorization, keeper: TokenKeeper, lasts: bytes
) -> None:
    permit(provider, keeper)
    provider.failing = (200, b'{"access_token": "abc", "expires_in": ' + lasts + b"}")
    assert source() == "abc"


@pytest.mark.parametrize("token", [b"1", b'""', b'"a\\r\\nb"', b"[]"])
def test_what_is_no_token(
    source: TokenSource, provider: Authorization, keeper: TokenKeeper, token: bytes
) -> None:
    permit(provider, keeper)
    provider.failing = (200, b'{"access_token": ' + token + b"}")
    with pytest.raises(SignInRefused):
        source()


def test_kept_in_a_file_for_the_owner_alone(client: OAuthClient, keeper: TokenKeeper) -> None:
    assert not keeper.keep(LAN, "one")
    assert not keeper.keep("jane@shop.test", "two")
    assert (keeper.load(LAN), keeper.load("jane@shop.test")) == ("one", "two")
    path = Path(client.tokens)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    path.chmod(0o640)
    with pytest.raises(SecretMissing, match="chmod 600"):
        keeper.load(LAN)


@pytest.mark.parametrize("text", ["", "{", "[]", '{"lan@shop.test": 1}'])
def test_a_file_that_is_broken(client: OAuthClient, keeper: TokenKeeper, text: str) -> None:
    keeper.keep(LAN, "one")
    Path(client.tokens).write_text(text)
    if text.endswith(("]", "}")):
        assert keeper.load(LAN) == ""
    else:
        with pytest.raises(SecretMissing, match="sign in again"):
            keeper.load(LAN)


def test_the_keyring_goes_before_the_file(
    client: OAuthClient, keeper: TokenKeeper, memory: MemoryKeyring
) -> None:
    keyring.set_keyring(keyring.backends.fail.Keyring())  # type: ignore[no-untyped-call]
    keeper.keep(LAN, "one")
    keyring.set_keyring(memory)
    assert keeper.keep(LAN, "two")
    assert memory.kept == {("shopdesk", "oauth2:lan@shop.test"): "two"}
    assert keeper.load(LAN) == "two"
    assert "one" not in Path(client.tokens).read_text()


def test_a_keyring_that_is_shut(keeper: TokenKeeper, memory: MemoryKeyring) -> None:
    del memory
    keyring.set_keyring(LockedKeyring())
    with pytest.raises(SecretMissing, match="locked"):
        keeper.load(LAN)

"""Accounts on real servers: the embedded one everywhere, Dovecot where it is installed."""

from __future__ import annotations

import ssl
from collections.abc import Callable, Iterator

import pytest

from shopdesk.adapters.imap import ImapMailbox
from shopdesk.demo.servers import EmbeddedServers
from shopdesk.domain.shop.settings import Security
from tests.adapters.imap.accounts import NINE, Account, server_context, settings_for
from tests.servers.certs import Authority
from tests.servers.dovecot import Dovecot

USER = "lan@shop.test"
PASSWORD = 'open "sesame" \\'


@pytest.fixture(scope="session")
def tls(ca: Authority) -> ssl.SSLContext:
    return server_context(ca.issue())


@pytest.fixture
def embedded() -> Iterator[EmbeddedServers]:
    """In the clear."""
    servers = EmbeddedServers(lambda: NINE)
    servers.store.add_account(USER, PASSWORD)
    with servers:
        yield servers


@pytest.fixture
def embedded_account(embedded: EmbeddedServers) -> Account:
    """In the clear, on the embedded server."""
    return _on_embedded(embedded, Security.NONE, None)


@pytest.fixture
def dovecot_account(dovecot: Dovecot) -> Account:
    """By TLS, on Dovecot."""
    return _on_dovecot(dovecot, Security.TLS)


@pytest.fixture(params=["embedded_account", "dovecot_account"])
def account(request: pytest.FixtureRequest) -> Account:
    """One and the same test on both servers."""
    found: Account = request.getfixturevalue(request.param)
    return found


@pytest.fixture
def mailbox(account: Account) -> Iterator[ImapMailbox]:
    """The adapter, opened."""
    opened = account.mailbox()
    opened.open()
    yield opened
    opened.close()


@pytest.fixture(
    params=[
        ("embedded", Security.NONE),
        ("embedded", Security.STARTTLS),
        ("embedded", Security.TLS),
        ("dovecot", Security.STARTTLS),
        ("dovecot", Security.TLS),
    ],
    ids=lambda param: f"{param[0]}-{param[1]}",
)
def protected(
    request: pytest.FixtureRequest, ca: Authority, tls: ssl.SSLContext
) -> Iterator[Account]:
    """Every way to reach either server."""
    name, security = request.param
    if name == "dovecot":
        yield _on_dovecot(request.getfixturevalue("dovecot"), security)
        return
    servers = EmbeddedServers(
        lambda: NINE,
        tls=tls if security is Security.TLS else None,
        starttls=tls if security is Security.STARTTLS else None,
    )
    servers.store.add_account(USER, PASSWORD)
    with servers:
        yield _on_embedded(servers, security, ca)


@pytest.fixture
def cut(request: pytest.FixtureRequest, account: Account) -> Callable[[], None]:
    """Cuts every connection of the account."""
    if account.tls is None:
        servers: EmbeddedServers = request.getfixturevalue("embedded")
        return servers.imap.drop_connections
    running: Dovecot = request.getfixturevalue("dovecot")
    return lambda: running.kick(account.settings.address)


@pytest.fixture
def renumber(request: pytest.FixtureRequest, account: Account) -> Callable[[], int]:
    """Gives INBOX a new UIDVALIDITY, which comes back."""
    address = account.settings.address
    if account.tls is None:
        servers: EmbeddedServers = request.getfixturevalue("embedded")
        return lambda: servers.store.reset_uidvalidity(address)
    running: Dovecot = request.getfixturevalue("dovecot")
    return lambda: running.change_uidvalidity(address)


def _on_embedded(
    servers: EmbeddedServers, security: Security, authority: Authority | None
) -> Account:
    ca_file = str(authority.ca_pem) if authority else None
    settings = settings_for(servers.imap_port, security, USER, ca_file=ca_file)
    return Account(settings, PASSWORD, authority.client_context() if authority else None)


def _on_dovecot(dovecot: Dovecot, security: Security) -> Account:
    made = dovecot.new_account()
    port = dovecot.imaps_port if security is Security.TLS else dovecot.imap_port
    settings = settings_for(port, security, made.address, ca_file=str(dovecot.ca_pem))
    trusts = ssl.create_default_context(cafile=str(dovecot.ca_pem))
    return Account(settings, made.password, trusts)

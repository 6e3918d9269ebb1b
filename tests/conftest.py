"""Fixtures that many tests share: real mail servers, and the folder of sample data."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from shopdesk.words import speak
from tests.servers import dovecot as dovecot_server
from tests.servers import postfix as postfix_server
from tests.servers.certs import Authority
from tests.servers.dovecot import Account, Dovecot
from tests.servers.postfix import Postfix
from tests.servers.requirement import require


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """Whatever language a test has the program speak, the next one begins in English."""
    speak("en")
    yield
    speak("en")


@pytest.fixture(scope="session")
def ca(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    """The authority that signed every test server's certificate."""
    return Authority(tmp_path_factory.mktemp("certificates"))


@pytest.fixture(scope="session")
def dovecot(ca: Authority) -> Iterator[Dovecot]:
    """One IMAP and LMTP server for the whole run: it stays up, tests bring users of their own."""
    require(dovecot_server.missing())
    server = Dovecot(ca)
    yield server
    server.close()


@pytest.fixture
def spare_dovecot(ca: Authority) -> Iterator[Dovecot]:
    """A server for this test alone, which may stop it, restart it and kick its users."""
    require(dovecot_server.missing())
    server = Dovecot(ca)
    yield server
    server.close()


@pytest.fixture
def mail_account(dovecot: Dovecot) -> Account:
    """A mailbox that is empty and belongs to this test."""
    return dovecot.new_account()


@pytest.fixture(scope="session")
def postfix(ca: Authority, dovecot: Dovecot) -> Iterator[Postfix]:
    """One submission server for the whole run; its users and mailboxes are those of `dovecot`."""
    require(postfix_server.missing())
    server = Postfix(ca, dovecot)
    yield server
    server.close()


@pytest.fixture(scope="session")
def shared_dir() -> Path:
    """The folder of sample mails and orders, SHOPDESK_SHARED or `shared` beside the repository."""
    beside = Path(__file__).parents[2] / "shared"
    folder = Path(os.environ.get("SHOPDESK_SHARED") or beside)
    if not folder.is_dir():
        pytest.skip(f"no sample data at {folder}; SHOPDESK_SHARED may name the folder")
    return folder

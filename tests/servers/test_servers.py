"""The test servers are what the tests believe they are: Dovecot, certificates, life and death."""

import datetime
import os
import smtplib
import socket
import ssl
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from imapclient import IMAPClient
from imapclient.exceptions import LoginError

from tests.servers import requirement
from tests.servers.certs import Authority, Certificate
from tests.servers.dovecot import Account, Dovecot
from tests.servers.dovecot_config import DovecotSettings, render
from tests.servers.ports import LOOPBACK
from tests.servers.waiting import eventually

MAIL = b"From: jane@customers.test\r\nSubject: Where is it?\r\n\r\nOrder 1042.\r\n"


def encrypted(server: Dovecot, ca: Authority) -> IMAPClient:
    return IMAPClient(LOOPBACK, server.imaps_port, ssl_context=ca.client_context(), timeout=10)


def subjects(server: Dovecot, user: str, folder: str = "INBOX") -> list[bytes]:
    with server.client(user) as client:
        client.select_folder(folder, readonly=True)
        found = client.fetch(client.search("ALL") or [0], ["ENVELOPE"])
        return [mail[b"ENVELOPE"].subject for mail in found.values()]


@pytest.fixture(scope="module")
def unprivileged_dovecot(ca: Authority, dovecot: Dovecot) -> Iterator[Dovecot]:
    """Dovecot as a user without any rights."""
    if os.geteuid() != 0:
        yield dovecot
        return
    server = Dovecot(ca, run_as="nobody")
    yield server
    server.close()


@pytest.fixture(params=["dovecot", "unprivileged_dovecot"])
def any_dovecot(request: pytest.FixtureRequest) -> Dovecot:
    """Dovecot with this user's rights, then without rights."""
    server: Dovecot = request.getfixturevalue(request.param)
    return server


def test_login_by_tls(any_dovecot: Dovecot, ca: Authority) -> None:
    account = any_dovecot.new_account()
    with encrypted(any_dovecot, ca) as client:
        client.login(account.address, account.password)
        capabilities = set(client.capabilities())
    assert capabilities >= {b"IDLE", b"CONDSTORE", b"MOVE", b"UIDPLUS", b"SPECIAL-USE"}


def test_login_after_starttls(dovecot: Dovecot, mail_account: Account, ca: Authority) -> None:
    with IMAPClient(LOOPBACK, dovecot.imap_port, ssl=False, timeout=10) as client:
        client.starttls(ca.client_context())
        client.login(mail_account.address, mail_account.password)
        assert client.folder_exists("INBOX")


def test_wrong_password(dovecot: Dovecot, mail_account: Account, ca: Authority) -> None:
    with encrypted(dovecot, ca) as client, pytest.raises(LoginError, match="Authentication"):
        client.login(mail_account.address, "close sesame")


def test_stranger_to_the_authority_refuses_the_certificate(dovecot: Dovecot) -> None:
    with pytest.raises(ssl.SSLCertVerificationError):
        IMAPClient(LOOPBACK, dovecot.imaps_port, timeout=10)


@pytest.mark.parametrize(
    ("names", "until"),
    [
        (["mail.other.test"], None),
        ([], datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)),
    ],
    ids=["wrong name", "expired"],
)
@pytest.mark.usefixtures("dovecot")
def test_bad_certificate_is_shown_on_demand(
    ca: Authority, names: list[str], until: datetime.datetime | None
) -> None:
    server = Dovecot(ca, ca.issue(*names, until=until))
    try:
        with pytest.raises(ssl.SSLCertVerificationError):
            encrypted(server, ca)
    finally:
        server.close()


def test_delivery_keeps_date_flags_and_bytes(any_dovecot: Dovecot) -> None:
    user = any_dovecot.new_account().address
    received = datetime.datetime(2026, 11, 1, 2, 30, 15, tzinfo=datetime.UTC)
    uid = any_dovecot.deliver(user, MAIL, received, folder="Junk", flags=[r"\Seen"])
    with any_dovecot.client(user) as client:
        client.select_folder("Junk", readonly=True)
        mail = client.fetch([uid], ["INTERNALDATE", "FLAGS", "BODY.PEEK[]"])[uid]
    assert mail[b"INTERNALDATE"] == received
    assert rb"\Seen" in mail[b"FLAGS"]
    assert mail[b"BODY[]"] == MAIL


def test_idle_pushes_new_mail(any_dovecot: Dovecot) -> None:
    user = any_dovecot.new_account().address
    with any_dovecot.client(user) as client:
        client.select_folder("INBOX", readonly=True)
        client.idle()
        any_dovecot.deliver(user, MAIL)
        pushed = eventually(lambda: client.idle_check(timeout=1), "a push")
        client.idle_done()
    assert (1, b"EXISTS") in pushed


def test_lmtp_delivers_to_the_inbox(any_dovecot: Dovecot) -> None:
    user = any_dovecot.new_account().address
    any_dovecot.lmtp(user, MAIL)
    assert subjects(any_dovecot, user) == [b"Where is it?"]


def test_lmtp_refuses_a_stranger(dovecot: Dovecot) -> None:
    with pytest.raises(smtplib.SMTPRecipientsRefused, match="550"):
        dovecot.lmtp("stranger@shop.test", MAIL)


def test_special_folders_are_there(dovecot: Dovecot, mail_account: Account) -> None:
    with dovecot.client(mail_account.address) as client:
        found = {name: flags for flags, _, name in client.list_folders()}
    for name in ("Drafts", "Junk", "Sent", "Trash"):
        assert rf"\{name}".encode() in found[name]


def test_restart_keeps_mail_users_and_ports(spare_dovecot: Dovecot) -> None:
    user = spare_dovecot.new_account().address
    spare_dovecot.deliver(user, MAIL)
    spare_dovecot.restart()
    assert subjects(spare_dovecot, user) == [b"Where is it?"]


def test_kick_cuts_the_connection(any_dovecot: Dovecot) -> None:
    user = any_dovecot.new_account().address
    with any_dovecot.client(user) as client:
        any_dovecot.kick(user)
        with pytest.raises((IMAPClient.AbortError, OSError)):
            client.noop()


def test_uidvalidity_changes_and_the_mail_stays(any_dovecot: Dovecot) -> None:
    user = any_dovecot.new_account().address
    any_dovecot.deliver(user, MAIL)
    new = any_dovecot.change_uidvalidity(user)
    with any_dovecot.client(user) as client:
        assert client.select_folder("INBOX")[b"UIDVALIDITY"] == new
    assert subjects(any_dovecot, user) == [b"Where is it?"]


def test_unprivileged_server_has_no_process_of_root(unprivileged_dovecot: Dovecot) -> None:
    assert _users_of_group(unprivileged_dovecot.pid).isdisjoint({"0"})


def _users_of_group(group: int) -> set[str]:
    """Return the numeric user ids of a process group's members."""
    listing = subprocess.run(
        ["ps", "-A", "-o", "pgid=,uid="], capture_output=True, text=True, check=True
    )
    members = [line.split() for line in listing.stdout.splitlines()]
    return {user for of_group, user in members if of_group == str(group)}


def test_nothing_listens_beyond_loopback(dovecot: Dovecot) -> None:
    for port in (dovecot.imap_port, dovecot.imaps_port, dovecot.lmtp_port, dovecot.auth_port):
        with pytest.raises(ConnectionRefusedError):
            socket.create_connection(("127.0.0.2", port), timeout=5)


def test_forms_of_both_versions(tmp_path: Path) -> None:
    certificate = Certificate(tmp_path / "crt", tmp_path / "key")
    settings = DovecotSettings(tmp_path, certificate, "mail", "post", 1143, 1993, 1024, 1025)
    old, new = render(settings, (2, 3)), render(settings, (2, 4))
    assert new.startswith("dovecot_config_version = 2.4")
    for name in ("dovecot_storage_version", "mail_driver = maildir", "passdb passwd-file {"):
        assert name in new
        assert name not in old
    for name in ("ssl_cert =", "mail_location = maildir:", "args =", "%u"):
        assert name in old
        assert name not in new
    for text in (old, new):
        assert text.count("{") == text.count("}")


@pytest.mark.usefixtures("dovecot")
def test_server_and_its_files_go_when_the_run_is_killed(tmp_path: Path) -> None:
    script = (
        "import pathlib, signal, sys\n"
        "from tests.servers.certs import Authority\n"
        "from tests.servers.dovecot import Dovecot\n"
        "server = Dovecot(Authority(pathlib.Path(sys.argv[1])))\n"
        "print(server.pid, server.recipients.parent, flush=True)\n"
        "signal.pause()\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", script, str(tmp_path)],
        stdout=subprocess.PIPE,
        cwd=Path(__file__).parents[2],
    ) as run:
        assert run.stdout
        pid, folder = run.stdout.readline().decode().split()
        assert _users_of_group(int(pid))
        run.kill()
    eventually(lambda: not _users_of_group(int(pid)), "the server's end")
    eventually(lambda: not Path(folder).exists(), "the end of its files")


def test_missing_server_skips_or_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(requirement.VARIABLE, raising=False)
    with pytest.raises(pytest.skip.Exception, match="no such server"):
        requirement.require("no such server")
    monkeypatch.setenv(requirement.VARIABLE, "1")
    with pytest.raises(pytest.fail.Exception, match="no such server"):
        requirement.require("no such server")

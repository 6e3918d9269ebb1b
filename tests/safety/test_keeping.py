"""What is hostile to the watch, the lines and the profile, shown by the whole program."""

from __future__ import annotations

import ssl
import stat
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from shopdesk.demo.servers import EmbeddedServers
from tests.safety import hostile
from tests.safety.house import PASSWORD, PASSWORD_IN, SHOP, House
from tests.servers.certs import Authority

AWAY = "\n[away]\nenabled = true\nonly_when_closed = false\n"
HEAD = b"To: hello@lans-shoes.example\r\nSubject: "
MONSTERS = {
    "deep": b"From: eve@evil.test\r\n"
    + HEAD
    + b"deep\r\n"
    + b"Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n" * 3000,
    "semicolons": b"From: eve@evil.test\r\n"
    + HEAD
    + b"flood\r\nContent-Type: text/plain"
    + b";a=b" * 200_000
    + b"\r\n\r\nx\r\n",
    "nobody": b"\r\n\r\nno sender, no date, no name",
    "noise": bytes(range(256)) * 100,
    "large": b"From: eve@evil.test\r\n" + HEAD + b"large\r\n\r\n" + (b"x" * 76 + b"\r\n") * 680_000,
}
AUTOMATIC = {
    "answer": hostile.mail(id="1@x.test", headers="Auto-Submitted: auto-replied\r\n"),
    "list": hostile.mail(id="2@x.test", headers="List-Id: <laces.lists.test>\r\n"),
    "bulk": hostile.mail(id="3@x.test", headers="Precedence: bulk\r\n"),
    "bounce": hostile.mail(
        id="4@x.test", address="mailer-daemon@x.test", headers="Return-Path: <>\r\n"
    ),
    "ours": hostile.mail(id="5@x.test", address=SHOP),
    "robot": hostile.mail(id="6@x.test", address="no-reply@x.test"),
}


def test_one_mail_that_cannot_be_read_stops_no_other(shop: House) -> None:
    for minutes, raw in enumerate(MONSTERS.values(), 2):
        shop.arrives(raw, minutes_ago=minutes)
    for name, minutes in (("First", 20), ("Last", 1)):
        address = f"{name.lower()}@customers.test"
        raw = hostile.mail(id=address, name=f"{name} Roe", address=address)
        shop.arrives(raw, minutes_ago=minutes)
    with shop.board() as board:
        board.wait_for("watching", "First Roe", "Last Roe", "kept aside: eve@evil.test · deep")


def test_only_the_person_among_the_robots_is_answered_automatically(shop: House) -> None:
    """With the notes of a closed shop on: loop-free."""
    shop.configure(more=AWAY)
    for raw in AUTOMATIC.values():
        shop.arrives(raw)
    shop.arrives(hostile.mail(id="7@x.test", address="jane@customers.test"))
    with shop.board() as board:
        board.wait_for("watching", "alarm:", "Jane Roe")
        board.until(lambda: bool(shop.sent), "the note to Jane")
    assert [(sender, to) for sender, to, _ in shop.sent] == [("", ("jane@customers.test",))]
    assert b"Auto-Submitted: auto-replied" in shop.sent[0][2]


@pytest.mark.parametrize(
    ("names", "expired", "trusted", "words"),
    [
        (("elsewhere.test",), False, True, "is for another name"),
        (("127.0.0.1",), True, True, "has expired"),
        (("127.0.0.1",), False, False, "Nobody whom this computer trusts"),
    ],
)
def test_a_wrong_certificate_is_refused(
    shop: House, tmp_path: Path, names: tuple[str, ...], expired: bool, trusted: bool, words: str
) -> None:
    authority = Authority(tmp_path)
    until = datetime.now(UTC) - timedelta(days=1) if expired else None
    certificate = authority.issue(*names, until=until)
    shown = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    shown.load_cert_chain(certificate.chain, certificate.key)
    with EmbeddedServers(lambda: datetime.now(UTC), store=shop.servers.store, tls=shown) as safe:
        ca = str(authority.ca_pem) if trusted else ""
        shop.configure(imap=safe.imap_port, smtp=safe.smtp_port, security="tls", ca=ca)
        done = shop.run("watch", "--once")
    assert done.returncode == 1
    assert words in done.stderr.decode()
    assert PASSWORD not in done.stderr.decode()


def test_without_starttls_no_password_is_sent(shop: House) -> None:
    shop.configure(security="starttls")
    done = shop.run("watch", "--once")
    assert done.returncode == 1
    assert "STARTTLS" in done.stderr.decode() and "did not sign in" in done.stderr.decode()


def test_no_secret_is_in_the_settings_the_log_or_what_a_command_says(
    shop: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SHOPDESK_LOG", "debug")
    wrong = "wrong-horse-battery-staple"
    said = b""
    for password in (PASSWORD, wrong):
        monkeypatch.setenv(PASSWORD_IN, password)
        done = shop.run("watch", "--once")
        assert done.returncode == (0 if password == PASSWORD else 1)
        said += done.stdout + done.stderr
    shop.profile.templates.unlink(missing_ok=True)
    shop.profile.templates.mkdir()
    done = shop.run("templates", "list")
    assert done.returncode == 1
    assert b"Traceback" not in done.stderr
    said += done.stdout + done.stderr
    files = [f for f in shop.profile.folder.rglob("*") if f.is_file()]
    assert {"config.toml", "records.sqlite", "shopdesk.log"} <= {f.name for f in files}
    said += b"".join(f.read_bytes() for f in files)
    assert PASSWORD.encode() not in said
    assert wrong.encode() not in said


def test_files_are_the_owner_s_alone(shop: House) -> None:
    shop.arrives(hostile.mail(filename="x.txt"))
    assert shop.run("watch", "--once").returncode == 0
    assert shop.run("backup").returncode == 0
    loose = {
        path.name: oct(mode)
        for path in (shop.profile.folder, *shop.profile.folder.rglob("*"))
        if (mode := stat.S_IMODE(path.stat().st_mode)) != (0o700 if path.is_dir() else 0o600)
        and path != shop.profile.config
    }
    assert loose == {}

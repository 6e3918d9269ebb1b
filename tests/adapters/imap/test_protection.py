"""Certificates, STARTTLS and clear text: rows of the safety table, for both connections."""

from __future__ import annotations

import datetime as dt
import ssl
from pathlib import Path

import pytest
import trustme

from shopdesk.domain.errors import CertificateRefused, Unreachable, Unsafe
from shopdesk.domain.shop.settings import Security
from tests.adapters.imap.accounts import server_context, settings_for
from tests.adapters.imap.crooked import CrookedServer
from tests.adapters.imap.ways_in import Enter, both, failure, mailbox_enters
from tests.servers.certs import Authority
from tests.servers.ports import free_ports

USER = "lan@shop.test"
CAPABILITIES = "IMAP4rev1 IDLE STARTTLS"


def server(tls: ssl.SSLContext, security: Security) -> CrookedServer:
    if security is Security.TLS:
        return CrookedServer(tls=tls)
    return CrookedServer(starttls=tls, capabilities=CAPABILITIES)


each_way = pytest.mark.parametrize("security", [Security.TLS, Security.STARTTLS])


@both
@each_way
async def test_a_good_certificate(
    enter: Enter, security: Security, tls: ssl.SSLContext, ca: Authority
) -> None:
    async with server(tls, security).running() as running:
        await enter(settings_for(running.port, security, USER, ca_file=str(ca.ca_pem)))
        assert "LOGIN" in running.commands()


@both
@each_way
async def test_an_unknown_authority(enter: Enter, security: Security, tls: ssl.SSLContext) -> None:
    async with server(tls, security).running() as running:
        error = await failure(enter, settings_for(running.port, security, USER))
    assert isinstance(error, CertificateRefused)
    assert "ca_file" in str(error)
    assert f"localhost:{running.port}" in str(error)
    assert "LOGIN" not in running.commands()


@both
@each_way
async def test_a_certificate_for_another_name(
    enter: Enter, security: Security, ca: Authority
) -> None:
    other = server_context(ca.issue("mail.example"))
    async with server(other, security).running() as running:
        error = await failure(
            enter, settings_for(running.port, security, USER, ca_file=str(ca.ca_pem))
        )
    assert isinstance(error, CertificateRefused)
    assert "another name" in str(error)
    assert "LOGIN" not in running.commands()


@both
@each_way
async def test_an_expired_certificate(enter: Enter, security: Security, ca: Authority) -> None:
    yesterday = dt.datetime.now(dt.UTC) - dt.timedelta(days=1)
    expired = server_context(ca.issue(until=yesterday))
    async with server(expired, security).running() as running:
        error = await failure(
            enter, settings_for(running.port, security, USER, ca_file=str(ca.ca_pem))
        )
    assert isinstance(error, CertificateRefused)
    assert "expired" in str(error)
    assert not error.passing


@both
async def test_a_ca_file_that_cannot_be_used(enter: Enter, tmp_path: Path) -> None:
    missing, empty = tmp_path / "missing.pem", tmp_path / "empty.pem"
    empty.write_text("not a certificate")
    for file in (missing, empty):
        error = await failure(enter, settings_for(9, Security.TLS, USER, ca_file=str(file)))
        assert isinstance(error, CertificateRefused)
        assert str(file) in str(error)


@both
async def test_only_an_outdated_tls(enter: Enter) -> None:
    fatal_alert_protocol_version = b"\x15\x03\x01\x00\x02\x02\x46"
    async with CrookedServer(greeting=fatal_alert_protocol_version).running() as running:
        error = await failure(enter, settings_for(running.port, Security.TLS, USER))
    assert isinstance(error, Unsafe)
    assert "outdated" in str(error)


@both
async def test_no_tls_where_tls_was_expected(enter: Enter) -> None:
    async with CrookedServer().running() as running:
        error = await failure(enter, settings_for(running.port, Security.TLS, USER))
    assert isinstance(error, Unsafe)
    assert "143 with starttls" in str(error)


@both
async def test_tls_where_none_was_expected(
    enter: Enter, tls: ssl.SSLContext, ca: Authority
) -> None:
    async with server(tls, Security.TLS).running() as running:
        error = await failure(
            enter, settings_for(running.port, Security.STARTTLS, USER), timeout_s=0.2
        )
    assert isinstance(error, Unreachable)
    assert "993 goes with tls" in str(error)


@both
async def test_starttls_missing(enter: Enter) -> None:
    async with CrookedServer().running() as running:
        error = await failure(enter, settings_for(running.port, Security.STARTTLS, USER))
    assert isinstance(error, Unsafe)
    assert "STARTTLS" in str(error)
    assert set(running.commands()) == {"CAPABILITY"}


@both
async def test_preauth_instead_of_starttls(enter: Enter) -> None:
    crooked = CrookedServer(greeting=b"* PREAUTH welcome\r\n", capabilities=CAPABILITIES)
    async with crooked.running() as running:
        error = await failure(enter, settings_for(running.port, Security.STARTTLS, USER))
    assert isinstance(error, Unsafe)
    assert set(running.commands()) <= {"CAPABILITY"}


@both
@pytest.mark.parametrize("answer", [b"%t NO not now\r\n", b"%t BAD what?\r\n", b"* BYE\r\n", b""])
async def test_starttls_refused(enter: Enter, answer: bytes) -> None:
    crooked = CrookedServer({"STARTTLS": answer}, capabilities=CAPABILITIES)
    async with crooked.running() as running:
        await failure(enter, settings_for(running.port, Security.STARTTLS, USER))
    assert "LOGIN" not in running.commands()


@both
@pytest.mark.parametrize("injected", [b"* OK [ALERT] ha\r\n", b"* 9 EXISTS\r\n", b"x", b"\r\n"])
async def test_bytes_after_the_answer_to_starttls(
    enter: Enter, injected: bytes, tls: ssl.SSLContext, ca: Authority
) -> None:
    crooked = server(tls, Security.STARTTLS)
    crooked.after_starttls = injected
    async with crooked.running() as running:
        error = await failure(
            enter, settings_for(running.port, Security.STARTTLS, USER, ca_file=str(ca.ca_pem))
        )
    assert isinstance(error, Unsafe)
    assert "in the clear" in str(error)
    assert "LOGIN" not in running.commands()


@both
async def test_what_was_said_before_tls_is_forgotten(
    enter: Enter, tls: ssl.SSLContext, ca: Authority
) -> None:
    offered = iter([CAPABILITIES, "IMAP4rev1 IDLE LOGINDISABLED"])
    again = "IMAP4rev1 IDLE LOGINDISABLED"

    def capability(_line: str) -> bytes:
        return f"* CAPABILITY {next(offered, again)}\r\n%t OK done\r\n".encode()

    crooked = CrookedServer({"CAPABILITY": capability}, starttls=tls)
    async with crooked.running() as running:
        error = await failure(
            enter, settings_for(running.port, Security.STARTTLS, USER, ca_file=str(ca.ca_pem))
        )
    assert "LOGIN" not in running.commands()
    assert "takes no password" in str(error)


@both
@pytest.mark.parametrize(
    "host", ["192.0.2.7", "imap.shop.test", "localhost.shop.test", "128.0.0.1"]
)
async def test_clear_text_to_another_computer(enter: Enter, host: str) -> None:
    error = await failure(enter, settings_for(143, Security.NONE, USER, host=host))
    assert isinstance(error, Unsafe)
    assert f"{host}:143 is another computer" in str(error)


@both
async def test_nobody_listens(enter: Enter) -> None:
    (port,) = free_ports(1)
    error = await failure(enter, settings_for(port, Security.TLS, USER))
    assert isinstance(error, Unreachable)
    assert f"localhost:{port} refused the connection" in str(error)


@both
@pytest.mark.parametrize("host", ["no-such-server.invalid", f"{'x' * 70}.test", "a..b"])
async def test_no_such_host(enter: Enter, host: str) -> None:
    error = await failure(enter, settings_for(993, Security.TLS, USER, host=host))
    assert isinstance(error, Unreachable)
    assert host in str(error)
    assert "host name in the settings" in str(error)


@both
@pytest.mark.parametrize("field", ["host", "user"])
async def test_settings_that_would_break_out_of_a_command(enter: Enter, field: str) -> None:
    async with CrookedServer().running() as running:
        host, user = "localhost", USER
        if field == "host":
            host = "localhost\r\nA1 LOGOUT"
        else:
            user = "lan\r\nA1 LOGOUT"
        error = await failure(enter, settings_for(running.port, Security.NONE, user, host=host))
    assert "line break" in str(error)
    assert not running.heard


async def test_a_certificate_of_our_own_authority_does_not_replace_the_systems(
    ca: Authority, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    system = trustme.CA()
    bundle = tmp_path / "system.pem"
    system.cert_pem.write_to_path(str(bundle))
    monkeypatch.setenv("SSL_CERT_FILE", str(bundle))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    system.issue_cert("localhost").configure_cert(context)
    async with server(context, Security.TLS).running() as running:
        await mailbox_enters(settings_for(running.port, Security.TLS, USER, ca_file=str(ca.ca_pem)))

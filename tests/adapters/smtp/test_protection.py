"""No password and no mail goes out in the clear, or to a server that is not who it says."""

import contextlib
import datetime as dt
import socket
import ssl
import threading
from dataclasses import replace

import pytest

from shopdesk.adapters.smtp.server import SmtpSender
from shopdesk.domain.errors import (
    CertificateRefused,
    ServerError,
    ServerRefused,
    Unsafe,
)
from shopdesk.domain.shop.settings import Security
from tests.adapters.smtp.builders import (
    PASSWORD,
    dispatch,
    sender,
    server_context,
    settings,
)
from tests.adapters.smtp.line_server import LineServer
from tests.adapters.smtp.post import Serve
from tests.servers.certs import Authority
from tests.servers.ports import LOOPBACK


@pytest.mark.parametrize("security", [Security.TLS, Security.STARTTLS])
async def test_an_unknown_authority_is_refused(post: Serve, security: Security) -> None:
    async with post(security) as served:
        with pytest.raises(CertificateRefused, match="Nobody whom this computer trusts") as caught:
            await sender(served.server.port, security, None).send(dispatch())
    assert f"localhost:{served.server.port}" in str(caught.value)
    assert not caught.value.passing
    assert served.taken == []


@pytest.mark.parametrize("security", [Security.TLS, Security.STARTTLS])
@pytest.mark.parametrize(
    ("names", "until", "sentence"),
    [
        (("elsewhere.test",), None, "is for another name"),
        ((), dt.datetime(2024, 1, 1, tzinfo=dt.UTC), "has expired"),
    ],
)
async def test_a_wrong_certificate_is_refused_before_the_password_is_sent(
    ca: Authority,
    security: Security,
    names: tuple[str, ...],
    until: dt.datetime | None,
    sentence: str,
) -> None:
    context = server_context(ca.issue(*names, until=until))
    line_server = (
        LineServer(tls=context)
        if security is Security.TLS
        else LineServer(starttls=context, extensions=("STARTTLS",))
    )
    async with line_server.running() as served:
        with pytest.raises(CertificateRefused, match=sentence):
            await sender(served.port, security, ca).send(dispatch())
    assert set(served.verbs()) <= {"EHLO", "STARTTLS"}


async def test_starttls_that_is_not_offered_ends_the_session(ca: Authority) -> None:
    async with LineServer(extensions=("AUTH PLAIN",)).running() as served:
        with pytest.raises(Unsafe, match="offers no protection") as caught:
            await sender(served.port, Security.STARTTLS, ca).send(dispatch())
    assert served.verbs() == ["EHLO"]
    assert not caught.value.passing


async def test_starttls_that_is_refused_ends_the_session(ca: Authority) -> None:
    answers = {"STARTTLS": b"454 4.7.0 not today\r\n"}
    async with LineServer(extensions=("STARTTLS", "AUTH PLAIN"), answers=answers).running() as it:
        with pytest.raises(ServerRefused, match="not today") as caught:
            await sender(it.port, Security.STARTTLS, ca).send(dispatch())
    assert it.verbs() == ["EHLO", "STARTTLS"]
    assert caught.value.passing


async def test_what_comes_in_the_clear_behind_starttls_is_not_heard(
    ca: Authority, tls: ssl.SSLContext
) -> None:
    line_server = LineServer(
        extensions=("STARTTLS",),
        starttls=tls,
        after_starttls=b"250-here\r\n250 AUTH CRAM-MD5\r\n",
        extensions_inside=("AUTH PLAIN", "SIZE 1000000"),
    )
    async with line_server.running() as served:
        # either it is dropped or the handshake fails on it; the forged offer is never taken up
        with contextlib.suppress(ServerError):
            await sender(served.port, Security.STARTTLS, ca).send(dispatch())
    assert not any("CRAM-MD5" in line for line in served.heard)
    assert served.verbs()[:2] == ["EHLO", "STARTTLS"]


async def test_no_clear_text_beyond_this_machine() -> None:
    with pytest.raises(Unsafe, match=r"smtp\.security"):
        await sender(25, Security.NONE, None, host="mail.shop.test").send(dispatch())


async def test_a_server_without_tls_at_a_tls_port(ca: Authority) -> None:
    async with LineServer().running() as served:
        with pytest.raises(Unsafe, match="does not begin with TLS") as caught:
            await sender(served.port, Security.TLS, ca).send(dispatch())
    assert "starttls" in str(caught.value)


async def test_tls_older_than_1_2_is_refused(ca: Authority) -> None:
    old = server_context(ca.issue())
    with pytest.warns(DeprecationWarning):
        old.maximum_version = ssl.TLSVersion.TLSv1_1
        old.minimum_version = ssl.TLSVersion.TLSv1
    old.set_ciphers("ALL:@SECLEVEL=0")

    def serve(listener: socket.socket) -> None:
        # asyncio's server would hang up without the alert that real ones send
        connection, _peer = listener.accept()
        with connection, contextlib.suppress(ssl.SSLError):
            old.wrap_socket(connection, server_side=True)

    with socket.create_server((LOOPBACK, 0)) as listener:
        thread = threading.Thread(target=serve, args=(listener,))
        thread.start()
        with pytest.raises(Unsafe, match=r"could not agree with us on TLS 1\.2"):
            await sender(listener.getsockname()[1], Security.TLS, ca).send(dispatch())
        thread.join(10)


async def test_an_authority_file_that_is_none(tmp_path_factory: pytest.TempPathFactory) -> None:
    broken = tmp_path_factory.mktemp("broken") / "ca.pem"
    mailbox = settings(1, Security.TLS, None)
    for content, sentence in ((None, "cannot be read"), ("nonsense", "no certificate in PEM")):
        if content:
            broken.write_text(content)
        own = replace(mailbox, ca_file=str(broken))
        with pytest.raises(CertificateRefused, match=sentence):
            await SmtpSender(own, lambda: PASSWORD).send(dispatch())

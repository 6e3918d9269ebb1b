"""Signing in at an SMTP server."""

import ssl

import pytest

from shopdesk.adapters.smtp.server import SmtpSender
from shopdesk.domain.errors import (
    SecretMissing,
    SignInRefused,
)
from shopdesk.domain.shop.settings import Security
from tests.adapters.smtp.builders import (
    PASSWORD,
    dispatch,
    sender,
    settings,
)
from tests.adapters.smtp.line_server import LineServer
from tests.adapters.smtp.post import Serve
from tests.servers.certs import Authority


async def test_a_wrong_password(post: Serve, ca: Authority) -> None:
    async with post(Security.TLS) as served:
        with pytest.raises(SignInRefused, match=r"did not let lan@shop\.test sign in") as caught:
            await sender(served.server.port, Security.TLS, ca, password="hunter2").send(dispatch())
    assert "hunter2" not in str(caught.value)
    assert not caught.value.passing


async def test_a_wrong_password_is_tried_once(tls: ssl.SSLContext, ca: Authority) -> None:
    line_server = LineServer(
        tls=tls, extensions=("AUTH CRAM-MD5 LOGIN PLAIN",), answers={"AUTH": b"535 5.7.8 no\r\n"}
    )
    async with line_server.running() as served:
        with pytest.raises(SignInRefused, match=r"535 5\.7\.8 no"):
            await sender(served.port, Security.TLS, ca).send(dispatch())
    assert served.verbs() == ["EHLO", "AUTH"]


async def test_a_method_that_the_server_does_not_know_after_all(
    tls: ssl.SSLContext, ca: Authority
) -> None:
    line_server = LineServer(
        tls=tls, extensions=("AUTH PLAIN LOGIN",), answers={"AUTH": b"504 unknown\r\n"}
    )
    async with line_server.running() as served:
        with pytest.raises(SignInRefused):
            await sender(served.port, Security.TLS, ca).send(dispatch())
    assert [line.split()[:2] for line in served.heard[1:]] == [["AUTH", "PLAIN"], ["AUTH", "LOGIN"]]


@pytest.mark.parametrize(
    "echo", [PASSWORD, "AGxhbkBzaG9wLnRlc3QAb3BlbiBzZXNhbWU=", "b3BlbiBzZXNhbWU="]
)
async def test_a_password_that_the_server_repeats_is_not_shown(
    tls: ssl.SSLContext, ca: Authority, echo: str
) -> None:
    answers = {"AUTH": f"535 not {echo}\r\n".encode()}
    async with LineServer(tls=tls, answers=answers).running() as served:
        with pytest.raises(SignInRefused) as caught:
            await sender(served.port, Security.TLS, ca).send(dispatch())
    assert echo not in str(caught.value)
    assert caught.value.__suppress_context__


async def test_no_way_to_sign_in(tls: ssl.SSLContext, ca: Authority) -> None:
    async with LineServer(tls=tls, extensions=("SIZE",)).running() as served:
        with pytest.raises(SignInRefused, match="offers no way to sign in"):
            await sender(served.port, Security.TLS, ca).send(dispatch())
    assert "MAIL" not in served.verbs()


async def test_the_local_server_may_do_without_a_password() -> None:
    async with LineServer(extensions=("SIZE",)).running() as served:
        await sender(served.port, Security.NONE, None).send(dispatch())
    assert "AUTH" not in served.verbs()


async def test_a_password_that_is_missing_is_a_refused_sign_in(ca: Authority) -> None:
    def missing() -> str:
        raise SecretMissing("Put it into the keyring.")

    lost = SmtpSender(settings(1, Security.TLS, ca), missing)
    with pytest.raises(SignInRefused, match="Put it into the keyring"):
        await lost.send(dispatch())

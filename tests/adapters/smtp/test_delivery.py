"""Handing a mail over, and what is made of a server that does not take it."""

import subprocess
import sys

import pytest

from shopdesk.demo.servers.faults import SmtpFaults
from shopdesk.domain.errors import (
    OutcomeUnknown,
    ServerRefused,
    Unreachable,
)
from shopdesk.domain.shop.settings import Security
from tests.adapters.smtp.builders import (
    RAW,
    USER,
    dispatch,
    sender,
)
from tests.adapters.smtp.line_server import LineServer
from tests.adapters.smtp.post import Serve
from tests.servers.certs import Authority
from tests.servers.ports import free_ports


@pytest.mark.parametrize("security", list(Security))
async def test_a_mail_arrives_byte_for_byte(post: Serve, ca: Authority, security: Security) -> None:
    async with post(security) as served:
        receipt = await sender(served.server.port, security, ca).send(dispatch())
    assert served.taken == [(USER, ("jane@customers.test",), RAW)]
    assert receipt.reply == "2.0.0 Accepted"
    assert receipt.refused == ()


async def test_nobody_listens(ca: Authority) -> None:
    (port,) = free_ports(1)
    with pytest.raises(Unreachable, match=r"Nothing answers at 127\.0\.0\.1:") as caught:
        await sender(port, Security.TLS, ca, host="127.0.0.1").send(dispatch())
    assert caught.value.passing


@pytest.mark.parametrize("host", ["no-such-host.invalid", "x" * 70 + ".test"])
async def test_an_unknown_host(ca: Authority, host: str) -> None:
    with pytest.raises(Unreachable, match=f"No server is found under the name {host}"):
        await sender(465, Security.TLS, ca, host=host).send(dispatch())


@pytest.mark.parametrize("security", list(Security))
async def test_a_server_that_never_greets(ca: Authority, security: Security) -> None:
    async with LineServer(greeting=None).running() as served:
        with pytest.raises(Unreachable, match="did not answer in time") as caught:
            await sender(served.port, security, ca, timeout_s=0.2).send(dispatch())
    assert caught.value.passing


@pytest.mark.parametrize("verb", ["EHLO", "AUTH", "MAIL", "RCPT"])
@pytest.mark.parametrize("fault", ["drop_on", "stall_on"])
async def test_a_connection_that_dies_before_the_mail_may_be_tried_again(
    post: Serve, ca: Authority, verb: str, fault: str
) -> None:
    faults = SmtpFaults(**{fault: frozenset({verb})})  # type: ignore[arg-type]  # by name
    async with post(Security.STARTTLS, faults) as served:
        with pytest.raises(Unreachable) as caught:
            await sender(served.server.port, Security.STARTTLS, ca, timeout_s=0.3).send(dispatch())
    assert caught.value.passing
    assert served.taken == []


@pytest.mark.parametrize("kept", [True, False])
@pytest.mark.parametrize("fault", ["drop_on", "stall_on"])
async def test_a_connection_that_dies_after_the_mail_leaves_its_outcome_unknown(
    monkeypatch: pytest.MonkeyPatch, post: Serve, ca: Authority, fault: str, kept: bool
) -> None:
    monkeypatch.setattr("shopdesk.adapters.smtp.server._PATIENCE", 1)
    faults = SmtpFaults(
        **{fault: frozenset({"DATA"})},  # type: ignore[arg-type]  # by name
        keeps_dropped_mail=kept,
    )
    async with post(Security.TLS, faults) as served:
        with pytest.raises(OutcomeUnknown, match="may have been sent or not") as caught:
            await sender(served.server.port, Security.TLS, ca, timeout_s=0.5).send(dispatch())
    assert not caught.value.passing
    assert bool(served.taken) is kept


async def test_nonsense_after_the_mail_leaves_its_outcome_unknown() -> None:
    for nonsense in (b"hello\r\n", b"200 fine\r\n"):
        async with LineServer(answers={".": nonsense}).running() as served:
            with pytest.raises(OutcomeUnknown):
                await sender(served.port, Security.NONE, None).send(dispatch())


@pytest.mark.parametrize("verb", ["EHLO", "AUTH", "MAIL", "RCPT", "DATA"])
async def test_not_now_is_tried_again(post: Serve, ca: Authority, verb: str) -> None:
    faults = SmtpFaults(answers={verb: "451 4.3.0 Come back later"})
    async with post(Security.TLS, faults) as served:
        with pytest.raises(ServerRefused, match="Come back later") as caught:
            await sender(served.server.port, Security.TLS, ca).send(dispatch())
    assert caught.value.passing


@pytest.mark.parametrize(
    ("verb", "sentence"),
    [
        ("EHLO", "refused: 5.5.0 Never"),
        ("MAIL", f"does not let {USER} send as {USER}: 5.5.0 Never"),
        ("RCPT", "refused the recipient jane@customers.test: 5.5.0 Never"),
        ("DATA", "refused this mail: 5.5.0 Never"),
    ],
)
async def test_never_is_final(post: Serve, ca: Authority, verb: str, sentence: str) -> None:
    async with post(Security.TLS, SmtpFaults(answers={verb: "550 5.5.0 Never"})) as served:
        with pytest.raises(ServerRefused, match=sentence) as caught:
            await sender(served.server.port, Security.TLS, ca).send(dispatch())
    assert not caught.value.passing


async def test_what_the_server_says_cannot_steer_the_terminal() -> None:
    answers = {".": b"554 \x1b]0;owned\x07 \xe2\x80\xaegpj \xff" + b"x" * 500 + b"\r\n"}
    async with LineServer(answers=answers).running() as served:
        with pytest.raises(ServerRefused) as caught:
            await sender(served.port, Security.NONE, None).send(dispatch())
    assert str(caught.value).isprintable()
    assert len(str(caught.value)) < 400


async def test_a_refusal_stands_even_if_the_server_is_silent_afterwards() -> None:
    answers = {".": b"550 no\r\n", "RSET": None, "QUIT": None}
    async with LineServer(answers=answers).running() as served:
        with pytest.raises(ServerRefused, match="refused this mail: no"):
            await sender(served.port, Security.NONE, None).send(dispatch())


async def test_an_accepted_mail_does_not_wait_for_the_goodbye() -> None:
    async with LineServer(answers={"QUIT": None}).running() as served:
        receipt = await sender(served.port, Security.NONE, None).send(dispatch())
    assert receipt.reply == "2.0.0 taken"


async def test_what_answers_is_no_smtp_server() -> None:
    async with LineServer(greeting=b"* OK IMAP4rev1 ready\r\n").running() as served:
        with pytest.raises(ServerRefused, match="is no SMTP server"):
            await sender(served.port, Security.NONE, None).send(dispatch())


def test_the_start_does_not_wait_for_the_smtp_library() -> None:
    script = "import sys, shopdesk.adapters.smtp.server; sys.exit('aiosmtplib' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0


async def test_a_server_that_hangs_up_at_once(ca: Authority) -> None:
    for security in Security:
        async with LineServer(greeting=b"").running() as served:
            with pytest.raises(Unreachable, match="was lost before the mail left"):
                await sender(served.port, security, ca).send(dispatch())

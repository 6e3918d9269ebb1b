"""The embedded SMTP server: who may send, what is taken, and what it does wrong when told to."""

import smtplib
import ssl
import time
from base64 import b64encode
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from datetime import datetime
from email.message import EmailMessage

import aiosmtplib
import pytest

from shopdesk.demo.servers import EmbeddedServers, SmtpFaults
from tests.demo.clients import (
    JANE,
    NOON,
    OWNER,
    PASSWORD,
    TIMEOUT,
    Line,
    certificates,
    mail,
    running_servers,
)

ELSEWHERE = "anton@omsk.example"
DATA = frozenset({"DATA"})


class Post:
    """What the server accepted."""

    def __init__(self) -> None:
        self.taken: list[tuple[str, tuple[str, ...], bytes, datetime]] = []

    async def on_mail(
        self, sender: str, recipients: tuple[str, ...], raw: bytes, at: datetime
    ) -> None:
        if b"Subject: poison" in raw:
            raise ArithmeticError("a fault of the callback")
        self.taken.append((sender, recipients, raw, at))


@pytest.fixture
def post() -> Post:
    return Post()


@pytest.fixture
def servers(post: Post) -> Iterator[EmbeddedServers]:
    with running_servers(on_mail=post.on_mail) as running:
        yield running


@contextmanager
def smtp(servers: EmbeddedServers) -> Iterator[smtplib.SMTP]:
    """Log the owner in."""
    client = smtplib.SMTP("127.0.0.1", servers.smtp_port, timeout=TIMEOUT)
    try:
        client.login(OWNER, PASSWORD)
        yield client
    finally:
        client.close()


@asynccontextmanager
async def async_smtp(
    servers: EmbeddedServers,
    *,
    timeout: float = TIMEOUT,
    use_tls: bool = False,
    start_tls: bool = False,
    trusting: ssl.SSLContext | None = None,
) -> AsyncIterator[aiosmtplib.SMTP]:
    """Log the owner in with the program's own library."""
    client = aiosmtplib.SMTP(
        hostname="127.0.0.1",
        port=servers.smtp_port,
        timeout=timeout,
        use_tls=use_tls,
        start_tls=start_tls,
        tls_context=trusting,
    )
    await client.connect()
    try:
        await client.login(OWNER, PASSWORD)
        yield client
    finally:
        client.close()


def test_an_accepted_mail_is_handed_on_as_it_came(servers: EmbeddedServers, post: Post) -> None:
    raw = mail("Dots", ".one\r\n..two\r\n.")
    with smtp(servers) as client:
        assert client.sendmail(OWNER, [JANE, ELSEWHERE], raw) == {}
        client.sendmail("<>", [JANE], mail("Bounce"))
    assert post.taken == [
        (OWNER, (JANE, ELSEWHERE), raw, NOON),
        ("", (JANE,), mail("Bounce"), NOON),
    ]


@pytest.mark.parametrize("mechanism", ["PLAIN", "LOGIN"])
def test_login(servers: EmbeddedServers, mechanism: str) -> None:
    for password, code in ((PASSWORD, 235), ("wrong", 535), ("", 535)):
        with smtplib.SMTP("127.0.0.1", servers.smtp_port, timeout=TIMEOUT) as client:
            client.ehlo()
            client.user, client.password = OWNER, password
            authobject = client.auth_plain if mechanism == "PLAIN" else client.auth_login
            try:
                answer = client.auth(mechanism, authobject)[0]
            except smtplib.SMTPAuthenticationError as error:
                answer = error.smtp_code
            assert answer == code


def test_strangers_cannot_send(servers: EmbeddedServers, post: Post) -> None:
    with smtplib.SMTP("127.0.0.1", servers.smtp_port, timeout=TIMEOUT) as client:
        with pytest.raises(smtplib.SMTPSenderRefused) as refused:
            client.sendmail(OWNER, [JANE], mail())
        assert refused.value.smtp_code == 530
    assert post.taken == []


def test_what_it_offers(servers: EmbeddedServers) -> None:
    with smtp(servers) as client:
        assert client.esmtp_features["size"] == str(50 * 1024 * 1024)
        assert {"8bitmime", "smtputf8"} <= set(client.esmtp_features)
        assert client.esmtp_features["auth"].split() == ["LOGIN", "PLAIN"]
        assert "starttls" not in client.esmtp_features
        assert client.docmd("MAIL", f"FROM:<{OWNER}> SIZE=60000000")[0] == 552


async def test_addresses_in_any_script(servers: EmbeddedServers, post: Post) -> None:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = OWNER, "нина@почта.example", "Đỏ"
    message.set_content("Ё")
    async with async_smtp(servers) as client:
        await client.send_message(message)
    ((_, recipients, raw, _),) = post.taken
    assert recipients == ("нина@почта.example",)
    assert "To: нина@почта.example".encode() in raw


async def test_starttls_comes_before_login(post: Post) -> None:
    server, trusting = certificates()
    with running_servers(on_mail=post.on_mail, starttls=server) as servers:
        with smtplib.SMTP("127.0.0.1", servers.smtp_port, timeout=TIMEOUT) as plain:
            plain.ehlo()
            assert "auth" not in plain.esmtp_features
            plain_login = b64encode(f"\0{OWNER}\0{PASSWORD}".encode()).decode()
            assert plain.docmd("AUTH", f"PLAIN {plain_login}")[0] == 538
        async with async_smtp(servers, start_tls=True, trusting=trusting) as client:
            await client.sendmail(OWNER, [JANE], mail())
            before = time.monotonic()
            servers.stop()
            assert time.monotonic() - before < 1
    assert len(post.taken) == 1


async def test_implicit_tls(post: Post) -> None:
    server, trusting = certificates()
    with running_servers(on_mail=post.on_mail, tls=server) as servers:
        async with async_smtp(servers, use_tls=True, trusting=trusting) as client:
            await client.sendmail(OWNER, [JANE], mail())
        with smtplib.SMTP_SSL(
            "127.0.0.1", servers.smtp_port, timeout=TIMEOUT, context=trusting
        ) as other:
            other.login(OWNER, PASSWORD)
            other.sendmail(OWNER, [JANE], mail())
    assert len(post.taken) == 2


def test_a_recipient_can_be_refused(servers: EmbeddedServers, post: Post) -> None:
    servers.smtp.faults = SmtpFaults(refused_recipients={ELSEWHERE: "550 5.1.1 No such user"})
    with smtp(servers) as client:
        refused = client.sendmail(OWNER, [JANE, ELSEWHERE], mail())
        assert refused == {ELSEWHERE: (550, b"5.1.1 No such user")}
        with pytest.raises(smtplib.SMTPRecipientsRefused):
            client.sendmail(OWNER, [ELSEWHERE], mail())
    assert [recipients for _, recipients, _, _ in post.taken] == [(JANE,)]


@pytest.mark.parametrize("verb", ["MAIL", "RCPT", "DATA"])
def test_any_verb_can_get_another_answer(servers: EmbeddedServers, post: Post, verb: str) -> None:
    servers.smtp.faults = SmtpFaults(answers={verb: "451 4.3.0 Later"})
    with smtp(servers) as client, pytest.raises(smtplib.SMTPException, match=r"4\.3\.0 Later"):
        client.sendmail(OWNER, [JANE], mail())
    servers.smtp.faults = SmtpFaults()
    with smtp(servers) as client:
        client.sendmail(OWNER, [JANE], mail("again"))
    assert [raw for _, _, raw, _ in post.taken] == [mail("again")]


def test_logging_in_and_greeting_can_fail(servers: EmbeddedServers) -> None:
    servers.smtp.faults = SmtpFaults(answers={"AUTH": "454 4.7.0 Later"})
    with pytest.raises(smtplib.SMTPAuthenticationError, match="454"), smtp(servers):
        pass
    servers.smtp.faults = SmtpFaults(answers={"EHLO": "421 4.3.2 Closing"})
    with smtplib.SMTP("127.0.0.1", servers.smtp_port, timeout=TIMEOUT) as client:
        assert client.ehlo() == (421, b"4.3.2 Closing")


@pytest.mark.parametrize("kept", [True, False])
async def test_the_answer_to_data_can_be_lost(
    servers: EmbeddedServers, post: Post, kept: bool
) -> None:
    servers.smtp.faults = SmtpFaults(drop_on=DATA, keeps_dropped_mail=kept)
    async with async_smtp(servers) as client:
        with pytest.raises(aiosmtplib.SMTPServerDisconnected):
            await client.sendmail(OWNER, [JANE], mail())
    servers.smtp.faults = SmtpFaults(stall_on=DATA, keeps_dropped_mail=kept)
    async with async_smtp(servers, timeout=0.2) as client:
        with pytest.raises(aiosmtplib.SMTPReadTimeoutError):
            await client.sendmail(OWNER, [JANE], mail())
    assert len(post.taken) == (2 if kept else 0)


def test_a_fault_of_the_callback_is_for_later(servers: EmbeddedServers, post: Post) -> None:
    with smtp(servers) as client:
        with pytest.raises(smtplib.SMTPDataError) as refused:
            client.sendmail(OWNER, [JANE], mail("poison"))
        assert refused.value.smtp_code == 451
        client.sendmail(OWNER, [JANE], mail("sound"))
    assert [raw for _, _, raw, _ in post.taken] == [mail("sound")]


def test_garbage_is_answered(servers: EmbeddedServers) -> None:
    with Line(servers.smtp_port) as client:
        assert client.line().startswith(b"220 localhost")
        for said in (b"XYZZY", b"\xff\xfe", b"", b"MAIL", b"AUTH PLAIN !", b"x" * 3000):
            client.send(said + b"\r\n")
            assert client.line()[:1] == b"5"
        client.send(b"QUIT\r\n")
        assert client.line().startswith(b"221")

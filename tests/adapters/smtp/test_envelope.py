"""Who sends to whom, and in which letters."""

from dataclasses import replace

import pytest

from shopdesk.demo.servers.faults import SmtpFaults
from shopdesk.domain.errors import (
    ServerRefused,
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


async def test_some_recipients_refused(post: Serve, ca: Authority) -> None:
    faults = SmtpFaults(refused_recipients={"gone@customers.test": "550 5.1.1 No such user"})
    async with post(Security.TLS, faults) as served:
        receipt = await sender(served.server.port, Security.TLS, ca).send(
            dispatch("jane@customers.test", "gone@customers.test")
        )
    assert receipt.refused == ("gone@customers.test",)
    assert [recipients for _sender, recipients, _raw in served.taken] == [("jane@customers.test",)]


async def test_all_recipients_refused_one_of_them_for_now(post: Serve, ca: Authority) -> None:
    faults = SmtpFaults(
        refused_recipients={"a@customers.test": "550 No", "b@customers.test": "450 Later"}
    )
    async with post(Security.TLS, faults) as served:
        with pytest.raises(ServerRefused) as caught:
            await sender(served.server.port, Security.TLS, ca).send(
                dispatch("a@customers.test", "b@customers.test")
            )
    assert caught.value.passing
    assert served.taken == []


async def test_a_server_too_busy_for_the_next_recipient_is_tried_again() -> None:
    answers = {"RCPT": b"421 4.3.2 closing\r\n"}
    async with LineServer(answers=answers).running() as served:
        with pytest.raises(ServerRefused, match="closing") as caught:
            await sender(served.port, Security.NONE, None).send(
                dispatch("a@customers.test", "b@customers.test")
            )
    assert caught.value.passing
    assert served.verbs().count("RCPT") == 1


@pytest.mark.parametrize(
    ("extension", "answers", "sentence"),
    [
        ("SIZE 1048576", {}, "it has 2.0 MiB, and at most 1.0 MiB are taken"),
        ("SIZE", {"MAIL": b"552 5.3.4 too big\r\n"}, "too large for localhost:.*too big"),
        ("HELP", {".": b"552 5.3.4 too big\r\n"}, "too large for localhost:.*it has 2.0 MiB"),
    ],
)
async def test_a_mail_that_is_too_large(
    extension: str, answers: dict[str, bytes | None], sentence: str
) -> None:
    raw = RAW + b"0123456789abcde\r\n" * (2 * 2**20 // 17)
    line_server = LineServer(extensions=("AUTH PLAIN", extension), answers=answers)
    async with line_server.running() as served:
        with pytest.raises(ServerRefused, match=sentence) as caught:
            await sender(served.port, Security.NONE, None).send(dispatch(raw=raw))
    assert not caught.value.passing


@pytest.mark.parametrize(
    ("recipient", "said"),
    [
        ("jane@bücher.test", "RCPT TO:<jane@xn--bcher-kva.test>"),
        ("jane@customers.test", "RCPT TO:<jane@customers.test>"),
    ],
)
async def test_an_ascii_address_needs_no_smtputf8(recipient: str, said: str) -> None:
    line_server = LineServer(extensions=("AUTH PLAIN", "SMTPUTF8", "8BITMIME"))
    async with line_server.running() as served:
        await sender(served.port, Security.NONE, None).send(dispatch(recipient))
    assert said in served.heard
    assert f"MAIL FROM:<{USER}>" in served.heard


@pytest.mark.parametrize("recipient", ["минь@customers.test", "jane@straße.test"])
async def test_an_international_address_needs_smtputf8(recipient: str) -> None:
    # the domain with ß is somebody else's in the older encoding: it must go out as it is
    async with LineServer(extensions=("AUTH PLAIN", "SMTPUTF8")).running() as served:
        await sender(served.port, Security.NONE, None).send(dispatch(recipient))
    assert f"MAIL FROM:<{USER}> SMTPUTF8" in served.heard
    assert f"RCPT TO:<{recipient}>" in served.heard
    async with LineServer().running() as served:
        with pytest.raises(ServerRefused, match="such letters"):
            await sender(served.port, Security.NONE, None).send(dispatch(recipient))
    assert "MAIL" not in served.verbs()


async def test_a_header_that_is_not_ascii_needs_smtputf8_and_a_body_does_not() -> None:
    header = "Subject: Giày\r\n\r\nhello\r\n".encode()
    body = "Subject: shoes\r\n\r\nGiày\r\n".encode()
    async with LineServer(extensions=("AUTH PLAIN", "SMTPUTF8", "8BITMIME")).running() as served:
        for raw in (header, body):
            await sender(served.port, Security.NONE, None).send(dispatch(raw=raw))
    assert [line for line in served.heard if line.startswith("MAIL")] == [
        f"MAIL FROM:<{USER}> SMTPUTF8 BODY=8BITMIME",
        f"MAIL FROM:<{USER}> BODY=8BITMIME",
    ]


@pytest.mark.parametrize(
    "address",
    [
        "jane@customers.test\r\nRCPT TO:<everybody@customers.test>",
        "jane@customers.test> NOTIFY=NEVER",
        "Jane <jane@customers.test>",
        "jane@customers.test, joe@customers.test",
        "(x)jane@customers.test",
        "jane",
        "@customers.test",
        "",
    ],
)
async def test_an_address_that_is_none_never_reaches_the_network(address: str) -> None:
    nowhere = sender(1, Security.NONE, None)
    # no sender at all is the null return path, as automatic answers have it
    bads = (dispatch(address), dispatch(sender=address)) if address else (dispatch(address),)
    for bad in bads:
        with pytest.raises(ServerRefused, match="is not an address") as caught:
            await nowhere.send(bad)
        assert "\n" not in str(caught.value)


async def test_no_recipient_at_all() -> None:
    with pytest.raises(ServerRefused, match="no recipient"):
        await sender(1, Security.NONE, None).send(replace(dispatch(), recipients=()))

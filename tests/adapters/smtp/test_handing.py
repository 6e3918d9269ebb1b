"""The moment from which a mail may have left: written down before the dot that ends it."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable

import pytest

from shopdesk.adapters.smtp.data import wire_form
from shopdesk.domain.errors import OutcomeUnknown, RecordsError, ServerRefused, Unreachable
from shopdesk.domain.shop.settings import Security
from tests.adapters.smtp.builders import RAW, dispatch, sender
from tests.adapters.smtp.line_server import LineServer
from tests.servers.ports import LOOPBACK

LARGE = b"Subject: much\r\n\r\n" + b"x" * 70 + b"\r\n" + (b"y" * 76 + b"\r\n") * 40_000


class Book:
    """Notes what the server had heard when the mail was about to be handed over."""

    def __init__(self, heard: Callable[[], list[str]], *, refuses: bool = False) -> None:
        self._heard = heard
        self._refuses = refuses
        self.noted: list[list[str]] = []

    async def handing(self) -> None:
        # what has left arrives: the server reads it while we write our book
        await asyncio.sleep(0.05)
        self.noted.append(list(self._heard()))
        if self._refuses:
            raise RecordsError("The disk is full.")


async def test_all_but_the_dot_has_left_when_it_is_written_down() -> None:
    async with LineServer().running() as served:
        book = Book(lambda: served.heard)
        await sender(served.port, Security.NONE, None).send(dispatch(), book.handing)
        (noted,) = book.noted
        assert "Bye" in noted
        assert "." not in noted
        assert served.heard[served.heard.index("Bye") + 1] == "."


async def test_what_cannot_be_written_down_does_not_leave() -> None:
    async with LineServer().running() as served:
        book = Book(lambda: served.heard, refuses=True)
        with pytest.raises(RecordsError):
            await sender(served.port, Security.NONE, None).send(dispatch(), book.handing)
    assert "." not in served.heard


async def test_it_is_not_written_down_for_a_mail_that_was_refused_before() -> None:
    for verb in ("MAIL", "RCPT", "DATA"):
        async with LineServer(answers={verb: b"451 later\r\n"}).running() as served:
            book = Book(lambda served=served: served.heard)  # type: ignore[misc]
            with pytest.raises(ServerRefused):
                await sender(served.port, Security.NONE, None).send(dispatch(), book.handing)
        assert book.noted == []


@contextlib.asynccontextmanager
async def in_the_middle(said: bytes | None) -> AsyncIterator[int]:
    """A server that speaks, or hangs up with nothing, when a part of the mail has come."""
    done = asyncio.Event()

    async def session(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        answers = {b"DATA": b"354 go on\r\n", b"EHLO": b"250 here\r\n"}
        with contextlib.suppress(OSError):
            writer.write(b"220 hello\r\n")
            while line := await reader.readline():
                verb = line.strip().split(b" ")[0].upper()
                writer.write(answers.get(verb, b"250 ok\r\n"))
                if verb == b"DATA":
                    break
            await reader.readexactly(1000)
            if said is None:
                writer.transport.abort()
                return
            writer.write(said)
            await done.wait()
        writer.close()

    server = await asyncio.start_server(session, LOOPBACK, 0)
    try:
        yield server.sockets[0].getsockname()[1]
    finally:
        done.set()
        server.close()


async def test_a_connection_that_dies_before_the_dot_may_be_tried_again() -> None:
    async with in_the_middle(None) as port:
        book = Book(list)
        with pytest.raises(Unreachable) as caught:
            await sender(port, Security.NONE, None).send(dispatch(raw=LARGE * 8), book.handing)
    assert caught.value.passing
    assert book.noted == []


async def test_a_mail_that_does_not_get_through_may_be_tried_again() -> None:
    """The server has ceased to read, and says nothing."""
    async with in_the_middle(b"") as port:
        book = Book(list)
        with pytest.raises(Unreachable) as caught:
            client = sender(port, Security.NONE, None, timeout_s=0.3)
            await client.send(dispatch(raw=LARGE * 8), book.handing)
    assert caught.value.passing
    assert book.noted == []


async def test_a_no_in_the_middle_of_the_mail_is_a_no() -> None:
    async with in_the_middle(b"552 5.3.4 much too large\r\n") as port:
        book = Book(list)
        with pytest.raises(ServerRefused, match="too large") as caught:
            await sender(port, Security.NONE, None).send(dispatch(raw=LARGE * 8), book.handing)
    assert not caught.value.passing
    assert book.noted == []


async def test_a_yes_in_the_middle_of_the_mail_is_none() -> None:
    async with in_the_middle(b"250 2.0.0 taken\r\n") as port:
        with pytest.raises(Unreachable):
            await sender(port, Security.NONE, None).send(dispatch(raw=LARGE * 8))


async def test_after_the_dot_a_lost_answer_is_unknown() -> None:
    async with LineServer(answers={".": b""}).running() as served:
        book = Book(lambda: served.heard)
        with pytest.raises(OutcomeUnknown):
            await sender(served.port, Security.NONE, None).send(dispatch(), book.handing)
    assert len(book.noted) == 1


@pytest.mark.parametrize(
    ("raw", "wire"),
    [
        (RAW, RAW.replace(b"\r\n.\r\n..", b"\r\n..\r\n...")),
        (b".a\nb\rc", b"..a\r\nb\r\nc\r\n"),
        (b"", b"\r\n"),
        (b"a\r\n\r\n", b"a\r\n\r\n"),
        (b"a\r\r\n.", b"a\r\n\r\n..\r\n"),
    ],
)
def test_the_wire_form(raw: bytes, wire: bytes) -> None:
    assert wire_form(raw) == wire

"""The doorbell at servers that behave badly."""

from __future__ import annotations

import asyncio

import pytest

from shopdesk.adapters.imap import ImapDoorbell
from shopdesk.domain.errors import ServerError, ServerRefused, Unreachable
from shopdesk.domain.shop.settings import Security
from tests.adapters.imap.accounts import settings_for
from tests.adapters.imap.crooked import CrookedServer
from tests.adapters.imap.ear import Ear, listening


def doorbell(server: CrookedServer, *, timeout_s: float = 5, renew_s: float = 240) -> ImapDoorbell:
    settings = settings_for(server.port, Security.NONE, "lan@shop.test")
    return ImapDoorbell(settings, lambda: "open sesame", timeout_s=timeout_s, renew_s=renew_s)


async def failure(server: CrookedServer, **seconds: float) -> ServerError:
    """What `listen` raises, within ten seconds."""
    async with server.running(), asyncio.timeout(10):
        with pytest.raises(ServerError) as caught:
            await doorbell(server, **seconds).listen(Ear())
    return caught.value


@pytest.mark.parametrize("byte_by_byte", [False, True])
@pytest.mark.parametrize(
    "said",
    [
        b"+ idling\r\n* 2 EXISTS\r\n",
        b"+\r\n* 2 exists\r\n",
        b"* 2 EXISTS\r\n+ idling\r\n",
        b"+ idling\r\n* OK still here\r\n* 1 RECENT\r\n",
        b'+ idling\r\n* 1 FETCH (X "a" BODY[] {14}\r\n* BYE ha ha ha\r\n)\r\n',
        b"+ idling\r\n* OK {0}\r\n\r\n* 3 EXPUNGE\r\n",
        b"+ idling\r\n* VANISHED 7\r\n",
        b"+ idling\n* 2 EXISTS\n",
    ],
)
async def test_a_change_is_heard_however_it_arrives(said: bytes, byte_by_byte: bool) -> None:
    server = CrookedServer({"IDLE": said}, byte_by_byte=byte_by_byte)
    async with server.running(), listening(doorbell(server)) as ear:
        await ear.until(lambda: ear.changes > 0)
        assert ear.calls == [True, False]


async def test_what_is_no_change_is_not_heard() -> None:
    said = b"+ idling\r\n* OK 5 EXISTS\r\n* FLAGS (\\Seen)\r\n* 5 EXISTSNOT\r\n* 9 EXISTS\r\n"
    server = CrookedServer({"IDLE": said})
    async with server.running(), listening(doorbell(server)) as ear:
        await ear.until(lambda: ear.changes > 0)
        assert ear.calls == [True, False]


async def test_a_change_before_the_answer_to_done() -> None:
    server = CrookedServer({"DONE": b"* 2 EXISTS\r\n%t OK done\r\n"})
    async with server.running(), listening(doorbell(server, renew_s=0.02)) as ear:
        await ear.until(lambda: ear.changes > 1)


async def test_a_server_that_ends_idle_by_itself_now_and_then() -> None:
    again = asyncio.Event()

    def idle(_line: str) -> bytes:
        if server.commands().count("IDLE") > 1:
            again.set()
        return b"+ idling\r\n"

    server = CrookedServer({"IDLE": idle, "DONE": b"%t OK done\r\n"})
    async with server.running(), listening(doorbell(server, renew_s=0.02)):
        async with asyncio.timeout(5):
            await again.wait()


async def test_a_server_that_takes_idle_back_at_once() -> None:
    error = await failure(CrookedServer({"IDLE": b"+ idling\r\n%t OK done\r\n"}))
    assert isinstance(error, ServerRefused)
    assert "no IDLE" in str(error)


@pytest.mark.parametrize(
    "said",
    [
        b"+ idling\r\n* BYE shutting \x1b]0;down\r\n",
        b"* BYE too long idle\r\n",
        b"+ idling\r\nwhat is this?\r\n",
        b"+ idling\r\n* OK " + b"x" * 70_000,
        b"+ idling\r\n* 1 FETCH ({99999999}\r\n",
        b"%t OK idle is over before it began\r\n",
        b"* 1 EXISTS\r\nA77 OK whose?\r\n",
        b"\xff\xfe\0\0\r\n",
    ],
    ids=lambda said: repr(said[:40]),
)
async def test_garbage_and_goodbyes(said: bytes) -> None:
    error = await failure(CrookedServer({"IDLE": said}))
    assert isinstance(error, Unreachable)
    assert str(error).isprintable()


@pytest.mark.parametrize("command", ["CAPABILITY", "LOGIN", "EXAMINE", "IDLE"])
@pytest.mark.parametrize(
    "answer",
    [b"220 smtp here\r\n", b"x" * 70_000, b"* BYE no\r\n", b""],
    ids=["smtp", "endless", "bye", "cut"],
)
async def test_garbage_on_the_way_in(command: str, answer: bytes) -> None:
    error = await failure(CrookedServer({command: answer}))
    assert isinstance(error, Unreachable)


@pytest.mark.parametrize(
    "greeting", [b"220 smtp here\r\n", b"* BYE too many connections\r\n", b"", b"\r\n", b"* \r\n"]
)
async def test_garbage_for_a_greeting(greeting: bytes) -> None:
    assert isinstance(await failure(CrookedServer(greeting=greeting)), Unreachable)


@pytest.mark.parametrize(
    "server",
    [
        CrookedServer(greeting=None),
        CrookedServer(greeting=b"* OK hel"),
        CrookedServer({"LOGIN": None}),
        CrookedServer({"EXAMINE": b"* 1 EXISTS\r\n* OK [UIDV"}),
        CrookedServer({"IDLE": b"* OK wait\r\n"}),
    ],
)
async def test_silence_on_the_way_in(server: CrookedServer) -> None:
    error = await failure(server, timeout_s=0.1)
    assert isinstance(error, Unreachable)
    assert "did not answer within 0.1 s" in str(error)


async def test_silence_after_done() -> None:
    error = await failure(CrookedServer({"DONE": None}), renew_s=0.02, timeout_s=0.2)
    assert isinstance(error, Unreachable)
    assert "did not answer" in str(error)


async def test_a_flood_has_an_end() -> None:
    error = await failure(CrookedServer({"EXAMINE": b"* OK more\r\n" * 20_000}))
    assert isinstance(error, Unreachable)


async def test_idle_refused() -> None:
    assert isinstance(await failure(CrookedServer({"IDLE": b"%t BAD what?\r\n"})), ServerRefused)

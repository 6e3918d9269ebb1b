"""A small internet on this machine: name servers, web servers and mail servers."""

from __future__ import annotations

import asyncio
import contextlib
import socket
import ssl
import threading
from collections.abc import Callable, Coroutine, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import dns.flags
import dns.message
import dns.rcode
import dns.rrset

from tests.servers.certs import Certificate
from tests.servers.ports import LOOPBACK, free_ports

Page = tuple[int, Mapping[str, str], bytes]
"""Status, headers and body."""


@dataclass
class Internet:
    """What the world says; a test fills it in before it asks."""

    zone: dict[tuple[str, str], list[str]] = field(default_factory=dict)
    """(name, kind) to the records as in a zone file."""
    pages: dict[str, Page] = field(default_factory=dict)
    """`host/path` to what is there."""
    asked: list[str] = field(default_factory=list)
    """`host/path?query` of every page that was asked for."""
    questions: list[str] = field(default_factory=list)
    """Every name that was asked for."""
    mute: set[str] = field(default_factory=set)
    """Names and pages that are never answered."""
    name_server: tuple[str, int] = (LOOPBACK, 0)
    """Where it is asked."""
    ports: dict[int, int] = field(default_factory=dict)
    """Where the ports of its hosts are really found."""

    def host(self, *names: str) -> None:
        """Names that lead to this machine."""
        for name in names:
            self.zone[name, "A"] = [LOOPBACK]

    def page(self, where: str, body: str | bytes, status: int = 200, **headers: str) -> None:
        """Put a page on the web, and its host into the DNS."""
        content = body.encode() if isinstance(body, str) else body
        self.pages[where] = (status, headers, content)
        self.host(where.partition("/")[0])


def answer(internet: Internet, wire: bytes) -> bytes | None:
    """What the name server says to a question."""
    query = dns.message.from_wire(wire)
    asked = query.question[0]
    name, kind = asked.name.to_text(omit_final_dot=True).lower(), asked.rdtype.name
    internet.questions.append(name)
    if name in internet.mute:
        return None
    reply = dns.message.make_response(query)
    reply.flags |= dns.flags.RA
    if records := internet.zone.get((name, kind)):
        reply.answer.append(dns.rrset.from_text(asked.name, 60, "IN", kind, *records))
    elif not any(known == name for known, _kind in internet.zone):
        reply.set_rcode(dns.rcode.NXDOMAIN)
    return reply.to_wire()


@contextlib.contextmanager
def internet(certificate: Certificate) -> Iterator[Internet]:
    """Name and web server up; `certificate` is for the hosts that the test uses."""
    world = Internet()
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(certificate.chain, certificate.key)
    with contextlib.ExitStack() as stack:
        stack.enter_context(_name_server(world))

        async def web(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            await _serve_page(world, reader, writer)

        world.ports[443] = stack.enter_context(serving(web, context))
        # ports of mail that nobody listens on
        world.ports.update(dict(zip((993, 143, 465, 587), free_ports(4), strict=True)))
        yield world


@contextlib.contextmanager
def _name_server(world: Internet) -> Iterator[None]:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sock:
        sock.bind((LOOPBACK, 0))
        world.name_server = sock.getsockname()

        def run() -> None:
            while True:
                try:
                    wire, client = sock.recvfrom(4096)
                except OSError:
                    return
                if wire == b"end":
                    return
                if said := answer(world, wire):
                    sock.sendto(said, client)

        thread = threading.Thread(target=run, daemon=True)
        thread.start()
        try:
            yield
        finally:
            sock.sendto(b"end", world.name_server)
            thread.join(10)


async def _serve_page(
    world: Internet, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
) -> None:
    head = (await reader.readuntil(b"\r\n\r\n")).decode()
    target = head.split(" ")[1]
    host = next(h[5:].strip() for h in head.split("\r\n") if h.lower().startswith("host:"))
    world.asked.append(host + target)
    where = (host + target).partition("?")[0]
    if where in world.mute:
        await asyncio.sleep(3600)
    status, headers, body = world.pages.get(where, (404, {}, b""))
    lines = [f"HTTP/1.1 {status} x", *(f"{k.replace('_', '-')}: {v}" for k, v in headers.items())]
    writer.write("\r\n".join([*lines, "Connection: close", "", ""]).encode() + body)
    await writer.drain()
    writer.close()


@contextlib.contextmanager
def serving(
    client: Callable[[asyncio.StreamReader, asyncio.StreamWriter], Coroutine[Any, Any, None]],
    tls: ssl.SSLContext | None,
) -> Iterator[int]:
    """A server in a thread of its own; its port."""
    started: list[int] = []
    up = threading.Event()
    loop = asyncio.new_event_loop()
    ended = asyncio.Event()

    async def quietly(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.suppress(OSError, asyncio.IncompleteReadError):
            await client(reader, writer)

    async def run() -> None:
        server = await asyncio.start_server(quietly, LOOPBACK, 0, ssl=tls)
        started.append(server.sockets[0].getsockname()[1])
        up.set()
        await ended.wait()
        server.close()
        for task in asyncio.all_tasks() - {asyncio.current_task()}:
            task.cancel()

    def in_thread() -> None:
        with contextlib.suppress(asyncio.CancelledError):
            loop.run_until_complete(run())

    thread = threading.Thread(target=in_thread, daemon=True)
    thread.start()
    assert up.wait(10)
    try:
        yield started[0]
    finally:
        loop.call_soon_threadsafe(ended.set)
        thread.join(10)
        loop.close()

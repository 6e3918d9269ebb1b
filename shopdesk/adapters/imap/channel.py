"""Sockets for asyncio: connected, and with TLS put on at the moment that we choose."""

from __future__ import annotations

import asyncio
import socket
import ssl
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from shopdesk.adapters.keepalive import keep_alive

_CHUNK = 65_536


@dataclass(frozen=True, slots=True)
class Channel:
    """Bytes to and from a server."""

    receive: Callable[[], Awaitable[bytes]]
    """What has come, at least one byte; none at the end of the stream."""
    send: Callable[[bytes], Awaitable[None]]
    """Hands bytes over to the network."""
    close: Callable[[], None]
    """Closes at once, without a word."""


async def dial(host: str, port: int) -> socket.socket:
    """A connected socket, from the first of the host's addresses that answers."""
    loop = asyncio.get_running_loop()
    failure: OSError = OSError("no address")
    for family, kind, protocol, _, address in await loop.getaddrinfo(
        host, port, type=socket.SOCK_STREAM
    ):
        sock = socket.socket(family, kind, protocol)
        try:
            sock.setblocking(False)
            await loop.sock_connect(sock, address)
        except OSError as error:
            sock.close()
            failure = error
        except BaseException:
            sock.close()
            raise
        else:
            keep_alive(sock)
            return sock
    raise failure


def bare(sock: socket.socket) -> Channel:
    """The socket itself, so that it can still be given to TLS."""
    loop = asyncio.get_running_loop()
    return Channel(
        lambda: loop.sock_recv(sock, _CHUNK),
        lambda data: loop.sock_sendall(sock, data),
        sock.close,
    )


async def stream(sock: socket.socket, tls: ssl.SSLContext | None, host: str) -> Channel:
    """The socket with TLS, or without when `tls` is None; it belongs to the channel then."""
    try:
        reader, writer = await asyncio.open_connection(
            sock=sock, ssl=tls, server_hostname=host if tls else None
        )
    except BaseException:
        sock.close()
        raise

    async def send(data: bytes) -> None:
        writer.write(data)
        await writer.drain()

    return Channel(lambda: reader.read(_CHUNK), send, writer.transport.abort)

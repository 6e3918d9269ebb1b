"""One client's line: whole commands in, responses out, TLS on demand."""

from __future__ import annotations

import asyncio
import re
import ssl
from contextlib import suppress

from shopdesk.demo.servers.imap_parse import Command

LINE_LIMIT = 64 * 1024
"""Octets of a command without its literals."""
LITERAL_LIMIT = 60 * 1024 * 1024
"""Octets of all literals of a command, once logged in."""
LITERAL_LIMIT_BEFORE_LOGIN = 8 * 1024
"""Octets of all literals of a command of somebody unknown."""
_ANNOUNCED_LITERAL = re.compile(rb"\{(\d{1,10})(\+?)\}\r?\n\Z")
_GAP = 0.03
"""Seconds between the segments of a line that is sent in two."""
_LINGER = 1.0
"""Seconds that a client gets to read why it was cut off."""


class Disconnected(Exception):
    """The client is gone, or is to be."""


class LineTooLong(Exception):
    """The client sent more than LINE_LIMIT without a line end."""


class LiteralTooLarge(Exception):
    """The client announced a literal beyond the limit."""

    def __init__(self, command: Command, *, under_way: bool) -> None:
        super().__init__("literal too large")
        self.command = command
        """What came before it."""
        self.under_way = under_way
        """Its octets come unasked, so that nothing more can be understood."""


class ImapConnection:
    """Buffered reading and writing of one client's stream."""

    def __init__(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, *, encrypted: bool
    ) -> None:
        self.encrypted = encrypted
        self._reader = reader
        self._writer = writer
        self._out = bytearray()
        # a writer that is collected closes its transport, the one that TLS runs over
        self._outer_writer: asyncio.StreamWriter | None = None

    def write(self, line: bytes) -> None:
        """Add a response to what the next `flush` sends."""
        self._out += line
        self._out += b"\r\n"

    async def flush(self, *, split: bool = False) -> None:
        """Send what was written.

        Args:
            split: Send it in two segments, cut in mid-line.

        Raises:
            Disconnected: The client is gone.
        """
        data, self._out = bytes(self._out), bytearray()
        if not data:
            return
        try:
            if split:
                self._writer.write(data[: len(data) // 2])
                await self._writer.drain()
                await asyncio.sleep(_GAP)
                data = data[len(data) // 2 :]
            self._writer.write(data)
            await self._writer.drain()
        except OSError as error:
            raise Disconnected from error

    async def read_line(self) -> bytes:
        """Return the next line with its end.

        Raises:
            Disconnected, LineTooLong: There is none to be had.
        """
        try:
            return await self._reader.readuntil(b"\n")
        except asyncio.LimitOverrunError as error:
            raise LineTooLong from error
        except (asyncio.IncompleteReadError, OSError) as error:
            raise Disconnected from error

    async def read_command(self, literal_limit: int) -> Command:
        """Return the next command with its literals, asking for those that wait to be asked.

        Raises:
            Disconnected, LineTooLong, LiteralTooLarge: There is none to be had.
        """
        text, literals, total = b"", list[bytes](), 0
        while True:
            text += await self.read_line()
            if len(text) > LINE_LIMIT:
                raise LineTooLong
            announced = _ANNOUNCED_LITERAL.search(text)
            if announced is None:
                return Command(text, tuple(literals))
            size, unasked = int(announced[1]), bool(announced[2])
            total += size
            if total > literal_limit:
                raise LiteralTooLarge(Command(text, tuple(literals)), under_way=unasked)
            if not unasked:
                self.write(b"+ Ready for the literal")
                await self.flush()
            literals.append(await self._read_exactly(size))

    async def start_tls(self, context: ssl.SSLContext, *, trailer: bytes = b"") -> None:
        """Go on encrypted; what the client sent ahead of the handshake is thrown away.

        Args:
            context: The server's certificate.
            trailer: Sent in the clear first, to play an attacker.

        Raises:
            Disconnected: There was no handshake.
        """
        await self.flush()
        if trailer:
            self._writer.write(trailer)
        loop = asyncio.get_running_loop()
        reader = asyncio.StreamReader(limit=LINE_LIMIT)
        protocol = asyncio.StreamReaderProtocol(reader)
        try:
            transport = await loop.start_tls(
                self._writer.transport, protocol, context, server_side=True
            )
        except OSError as error:
            raise Disconnected from error
        if transport is None:
            raise Disconnected
        protocol.connection_made(transport)
        self._reader = reader
        self._outer_writer = self._writer
        self._writer = asyncio.StreamWriter(transport, protocol, reader, loop)
        self.encrypted = True

    async def swallow(self) -> None:
        """Read and ignore all that comes, until the client goes.

        Raises:
            Disconnected: Always, in the end.
        """
        try:
            while await self._reader.read(LINE_LIMIT):
                pass
        except OSError as error:
            raise Disconnected from error
        raise Disconnected

    async def linger(self) -> None:
        """Send what was written and wait for the client to hang up: to close on unread input
        would reset the connection, and the client might not see the reason."""
        await self.flush()
        if self._writer.can_write_eof():
            self._writer.write_eof()
        with suppress(Disconnected, TimeoutError):
            await asyncio.wait_for(self.swallow(), _LINGER)

    def close(self) -> None:
        """Send what is written as far as the line takes it, and cut the connection."""
        if self._out and not self._writer.is_closing():
            self._writer.write(bytes(self._out))
        self._writer.transport.abort()

    async def _read_exactly(self, size: int) -> bytes:
        try:
            return await self._reader.readexactly(size)
        except (asyncio.IncompleteReadError, OSError) as error:
            raise Disconnected from error

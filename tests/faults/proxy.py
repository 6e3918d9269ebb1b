"""A line between us and a server that can be broken in every way that lines break.

It runs in a thread of its own, listens on loopback, and knows nothing of what passes but the
lines that it is to wait for.
"""

from __future__ import annotations

import asyncio
import contextlib
import re
import secrets
import socket
import struct
import threading
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from types import TracebackType

from tests.servers.ports import LOOPBACK

_CHUNK = 65_536
_AT_ONCE = struct.pack("ii", 1, 0)


class Fault(StrEnum):
    """How the line is broken, until it is mended."""

    CUT = "cut"
    """Connections end; new ones end at once."""
    RESET = "reset"
    """The same, with RST."""
    STALL = "stall"
    """Nothing passes; what was under way goes on when the line is mended."""
    HALF_OPEN = "half-open"
    """Nothing passes and nothing ends: what was opened in that time is dead for good."""
    SLOW = "1 byte/s"
    """One byte a second each way."""
    GARBAGE = "garbage"
    """What the server says arrives as other bytes."""


@dataclass
class Trap:
    """Breaks the line at a certain moment."""

    pattern: re.Pattern[bytes] | None
    """What the client says just before; None: it connects."""
    fault: Fault | None
    """How the line breaks; None: it does not, and only `sprung` is called."""
    in_answer: bool = False
    """Not before the client's words have passed, but in the middle of the answer to them."""
    sprung: Callable[[], None] = lambda: None
    """Called from the line's thread in that moment."""


class Line:
    """A context manager: listens while it is entered."""

    def __init__(self, target: int) -> None:
        """`target` is the server's port on loopback."""
        self._target = target
        self.port = 0
        """Where it listens."""
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._fault: Fault | None = None
        self._mended = asyncio.Event()
        self._trap: Trap | None = None
        self._ends: set[_Connection] = set()

    def __enter__(self) -> Line:
        self._thread.start()
        self._do(self._listen())
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._do(self._close())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    def lay(self, trap: Trap) -> None:
        """Break at the next such moment."""
        self._do(self._set(trap))

    def drop(self) -> None:
        """End every connection; new ones pass."""
        self._do(self._drop())

    def mend(self) -> None:
        """Let everything pass again."""
        self._do(self._mend())

    async def _listen(self) -> None:
        self._server = await asyncio.start_server(self._opened, LOOPBACK, 0)
        self.port = self._server.sockets[0].getsockname()[1]

    async def _close(self) -> None:
        self._server.close()
        await self._drop()
        for task in asyncio.all_tasks() - {asyncio.current_task()}:
            task.cancel()
        await asyncio.sleep(0)

    async def _set(self, trap: Trap) -> None:
        self._trap = trap

    async def _drop(self) -> None:
        for connection in tuple(self._ends):
            connection.end(reset=False)

    async def _mend(self) -> None:
        self._fault, self._trap = None, None
        self._mended.set()

    def _do(self, work: object) -> None:
        asyncio.run_coroutine_threadsafe(work, self._loop).result(10)  # type: ignore[arg-type]

    def spring(self, trap: Trap) -> None:
        """Break the line now."""
        self._trap = None
        if trap.fault is not None:
            self._fault = trap.fault
            self._mended.clear()
        trap.sprung()
        if trap.fault in (Fault.CUT, Fault.RESET):
            for connection in tuple(self._ends):
                connection.end(reset=trap.fault is Fault.RESET)
        if trap.fault is Fault.HALF_OPEN:
            for connection in self._ends:
                connection.dead = True

    @property
    def fault(self) -> Fault | None:
        """How it is broken now."""
        return self._fault

    @property
    def trap(self) -> Trap | None:
        """What is laid."""
        return self._trap

    async def mended(self, seconds: float | None = None) -> None:
        """Wait until it is mended, or so long."""
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._mended.wait(), seconds)

    async def _opened(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        trap = self._trap
        if trap is not None and trap.pattern is None and not trap.in_answer:
            self.spring(trap)
        if self._fault in (Fault.CUT, Fault.RESET):
            _hang_up(writer, reset=self._fault is Fault.RESET)
            return
        try:
            there = await asyncio.open_connection(LOOPBACK, self._target)
        except OSError:
            _hang_up(writer, reset=True)
            return
        connection = _Connection(self, (reader, writer), there)
        connection.dead = self._fault is Fault.HALF_OPEN
        connection.answering = trap if trap and trap.pattern is None else None
        self._ends.add(connection)
        try:
            with contextlib.suppress(asyncio.CancelledError):
                await connection.run()
        finally:
            self._ends.discard(connection)


Streams = tuple[asyncio.StreamReader, asyncio.StreamWriter]


class _Connection:
    """One connection through the line."""

    def __init__(self, line: Line, here: Streams, there: Streams) -> None:
        self._line = line
        self._here, self._there = here, there
        self._said = b""
        self.dead = False
        self.answering: Trap | None = None

    def end(self, *, reset: bool) -> None:
        """Now."""
        _hang_up(self._here[1], reset=reset)
        _hang_up(self._there[1], reset=True)

    async def run(self) -> None:
        """Until one side ends."""
        pumps = {
            asyncio.create_task(self._pump(self._here[0], self._there[1], ours=True)),
            asyncio.create_task(self._pump(self._there[0], self._here[1], ours=False)),
        }
        await asyncio.wait(pumps, return_when=asyncio.FIRST_COMPLETED)
        for pump in pumps:
            pump.cancel()
        self.end(reset=False)

    async def _pump(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, *, ours: bool
    ) -> None:
        with contextlib.suppress(OSError):
            while data := await reader.read(_CHUNK):
                if ours:
                    self._listen_for(data)
                else:
                    data = await self._answered(data, writer)
                await self._pass(data, writer, ours=ours)
        if self.dead and not ours:
            # the server may hang up: nobody hears of it
            await asyncio.get_running_loop().create_future()

    def _listen_for(self, data: bytes) -> None:
        trap = self._line.trap
        self._said = (self._said + data)[-4096:]
        if trap is None or trap.pattern is None or not trap.pattern.search(self._said):
            return
        self._said = b""
        if trap.in_answer:
            self.answering = trap
        else:
            self._line.spring(trap)

    async def _answered(self, data: bytes, writer: asyncio.StreamWriter) -> bytes:
        """In the middle of the answer the line breaks: half of it has passed."""
        trap, self.answering = self.answering, None
        if trap is None or self._line.trap is not trap:
            return data
        half = len(data) // 2
        writer.write(data[:half])
        await writer.drain()
        self._line.spring(trap)
        return data[half:]

    async def _pass(self, data: bytes, writer: asyncio.StreamWriter, *, ours: bool) -> None:
        line = self._line
        while data and not self.dead:
            match line.fault:
                case Fault.STALL:
                    await line.mended()
                    continue
                case Fault.SLOW:
                    writer.write(data[:1])
                    data = data[1:]
                    await line.mended(1.0)
                    continue
                case Fault.GARBAGE if not ours:
                    data = secrets.token_bytes(len(data) + 7)
            writer.write(data)
            await writer.drain()
            return


def _hang_up(writer: asyncio.StreamWriter, *, reset: bool) -> None:
    sock: socket.socket | None = writer.get_extra_info("socket")
    if reset and sock is not None:
        with contextlib.suppress(OSError):
            sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _AT_ONCE)
    writer.transport.abort() if reset else writer.close()

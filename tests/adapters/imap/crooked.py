"""An IMAP server that says what a test tells it to: for what no decent server would."""

from __future__ import annotations

import asyncio
import contextlib
import re
import ssl
from collections.abc import AsyncIterator, Callable, Mapping
from dataclasses import dataclass, field

from tests.servers.ports import LOOPBACK

Answer = bytes | Callable[[str], bytes | None] | None

_OPENED = (
    b"* 1 EXISTS\r\n* OK [UIDVALIDITY 7] ok\r\n* OK [UIDNEXT 2] ok\r\n%t OK [READ-ONLY] done\r\n"
)
_DECENT: Mapping[str, Answer] = {
    "LOGIN": b"%t OK in\r\n",
    "EXAMINE": _OPENED,
    "IDLE": b"+ idling\r\n",
    "DONE": b"%t OK done\r\n",
    "STARTTLS": b"%t OK go on\r\n",
    "NOOP": b"%t OK done\r\n",
    "LOGOUT": b"* BYE bye\r\n%t OK done\r\n",
    "UID FETCH": b"%t OK done\r\n",
    "UID SEARCH": b"* SEARCH\r\n%t OK done\r\n",
    "LIST": b'* LIST () "/" INBOX\r\n%t OK done\r\n',
}


@dataclass
class CrookedServer:
    """An answer is bytes with `%t` for the tag, or what makes them of the command line.

    Empty bytes hang up; None says nothing, ever.
    """

    answers: Mapping[str, Answer] = field(default_factory=dict)
    """By command, the UID forms with both words; others get a decent answer."""
    greeting: Answer = b"* OK hello\r\n"
    """Said first."""
    capabilities: str = "IMAP4rev1 IDLE"
    """In the answer to CAPABILITY."""
    tls: ssl.SSLContext | None = None
    """TLS from the first byte."""
    starttls: ssl.SSLContext | None = None
    """For STARTTLS, offered or not."""
    after_starttls: bytes = b""
    """In the clear behind the answer to STARTTLS, in the same piece."""
    byte_by_byte: bool = False
    """Whatever is said."""
    dribble_s: float = 0
    """Whatever is said to a UID command is said again and again, at this interval."""
    heard: list[str] = field(default_factory=list)
    """Every line of every client, without its tag."""
    port: int = 0
    """Where it listens."""

    @contextlib.asynccontextmanager
    async def running(self) -> AsyncIterator[CrookedServer]:
        """Listen while the block runs."""
        sessions: set[asyncio.Task[None]] = set()

        async def session(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            task = asyncio.current_task()
            assert task
            sessions.add(task)
            try:
                await self._serve(reader, writer)
            except (OSError, asyncio.CancelledError, asyncio.IncompleteReadError):
                pass
            finally:
                writer.close()

        server = await asyncio.start_server(session, LOOPBACK, 0, ssl=self.tls)
        self.port = server.sockets[0].getsockname()[1]
        try:
            yield self
        finally:
            server.close()
            for task in sessions:
                task.cancel()
            await asyncio.gather(*sessions, return_exceptions=True)

    def commands(self) -> list[str]:
        """The names of the commands heard."""
        return [_name(line) for line in self.heard]

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await self._say(writer, self.greeting, "", "*")
        tag = ""
        while line := (await reader.readline()).decode().rstrip("\r\n"):
            if " " in line:
                tag, _, line = line.partition(" ")
            self.heard.append(line)
            name = _name(line)
            if name == "STARTTLS" and self.starttls:
                said = b"%t OK go on\r\n" + self.after_starttls
                await self._say(writer, said, line, tag)
                await writer.start_tls(self.starttls)
            else:
                await self._say(writer, self._answer(name), line, tag)
            while self.dribble_s and name.startswith("UID"):
                await asyncio.sleep(self.dribble_s)
                await self._say(writer, self._answer(name), line, tag)

    def _answer(self, name: str) -> Answer:
        if name == "CAPABILITY" and name not in self.answers:
            return f"* CAPABILITY {self.capabilities}\r\n%t OK done\r\n".encode()
        if name in self.answers:
            return self.answers[name]
        return _DECENT.get(name, b"%t BAD what?\r\n")

    async def _say(self, writer: asyncio.StreamWriter, answer: Answer, line: str, tag: str) -> None:
        said = answer(line) if callable(answer) else answer
        if said is None:
            await asyncio.get_running_loop().create_future()
        elif not said:
            raise ConnectionResetError
        else:
            said = said.replace(b"%t", tag.encode())
            step = 1 if self.byte_by_byte else len(said)
            for at in range(0, len(said), step):
                writer.write(said[at : at + step])
                await writer.drain()
                # lets the client run, which has what was said so far and nothing else
                await asyncio.sleep(0)


def _name(line: str) -> str:
    found = re.match(r"(UID )?\w+(?= |$)", line.upper())
    return found[0] if found else line

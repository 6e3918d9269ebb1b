"""An SMTP server that answers line by line as a test says: for what no decent server would do."""

import asyncio
import contextlib
import ssl
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass, field

from tests.servers.ports import LOOPBACK

_DECENT = {
    "AUTH": b"235 2.7.0 welcome\r\n",
    "MAIL": b"250 ok\r\n",
    "RCPT": b"250 ok\r\n",
    "DATA": b"354 go on\r\n",
    ".": b"250 2.0.0 taken\r\n",
    "QUIT": b"221 bye\r\n",
    "STARTTLS": b"220 go on\r\n",
}


@dataclass
class LineServer:
    """What the server says; empty bytes: it hangs up; None: it says nothing, ever."""

    greeting: bytes | None = b"220 hello\r\n"
    """Said first."""
    extensions: tuple[str, ...] = ("AUTH PLAIN",)
    """Offered by EHLO."""
    answers: Mapping[str, bytes | None] = field(default_factory=dict)
    """By verb; `.` is the end of a mail."""
    tls: ssl.SSLContext | None = None
    """TLS from the first byte."""
    starttls: ssl.SSLContext | None = None
    """For the verb STARTTLS, offered or not."""
    after_starttls: bytes = b""
    """In the clear behind the answer to STARTTLS."""
    extensions_inside: tuple[str, ...] = ("AUTH PLAIN",)
    """Offered by EHLO once STARTTLS was used."""
    heard: list[str] = field(default_factory=list)
    """Every line, the mail's included."""
    port: int = 0
    """Where it listens."""

    @contextlib.asynccontextmanager
    async def running(self) -> AsyncIterator["LineServer"]:
        """Listen while the block runs."""
        sessions: set[asyncio.Task[None]] = set()

        async def session(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            task = asyncio.current_task()
            assert task
            sessions.add(task)
            try:
                await self._serve(reader, writer)
            except (ConnectionError, ssl.SSLError, asyncio.CancelledError):
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

    def verbs(self) -> list[str]:
        """The first word of every line that was heard."""
        return [line.partition(" ")[0].upper() for line in self.heard]

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        extensions = self.extensions
        await self._say(writer, self.greeting)
        inside_mail = False
        while line := await reader.readline():
            text = line.decode("utf-8").rstrip("\r\n")
            self.heard.append(text)
            verb = text.partition(" ")[0].upper()
            if inside_mail and text != ".":
                continue
            inside_mail = verb == "DATA" and self._answer("DATA").startswith(b"354")
            if verb == "EHLO" and "EHLO" not in self.answers:
                offers = ("here", *extensions)
                lines = [f"250-{offer}" for offer in offers[:-1]] + [f"250 {offers[-1]}"]
                await self._say(writer, "\r\n".join((*lines, "")).encode())
                continue
            await self._say(writer, self.answers.get(verb, self._answer(verb)))
            if verb == "STARTTLS" and self.starttls:
                writer.write(self.after_starttls)
                await writer.start_tls(self.starttls)
                extensions = self.extensions_inside

    def _answer(self, verb: str) -> bytes:
        return self.answers.get(verb) or _DECENT.get(verb, b"502 what?\r\n")

    async def _say(self, writer: asyncio.StreamWriter, words: bytes | None) -> None:
        if words is None:
            await asyncio.get_running_loop().create_future()
        elif words:
            writer.write(words)
            await writer.drain()
        else:
            raise ConnectionResetError

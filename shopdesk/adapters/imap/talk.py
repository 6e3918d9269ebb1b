"""IMAP as the doorbell speaks it: one command at a time, over asyncio.

Any wait may be cancelled or timed out without losing a byte: bytes go from the socket straight
into `Lines`, and no line is taken out before it is whole.
"""

from __future__ import annotations

from collections import deque

from shopdesk.adapters.imap.channel import Channel
from shopdesk.adapters.imap.errors import Ended, Garbled, Refusal, said
from shopdesk.adapters.imap.lines import Lines

_MOST_LINES = 10_000


class Talk:
    """Commands and answers."""

    def __init__(self, channel: Channel) -> None:
        self._channel = channel
        self._lines = Lines()
        self._ready: deque[bytes] = deque()
        self._commands = 0

    @property
    def quiet(self) -> bool:
        """Whether nothing came that was not read."""
        return not self._ready and not self._lines.pending

    def close(self) -> None:
        """Close at once."""
        self._channel.close()

    async def line(self) -> bytes:
        """The next line. Raises `Ended` at the end of the stream."""
        while not self._ready:
            data = await self._channel.receive()
            if not data:
                raise Ended("EOF")
            self._ready.extend(self._lines.feed(data))
        return self._ready.popleft()

    async def begin(self, command: str) -> bytes:
        """Send a command; its tag comes back."""
        self._commands += 1
        tag = f"D{self._commands}"
        await self.send(f"{tag} {command}")
        return tag.encode("ascii")

    async def send(self, line: str) -> None:
        """Send a line as it is."""
        await self._channel.send(f"{line}\r\n".encode("ascii"))

    async def command(self, command: str, *continuations: str) -> list[bytes]:
        """Its untagged answers. `continuations` follow where the server asks for more.

        Raises `Refusal` for a NO or BAD, `Ended` for a BYE, `Garbled` for anything else.
        """
        tag = await self.begin(command)
        more = deque(continuations)
        untagged: list[bytes] = []
        while len(untagged) < _MOST_LINES:
            line = await self.line()
            if ended(line, tag):
                return untagged
            if line.startswith(b"* "):
                untagged.append(line)
            elif line.startswith(b"+") and more:
                await self.send(more.popleft())
            else:
                raise Garbled(said(line))
        raise Garbled("an answer without end")


def ended(line: bytes, tag: bytes) -> bool:
    """Whether the line ends the command with OK.

    Raises `Refusal` for a NO or BAD, `Ended` for a BYE.
    """
    if line[:5].upper() == b"* BYE":
        raise Ended(said(line[5:]))
    if not line.startswith(tag + b" "):
        return False
    status, _, words = line[len(tag) + 1 :].partition(b" ")
    if status.upper() != b"OK":
        raise Refusal(words.decode("utf-8", "replace"))
    return True

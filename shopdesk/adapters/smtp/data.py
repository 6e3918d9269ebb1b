"""The DATA command in two steps, so that the moment from which a mail may have left is known."""

from __future__ import annotations

import asyncio
import contextlib
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from aiosmtplib import (
    SMTP,
    SMTPDataError,
    SMTPReadTimeoutError,
    SMTPResponse,
    SMTPServerDisconnected,
)

from shopdesk.ports.mail import Handing

_GO_ON = 354
_TAKEN = 250
_CHUNK = 65_536
_GLANCE_S = 0.02
_SLOWEST_BYTES_S = 8192
_LINE_END = re.compile(rb"\r\n|\n|\r")
_DOT = re.compile(rb"(?m)^\.")


class Data:
    """One mail over a connection on which the envelope was accepted.

    aiosmtplib sends a mail and its end at once; what it offers for single commands is enough for
    two steps.
    """

    def __init__(self, client: SMTP, timeout_s: float, patience_s: float) -> None:
        """`timeout_s` is for DATA and for standstill, `patience_s` for the answer to the mail."""
        self._client = client
        self._timeout_s = timeout_s
        self._patience_s = patience_s
        self.whole = False
        """Whether the mail's end may have left."""

    async def hand_over(self, raw: bytes, handing: Handing) -> SMTPResponse:
        """The server's 250. Raises what aiosmtplib raises, and what `handing` raises.

        `SMTPDataError` is any other answer, to DATA or to the mail.
        """
        begun = await self._client.execute_command(b"DATA", timeout=self._timeout_s)
        if begun.code != _GO_ON:
            raise SMTPDataError(begun.code, begun.message)
        async with self._answer() as answer:
            await self._write(wire_form(raw), answer)
            if not answer.done():
                await handing()
            if not answer.done():
                self.whole = True
                self._write_now(b".\r\n")
            response = await answer
        if response.code != _TAKEN:
            raise SMTPDataError(response.code, response.message)
        if not self.whole:
            # Nobody can have taken what had not ended.
            raise SMTPServerDisconnected("250 before the end of the mail")
        return response

    @asynccontextmanager
    async def _answer(self) -> AsyncIterator[asyncio.Task[SMTPResponse]]:
        """Listened for from the first byte on: a server may say no in the middle of a mail."""
        protocol = self._client.protocol
        if protocol is None:
            raise SMTPServerDisconnected("Connection lost")
        answer = asyncio.create_task(protocol.read_response(timeout=self._patience_s))
        # lets it begin to listen
        await asyncio.sleep(0)
        try:
            yield answer
        finally:
            if not answer.done():
                answer.cancel()
            with contextlib.suppress(asyncio.CancelledError, SMTPServerDisconnected):
                await asyncio.wait({answer})
                answer.exception()

    async def _write(self, data: bytes, answer: asyncio.Task[SMTPResponse]) -> None:
        """Returns when all has left for the network, or when there is an answer already."""
        for start in range(0, len(data), _CHUNK):
            piece = data[start : start + _CHUNK]
            self._write_now(piece)
            try:
                async with asyncio.timeout(self._timeout_s + len(piece) / _SLOWEST_BYTES_S):
                    while self._waiting() and not answer.done():
                        await asyncio.wait({answer}, timeout=_GLANCE_S)
            except TimeoutError as error:
                raise SMTPReadTimeoutError("the mail does not get through") from error
            if answer.done():
                return

    def _waiting(self) -> int:
        """Bytes that have not left."""
        transport = self._client.transport
        if not isinstance(transport, asyncio.WriteTransport) or transport.is_closing():
            raise SMTPServerDisconnected("Connection lost")
        return transport.get_write_buffer_size()

    def _write_now(self, data: bytes) -> None:
        protocol = self._client.protocol
        if protocol is None:
            raise SMTPServerDisconnected("Connection lost")
        protocol.write(data)


def wire_form(raw: bytes) -> bytes:
    """As it goes through SMTP: CRLF line ends, the last line ended too, leading dots doubled."""
    lines = _LINE_END.sub(b"\r\n", raw)
    if not lines.endswith(b"\r\n"):
        lines += b"\r\n"
    return _DOT.sub(b"..", lines)

"""An IMAP4rev1 server on loopback over a MailStore.

It speaks what a client of this program may want and more: LITERAL+, SASL-IR, IDLE, UIDPLUS, MOVE,
SPECIAL-USE, NAMESPACE, ID, ENABLE, UNSELECT and CONDSTORE. It leaves out MIME structure
(BODYSTRUCTURE, numbered parts) and \\Recent, which is always empty.
"""

from __future__ import annotations

import asyncio
import logging
import ssl
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime

from shopdesk.demo.servers.faults import ImapFaults
from shopdesk.demo.servers.imap_connection import LINE_LIMIT, Disconnected, ImapConnection
from shopdesk.demo.servers.imap_dispatch import converse
from shopdesk.demo.servers.imap_session import ImapContext, ImapSession
from shopdesk.demo.servers.mailstore import MailStore

LOOPBACK = "127.0.0.1"
logger = logging.getLogger(__name__)


class ImapServer:
    """Serves the accounts of a store, in the event loop that starts it."""

    def __init__(
        self,
        store: MailStore,
        clock: Callable[[], datetime],
        *,
        port: int = 0,
        tls: ssl.SSLContext | None = None,
        starttls: ssl.SSLContext | None = None,
    ) -> None:
        """Prepare; nothing listens yet.

        Args:
            store: The mail.
            clock: INTERNALDATE of what is appended without a date; aware.
            port: 0 for any that is free.
            tls: TLS from the first octet on.
            starttls: TLS by STARTTLS; nobody can log in before it.
        """
        self.port = port
        """Where it listens, once started."""
        self._context = ImapContext(store, clock, starttls)
        self._tls = tls
        self._server: asyncio.Server | None = None
        self._loop: asyncio.AbstractEventLoop | None = None
        self._sessions: dict[asyncio.Task[None], ImapConnection] = {}

    @property
    def faults(self) -> ImapFaults:
        """What the server does wrong on purpose; may be assigned at any time, from any thread."""
        return self._context.faults

    @faults.setter
    def faults(self, faults: ImapFaults) -> None:
        self._context.faults = faults

    @property
    def transcript(self) -> tuple[str, ...]:
        """The latest commands of all clients, without tags and credentials, oldest first."""
        return tuple(self._context.transcript)

    @property
    def connections(self) -> int:
        """How many clients are connected."""
        return len(self._sessions)

    async def start(self) -> None:
        """Listen.

        Raises:
            OSError: The port is taken.
        """
        self._loop = asyncio.get_running_loop()
        self._server = await asyncio.start_server(
            self._connected, LOOPBACK, self.port, ssl=self._tls, limit=LINE_LIMIT
        )
        self.port = self._server.sockets[0].getsockname()[1]

    async def stop(self) -> None:
        """Say BYE to every client, cut the connections and stop listening; the mail stays."""
        if self._server is None:
            return
        self._server.close()
        tasks = list(self._sessions)
        for connection in self._sessions.values():
            connection.write(b"* BYE Shutting down")
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        self._server = self._loop = None

    def drop_connections(self) -> None:
        """Cut every connection without a word, as a network does; may be called from any thread."""
        if self._loop is not None:
            self._loop.call_soon_threadsafe(self._cut)

    def _cut(self) -> None:
        for connection in self._sessions.values():
            connection.close()

    def _connected(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        connection = ImapConnection(reader, writer, encrypted=self._tls is not None)
        task = asyncio.ensure_future(self._serve(connection))
        self._sessions[task] = connection
        task.add_done_callback(lambda done: self._sessions.pop(done, None))

    async def _serve(self, connection: ImapConnection) -> None:
        session = ImapSession(connection, self._context)
        try:
            with suppress(Disconnected):
                await converse(session)
        except Exception:
            logger.exception("an IMAP session ended by a fault of the server")
        finally:
            session.end()
            connection.close()

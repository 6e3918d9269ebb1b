"""The mail servers that the demo and the tests run on: IMAP and SMTP over one store in memory.

They listen on 127.0.0.1 only, keep nothing on disk and know nothing of the rest of the program.
"""

from __future__ import annotations

import asyncio
import ssl
import threading
from collections.abc import Callable
from contextlib import AsyncExitStack
from datetime import datetime
from email.utils import format_datetime
from types import TracebackType

from shopdesk.demo.servers.faults import ImapFaults, SmtpFaults
from shopdesk.demo.servers.imap import ImapServer
from shopdesk.demo.servers.mailfolder import Folder, StoredMessage
from shopdesk.demo.servers.mailstore import MailStore
from shopdesk.demo.servers.smtp import OnMail, SmtpServer

__all__ = [
    "EmbeddedServers",
    "Folder",
    "ImapFaults",
    "ImapServer",
    "MailStore",
    "OnMail",
    "SmtpFaults",
    "SmtpServer",
    "StoredMessage",
    "deliver_locally",
]
THREAD_NAME = "demo-servers"
_STOP_PATIENCE = 5.0


def deliver_locally(store: MailStore) -> OnMail:
    """Return a callback for SmtpServer that files mail into the accounts named like its
    recipients, with Return-Path and Received on top (RFC 5321, 4.4); other recipients are left out.
    """

    async def on_mail(sender: str, recipients: tuple[str, ...], raw: bytes, at: datetime) -> None:
        trace = f"Return-Path: <{sender}>\r\nReceived: by localhost; {format_datetime(at)}\r\n"
        delivered = trace.encode("utf-8", "surrogateescape") + raw
        for recipient in dict.fromkeys(recipients):
            if store.has_account(recipient):
                store.deliver(recipient, delivered, internaldate=at)

    return on_mail


class EmbeddedServers:
    """An IMAP and an SMTP server over one store, in a thread with an event loop of its own.

    A context manager: both listen when it is entered, and are gone when it is left.
    """

    def __init__(
        self,
        clock: Callable[[], datetime],
        *,
        store: MailStore | None = None,
        on_mail: OnMail | None = None,
        tls: ssl.SSLContext | None = None,
        starttls: ssl.SSLContext | None = None,
    ) -> None:
        """Prepare; nothing listens yet.

        Args:
            clock: INTERNALDATE of what arrives by SMTP or is appended; aware.
            store: The mail; a new, empty one without it.
            on_mail: What becomes of mail sent by SMTP, called in the servers' thread; without it
                it is filed by `deliver_locally`.
            tls: Both servers speak TLS from the first octet on.
            starttls: Both servers offer STARTTLS and demand it for logging in.
        """
        self.store = MailStore() if store is None else store
        self.imap = ImapServer(self.store, clock, tls=tls, starttls=starttls)
        self.smtp = SmtpServer(
            on_mail or deliver_locally(self.store),
            self.store.authenticate,
            clock,
            tls=tls,
            starttls=starttls,
        )
        self._loop: asyncio.AbstractEventLoop | None = None
        self._stopping: asyncio.Event | None = None
        self._thread: threading.Thread | None = None
        self._ready = threading.Event()
        self._failure: BaseException | None = None

    @property
    def imap_port(self) -> int:
        """Where the IMAP server listens."""
        return self.imap.port

    @property
    def smtp_port(self) -> int:
        """Where the SMTP server listens."""
        return self.smtp.port

    def start(self) -> None:
        """Start both servers and return when they listen.

        Raises:
            OSError: One of them cannot.
        """
        self._ready.clear()
        self._failure = None
        self._thread = threading.Thread(target=self._run, name=THREAD_NAME, daemon=True)
        self._thread.start()
        self._ready.wait()
        if self._failure is not None:
            self._thread.join()
            raise self._failure

    def stop(self) -> None:
        """Cut every connection and stop both servers; the store keeps its mail, and a later
        `start` uses the same ports again."""
        if self._thread is None or self._loop is None or self._stopping is None:
            return
        if self._thread.is_alive():
            self._loop.call_soon_threadsafe(self._stopping.set)
        self._thread.join(_STOP_PATIENCE)
        self._thread = None

    def __enter__(self) -> EmbeddedServers:
        self.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.stop()

    def _run(self) -> None:
        try:
            asyncio.run(self._serve())
        except (OSError, ImportError) as error:
            self._failure = error
        finally:
            self._ready.set()

    async def _serve(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._stopping = asyncio.Event()
        async with AsyncExitStack() as stack:
            for server in (self.imap, self.smtp):
                await server.start()
                stack.push_async_callback(server.stop)
            self._ready.set()
            await self._stopping.wait()

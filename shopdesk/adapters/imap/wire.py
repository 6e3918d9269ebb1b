"""IMAPClient on a socket that is watched: bounded in time and size, nothing kept from before TLS.

The standard library's own reading differs by Python version: up to 3.13 a line may have a million
bytes and a literal any size; from 3.14 on, bytes that were read before the TLS handshake stay in
its buffer. Reading is declared overridable, so it is done here.
"""

from __future__ import annotations

import contextlib
import imaplib
import socket
import ssl
from time import monotonic
from typing import Any, Literal

from imapclient import IMAPClient

from shopdesk.adapters.imap.errors import Ended, Garbled
from shopdesk.adapters.imap.signin import injected
from shopdesk.adapters.keepalive import keep_alive
from shopdesk.domain.shop.settings import Security, Server

# A search over a mailbox of a million mails is a line of about 8 MB.
_LONGEST_LINE = 16 * 2**20
# One mail of the size that is still fetched whole, and the answer around it.
_LARGEST_ANSWER = 80 * 2**20
_SLOWEST_BYTES_PER_S = 4096
# No command lasts longer than this many time-outs, whatever dribbles in.
_TIMEOUTS_PER_COMMAND = 40
_CHUNK = 65_536
_FAREWELL_S = 2.0


class Wire(imaplib.IMAP4):
    """The socket and the bytes."""

    def __init__(self, server: Server, tls: ssl.SSLContext | None, timeout_s: float) -> None:
        self._server = server
        self._tls = tls
        self._timeout_s = timeout_s
        self._buffer = bytearray()
        self._received = 0
        self._until = monotonic() + timeout_s * _TIMEOUTS_PER_COMMAND
        super().__init__(server.host, server.port, timeout_s)

    def _create_socket(self, timeout: float | None) -> socket.socket:
        sock = socket.create_connection((self.host, self.port), timeout)
        keep_alive(sock)
        if self._tls is None:
            return sock
        return self._tls.wrap_socket(sock, server_hostname=self.host)

    def hurry(self, seconds: float) -> float:
        """Wait for no further answer longer than that; returns how long it was so far."""
        before = self._timeout_s
        self._timeout_s = min(before, seconds)
        return before

    def wait(self, seconds: float) -> None:
        """Wait so long for an answer from now on."""
        self._timeout_s = seconds

    def send(self, data: Any) -> None:
        """Send a command or a part of one."""
        self._received = 0
        self._until = monotonic() + self._timeout_s * _TIMEOUTS_PER_COMMAND
        self.sock.settimeout(self._timeout_s)
        super().send(data)

    def readline(self) -> bytes:
        """The next line with its end, or what was left at the end of the stream."""
        until = monotonic() + self._timeout_s
        searched = 0
        while (end := self._buffer.find(b"\n", searched)) < 0:
            searched = len(self._buffer)
            if searched > _LONGEST_LINE:
                raise Garbled("a line without end")
            if not self._receive(until):
                return self._take(searched)
        return self._take(end + 1)

    def read(self, size: int) -> bytes:
        """The next `size` bytes."""
        if size > _LARGEST_ANSWER:
            raise Garbled(f"{size} bytes at once")
        until = monotonic() + self._timeout_s + size / _SLOWEST_BYTES_PER_S
        while len(self._buffer) < size:
            if not self._receive(until):
                raise Ended("EOF")
        return self._take(size)

    def starttls(
        self, ssl_context: ssl.SSLContext | None = None
    ) -> tuple[Literal["OK"], list[None]]:
        """Begin TLS; nothing that came before it is believed afterwards."""
        if ssl_context is None:
            raise ValueError("no rules for TLS")
        status, data = self._simple_command("STARTTLS")
        if status != "OK":
            raise self.error(data[0])
        if self._buffer:
            raise injected(self._server)
        self.sock = ssl_context.wrap_socket(self.sock, server_hostname=self.host)
        self.untagged_responses.clear()
        self._get_capabilities()
        return "OK", [None]

    def _receive(self, until: float) -> bool:
        left = min(until, self._until) - monotonic()
        if left <= 0:
            raise TimeoutError
        self.sock.settimeout(left)
        data = self.sock.recv(_CHUNK)
        self._buffer += data
        self._received += len(data)
        if self._received > _LARGEST_ANSWER:
            raise Garbled("an answer without end")
        return bool(data)

    def _take(self, size: int) -> bytes:
        data = bytes(self._buffer[:size])
        del self._buffer[:size]
        return data


class Connection(IMAPClient):  # type: ignore[misc]
    """An IMAP client for one server, connected but not signed in."""

    _imap: Wire

    def __init__(self, server: Server, tls: ssl.SSLContext | None, timeout_s: float) -> None:
        self._server = server
        self._timeout_s = timeout_s
        implicit = server.security is Security.TLS
        super().__init__(server.host, server.port, ssl=implicit, ssl_context=tls, timeout=timeout_s)
        # On level 5 it formats every mail that passes, whether or not anybody reads the log.
        self._imap.debug = 4

    def _create_IMAP4(self) -> Wire:
        return Wire(self._server, self.ssl_context if self.ssl else None, self._timeout_s)

    @property
    def wire(self) -> Wire:
        """What is beneath."""
        return self._imap

    @property
    def signed_in(self) -> bool:
        """Whether the server has let us in."""
        return self._imap.state in ("AUTH", "SELECTED")

    def offers(self, capability: str) -> bool:
        """Whether the server has the capability, in capitals."""
        return capability in self.offered()

    def offered(self) -> frozenset[str]:
        """The server's capabilities, in capitals."""
        return frozenset(c.decode("ascii", "replace").upper() for c in self.capabilities())

    def uid_command(self, command: str, *arguments: str) -> list[Any]:
        """The untagged data of a `UID` command; raises `imaplib.IMAP4.error` for a NO."""
        status, data = self._imap.uid(command, *arguments)
        self._checkok(command, status, data)
        return list(data)

    def news(self) -> tuple[int | None, bool]:
        """Ask what changed in the folder: its new size if it grew, and whether mails are gone.

        What earlier commands brought along counts, too.
        """
        status, data = self._imap._simple_command("NOOP")
        self._checkok("NOOP", status, data)
        told = self._imap.untagged_responses
        sizes: list[Any] = list(told.pop("EXISTS", []))
        gone = [told.pop(kind, []) for kind in ("EXPUNGE", "VANISHED")]
        return (int(sizes[-1]) if sizes else None), any(gone)

    def list_with_uses(self) -> list[Any]:
        """As `list_folders`, asking for SPECIAL-USE by name (RFC 6154, RFC 5258)."""
        status, data = self._imap._simple_command("LIST", '""', '"*"', "RETURN", "(SPECIAL-USE)")
        self._checkok("LIST", status, data)
        status, data = self._imap._untagged_response(status, data, "LIST")
        return list(self._proc_folder_list(data))

    def sign_of_life(self, seconds: float) -> None:
        """Have the server say something within so many seconds; its news is kept for `news`."""
        before = self._imap.hurry(seconds)
        try:
            status, data = self._imap.noop()
            self._checkok("NOOP", status, data)
        finally:
            self._imap.wait(before)

    def leave(self) -> None:
        """Say goodbye within two seconds, and close."""
        self._imap.hurry(_FAREWELL_S)
        with contextlib.suppress(OSError, Ended, ValueError, imaplib.IMAP4.error):
            self.logout()
        self.drop()

    def drop(self) -> None:
        """Close without a word."""
        with contextlib.suppress(OSError):
            self.shutdown()

"""Clients and mail for the tests of the embedded servers."""

import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta, timezone

import trustme
from imapclient import IMAPClient

from shopdesk.demo.servers import EmbeddedServers, OnMail

OWNER = "owner@shop.example"
JANE = "jane@customer.example"
PASSWORD = 'let me "in"'
NOON = datetime(2026, 3, 2, 12, 0, 0, tzinfo=UTC)
SAIGON = timezone(timedelta(hours=7))
TIMEOUT = 10.0


def mail(subject: str = "Hello", body: str = "Hi there", **headers: str) -> bytes:
    """Write a plain message; headers by their names, `_` for the hyphen."""
    fields = {"From": f"Jane Roe <{JANE}>", "To": OWNER, "Subject": subject}
    fields |= {name.replace("_", "-"): value for name, value in headers.items()}
    lines = [f"{name}: {value}" for name, value in fields.items()]
    return "\r\n".join([*lines, "", body, ""]).encode()


@contextmanager
def running_servers(
    *,
    on_mail: OnMail | None = None,
    tls: ssl.SSLContext | None = None,
    starttls: ssl.SSLContext | None = None,
) -> Iterator[EmbeddedServers]:
    """Run both servers with an account for the owner and one for Jane."""
    servers = EmbeddedServers(lambda: NOON, on_mail=on_mail, tls=tls, starttls=starttls)
    for user in (OWNER, JANE):
        servers.store.add_account(user, PASSWORD)
    with servers:
        yield servers


@contextmanager
def imap(servers: EmbeddedServers, folder: str | None = "INBOX") -> Iterator[IMAPClient]:
    """Log the owner in and select a folder."""
    with IMAPClient("127.0.0.1", port=servers.imap_port, ssl=False, timeout=TIMEOUT) as client:
        client.normalise_times = False
        client.login(OWNER, PASSWORD)
        if folder is not None:
            client.select_folder(folder)
        yield client


def certificates() -> tuple[ssl.SSLContext, ssl.SSLContext]:
    """Return a server's context and that of a client who trusts it."""
    authority = trustme.CA()
    server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("localhost", "127.0.0.1").configure_cert(server)
    client = ssl.create_default_context()
    authority.configure_trust(client)
    return server, client


class Line:
    """A client that says exactly what it is told to."""

    def __init__(self, port: int) -> None:
        self.socket = socket.create_connection(("127.0.0.1", port), timeout=TIMEOUT)
        self._file = self.socket.makefile("rb")

    def __enter__(self) -> "Line":
        return self

    def __exit__(self, *_error: object) -> None:
        self._file.close()
        self.socket.close()

    def send(self, data: bytes) -> None:
        """Send these octets."""
        self.socket.sendall(data)

    def line(self) -> bytes:
        """Return the next line without its end; empty when the server hung up."""
        return self._file.readline().rstrip(b"\r\n")

    def rest(self) -> bytes:
        """Return all that comes until the server hangs up."""
        try:
            return self._file.read()
        except ConnectionResetError:
            return b""

    def ask(self, command: bytes, tag: bytes = b"t") -> list[bytes]:
        """Send a command behind a tag and return its answer's lines, the tagged one last."""
        self.send(tag + b" " + command + b"\r\n")
        return self.answer(tag)

    def answer(self, tag: bytes = b"t") -> list[bytes]:
        """Return the lines up to the tagged one."""
        lines = [self.line()]
        while lines[-1] and not lines[-1].startswith(tag + b" "):
            lines.append(self.line())
        return lines


@contextmanager
def line(servers: EmbeddedServers, folder: str | None = None) -> Iterator[Line]:
    """Connect to the IMAP server and, given a folder, log the owner in and select it."""
    with Line(servers.imap_port) as client:
        assert client.line().startswith(b"* OK")
        if folder is not None:
            quoted = PASSWORD.replace('"', '\\"').encode()
            login = client.ask(b'LOGIN %b "%b"' % (OWNER.encode(), quoted))
            assert login[-1].startswith(b"t OK")
            assert client.ask(b"SELECT " + folder.encode())[-1].startswith(b"t OK")
        yield client

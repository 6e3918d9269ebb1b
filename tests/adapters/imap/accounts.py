"""One mail account on either server, as another program of its owner would use it."""

from __future__ import annotations

import contextlib
import socket
import ssl
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from imapclient import IMAPClient

from shopdesk.adapters.imap import ImapDoorbell, ImapMailbox
from shopdesk.domain.shop.settings import (
    MailboxSettings,
    PasswordFrom,
    PasswordSource,
    Security,
    Server,
)
from tests.servers.certs import Certificate

NINE = datetime(2026, 11, 21, 2, 0, tzinfo=UTC)
MAIL = b"From: Jane <jane@customers.test>\r\nSubject: Order\r\n\r\nWhere is my order?\r\n"


@dataclass(frozen=True)
class Account:
    """What opens it; every method is a connection of its own."""

    settings: MailboxSettings
    """As the owner would write them."""
    password: str
    """In clear text."""
    tls: ssl.SSLContext | None
    """What the other program trusts; None for a server in the clear."""

    def mailbox(self, *, timeout_s: float = 10, **changes: object) -> ImapMailbox:
        """The adapter; `changes` are of the settings."""
        settings = replace(self.settings, **changes)  # type: ignore[arg-type]
        return ImapMailbox(settings, lambda: self.password, timeout_s=timeout_s)

    def doorbell(
        self, *, timeout_s: float = 10, renew_s: float = 240, **changes: object
    ) -> ImapDoorbell:
        """The adapter; `changes` are of the settings."""
        settings = replace(self.settings, **changes)  # type: ignore[arg-type]
        return ImapDoorbell(settings, lambda: self.password, timeout_s=timeout_s, renew_s=renew_s)

    @contextlib.contextmanager
    def elsewhere(self) -> Iterator[IMAPClient]:
        """The owner's other mail program, signed in."""
        server = self.settings.imap
        implicit = server.security is Security.TLS
        with IMAPClient(
            server.host, server.port, ssl=implicit, ssl_context=self.tls, timeout=10
        ) as client:
            client.normalise_times = False
            client.socket().setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            if server.security is Security.STARTTLS:
                client.starttls(self.tls)
            client.login(server.user, self.password)
            yield client

    def deliver(
        self,
        raw: bytes = MAIL,
        received: datetime = NINE,
        folder: str = "INBOX",
        flags: Sequence[str] = (),
    ) -> int:
        """Put a mail into a folder; its UID comes back."""
        with self.elsewhere() as client:
            before: int = client.folder_status(folder, "UIDNEXT")[b"UIDNEXT"]
            client.append(folder, raw, flags, received)
        return before

    def deliver_many(self, count: int) -> None:
        """Put so many small mails into INBOX."""
        with self.elsewhere() as client:
            for number in range(count):
                client.append("INBOX", MAIL + b"%d\r\n" % number, (), NINE)

    def contents(
        self, folder: str = "INBOX"
    ) -> dict[int, tuple[bytes, frozenset[bytes], datetime]]:
        """Text, flags and INTERNALDATE of every mail by UID, without touching anything."""
        with self.elsewhere() as client:
            client.select_folder(folder, readonly=True)
            found = client.fetch(client.search(), ["BODY.PEEK[]", "FLAGS", "INTERNALDATE"])
        return {
            uid: (
                row[b"BODY[]"],
                frozenset(row[b"FLAGS"]) - {b"\\Recent"},
                row[b"INTERNALDATE"],
            )
            for uid, row in found.items()
        }

    def remove(self, *uids: int, folder: str = "INBOX") -> None:
        """Delete mails for good."""
        with self.elsewhere() as client:
            client.select_folder(folder)
            client.delete_messages(uids)
            client.expunge()

    def flag(self, uid: int, flag: str) -> None:
        """Set a flag in INBOX."""
        with self.elsewhere() as client:
            client.select_folder("INBOX")
            client.add_flags([uid], [flag])


def settings_for(
    port: int,
    security: Security,
    user: str,
    *,
    host: str = "localhost",
    ca_file: str | None = None,
) -> MailboxSettings:
    """A mailbox whose other server is nowhere."""
    imap = Server(host, port, security, user)
    smtp = Server(host, 9, Security.NONE, user)
    source = PasswordSource(PasswordFrom.KEYRING)
    return MailboxSettings(user, (), ("INBOX",), None, imap, smtp, source, ca_file)


def server_context(certificate: Certificate) -> ssl.SSLContext:
    """TLS as the server speaks it."""
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(certificate.chain, certificate.key)
    return context

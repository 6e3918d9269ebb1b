"""Both servers together: started, stopped, restarted, and mail on its way through them."""

import asyncio
import smtplib
import socket
import threading
import time
from datetime import datetime

import pytest
from imapclient import IMAPClient

from shopdesk.demo.servers import EmbeddedServers, ImapServer, MailStore, SmtpServer
from tests.demo.clients import JANE, NOON, OWNER, PASSWORD, Line, imap, mail, running_servers


def send(servers: EmbeddedServers, raw: bytes, recipients: list[str], sender: str = JANE) -> None:
    with smtplib.SMTP("127.0.0.1", servers.smtp_port, timeout=10) as client:
        client.login(JANE, PASSWORD)
        client.sendmail(sender, recipients, raw)


def test_a_mail_sent_is_a_mail_received() -> None:
    with running_servers() as servers, imap(servers) as client:
        client.idle()
        send(servers, mail("Where is my order?"), [OWNER, "elsewhere@far.example", OWNER])
        assert client.idle_check(timeout=5) == [(1, b"EXISTS")]
        client.idle_done()
        got = client.fetch([1], ["BODY.PEEK[]", "INTERNALDATE"])[1]
        (kept,) = servers.store.messages(OWNER)
    assert got[b"BODY[]"] == kept.raw
    assert got[b"INTERNALDATE"] == NOON
    assert kept.raw.startswith(b"Return-Path: <jane@customer.example>\r\nReceived: ")
    assert kept.raw.endswith(mail("Where is my order?"))


def test_a_bounce_has_an_empty_return_path() -> None:
    with running_servers() as servers:
        send(servers, mail(), [OWNER], sender="<>")
        (kept,) = servers.store.messages(OWNER)
    assert kept.raw.startswith(b"Return-Path: <>\r\n")


def test_mail_can_go_to_a_callback_instead() -> None:
    taken: list[tuple[str, tuple[str, ...], bytes, datetime, str]] = []

    async def on_mail(sender: str, recipients: tuple[str, ...], raw: bytes, at: datetime) -> None:
        taken.append((sender, recipients, raw, at, threading.current_thread().name))

    with running_servers(on_mail=on_mail) as servers:
        send(servers, mail(), ["a@far.example", "b@far.example"])
        assert servers.store.messages(OWNER) == ()
    assert taken == [
        (JANE, ("a@far.example", "b@far.example"), mail(), NOON, "demo-servers"),
    ]


def test_stopping_is_quick_though_clients_idle() -> None:
    with running_servers() as servers:
        clients = [
            IMAPClient("127.0.0.1", port=servers.imap_port, ssl=False, timeout=10)
            for _ in range(10)
        ]
        for client in clients:
            client.login(OWNER, PASSWORD)
            client.select_folder("INBOX", readonly=True)
            client.idle()
        speaking = smtplib.SMTP("127.0.0.1", servers.smtp_port, timeout=10)
        before = time.monotonic()
        servers.stop()
        took = time.monotonic() - before
        assert "demo-servers" not in {thread.name for thread in threading.enumerate()}
        goodbyes = [client.idle_check(timeout=5) for client in clients]
        assert goodbyes == [[(b"BYE", b"Shutting", b"down")]] * 10
        with pytest.raises(smtplib.SMTPServerDisconnected):
            speaking.noop()
        speaking.close()
        for client in clients:
            client.shutdown()
    assert took < 1


def test_a_restart_keeps_ports_and_mail() -> None:
    with running_servers() as servers:
        servers.store.deliver(OWNER, mail(), internaldate=NOON)
        ports = servers.imap_port, servers.smtp_port
        servers.stop()
        with pytest.raises(ConnectionRefusedError):
            Line(ports[0])
        servers.start()
        assert (servers.imap_port, servers.smtp_port) == ports
        with imap(servers) as client:
            assert client.search("ALL") == [1]


def test_a_port_that_is_taken_is_reported() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        servers = EmbeddedServers(lambda: NOON)
        servers.smtp.port = taken.getsockname()[1]
        with pytest.raises(OSError, match="in use"):
            servers.start()
        with pytest.raises(ConnectionRefusedError):
            Line(servers.imap_port)
        servers.stop()


def test_it_listens_on_loopback_only() -> None:
    with running_servers() as servers:
        for port in (servers.imap_port, servers.smtp_port):
            with pytest.raises(OSError, match="refused"):
                socket.create_connection(("127.0.0.2", port), timeout=5)


async def test_both_run_in_the_callers_loop() -> None:
    store = MailStore()
    store.add_account(OWNER, PASSWORD)
    taken: list[bytes] = []

    async def on_mail(_sender: str, _to: tuple[str, ...], raw: bytes, at: datetime) -> None:
        taken.append(raw)
        store.deliver(OWNER, raw, internaldate=at)

    imap_server = ImapServer(store, lambda: NOON)
    smtp_server = SmtpServer(on_mail, store.authenticate, lambda: NOON)
    await imap_server.start()
    await smtp_server.start()
    reader, writer = await asyncio.open_connection("127.0.0.1", imap_server.port)
    assert (await reader.readline()).startswith(b"* OK")
    assert imap_server.connections == 1

    def talk() -> None:
        with smtplib.SMTP("127.0.0.1", smtp_server.port, timeout=10) as client:
            client.login(OWNER, PASSWORD)
            client.sendmail(JANE, [OWNER], mail())

    await asyncio.to_thread(talk)
    assert taken == [mail()]
    await imap_server.stop()
    await smtp_server.stop()
    assert await reader.read() == b"* BYE Shutting down\r\n"
    assert imap_server.connections == 0
    writer.close()

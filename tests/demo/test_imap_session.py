"""The embedded IMAP server's sessions: login, TLS, capabilities, limits, wrong and played-wrong."""

import imaplib
import re
from base64 import b64encode
from collections.abc import Iterator

import pytest
from imapclient import IMAPClient
from imapclient.exceptions import IMAPClientError, LoginError

from shopdesk.demo.servers import EmbeddedServers, ImapFaults
from tests.demo.clients import (
    NOON,
    OWNER,
    PASSWORD,
    TIMEOUT,
    Line,
    certificates,
    imap,
    line,
    mail,
    running_servers,
)

PLAIN = b64encode(f"\0{OWNER}\0{PASSWORD}".encode())


@pytest.fixture
def servers() -> Iterator[EmbeddedServers]:
    with running_servers() as running:
        yield running


def connect(servers: EmbeddedServers) -> IMAPClient:
    return IMAPClient("127.0.0.1", port=servers.imap_port, ssl=False, timeout=TIMEOUT)


def test_capabilities_come_with_the_greeting_and_after_login(servers: EmbeddedServers) -> None:
    with connect(servers) as client:
        assert b"AUTH=PLAIN" in client.capabilities()
        assert b"STARTTLS" not in client.capabilities()
        client.login(OWNER, PASSWORD)
        offered = set(client.capabilities())
    assert offered >= {b"IDLE", b"UIDPLUS", b"MOVE", b"SPECIAL-USE", b"NAMESPACE", b"ID"}
    assert offered >= {b"UNSELECT", b"ENABLE", b"CONDSTORE", b"LITERAL+", b"SASL-IR"}


def test_a_wrong_password_is_named(servers: EmbeddedServers) -> None:
    with connect(servers) as client, pytest.raises(LoginError, match="AUTHENTICATIONFAILED"):
        client.login(OWNER, "wrong")
    with connect(servers) as client, pytest.raises(LoginError, match="AUTHENTICATIONFAILED"):
        client.plain_login("nobody", PASSWORD)


def test_imapclient_and_imaplib_log_in_by_sasl(servers: EmbeddedServers) -> None:
    with connect(servers) as client:
        client.plain_login(OWNER, PASSWORD)
        assert client.folder_exists("INBOX")
    with imaplib.IMAP4("127.0.0.1", servers.imap_port, timeout=TIMEOUT) as other:
        answer = other.authenticate("PLAIN", lambda _: f"\0{OWNER}\0{PASSWORD}".encode())
        assert answer[0] == "OK"
        assert other.select()[0] == "OK"


@pytest.mark.parametrize(
    ("initial", "continued", "status"),
    [
        (b"AUTHENTICATE PLAIN " + PLAIN, b"", b"OK"),
        (b"AUTHENTICATE PLAIN", PLAIN, b"OK"),
        (b"AUTHENTICATE PLAIN", b"*", b"BAD"),
        (b"AUTHENTICATE PLAIN", b"no base64", b"BAD"),
        (b"AUTHENTICATE PLAIN", b64encode(b"a\0b"), b"BAD"),
        (b"AUTHENTICATE PLAIN " + b64encode(b"boss\0a\0b"), b"", b"NO [AUTHORIZATIONFAILED]"),
        (b"AUTHENTICATE GSSAPI", b"", b"NO"),
    ],
)
def test_authenticate(
    servers: EmbeddedServers, initial: bytes, continued: bytes, status: bytes
) -> None:
    with line(servers) as client:
        client.send(b"t " + initial + b"\r\n")
        if continued:
            assert client.line() == b"+ "
            client.send(continued + b"\r\n")
        assert client.answer()[-1].startswith(b"t " + status)


def test_implicit_tls() -> None:
    server, trusting = certificates()
    with (
        running_servers(tls=server) as servers,
        IMAPClient(
            "127.0.0.1", port=servers.imap_port, ssl_context=trusting, timeout=TIMEOUT
        ) as client,
    ):
        client.login(OWNER, PASSWORD)
        assert client.select_folder("INBOX")[b"EXISTS"] == 0
        client.idle()
        servers.store.deliver(OWNER, mail(), internaldate=NOON)
        assert client.idle_check(timeout=5) == [(1, b"EXISTS")]
        client.idle_done()


def test_starttls_comes_before_any_login() -> None:
    server, trusting = certificates()
    with running_servers(starttls=server) as servers:
        with connect(servers) as client:
            assert {b"STARTTLS", b"LOGINDISABLED"} <= set(client.capabilities())
            with pytest.raises(LoginError, match="PRIVACYREQUIRED"):
                client.login(OWNER, PASSWORD)
            client.starttls(trusting)
            client.login(OWNER, PASSWORD)
            assert b"STARTTLS" not in client.capabilities()
            assert client.select_folder("INBOX")[b"EXISTS"] == 0
        with imaplib.IMAP4("127.0.0.1", servers.imap_port, timeout=TIMEOUT) as other:
            assert other.starttls(trusting)[0] == "OK"
            assert other.login(OWNER, PASSWORD)[0] == "OK"


def test_commands_sent_ahead_of_the_handshake_are_dropped() -> None:
    server, trusting = certificates()
    with running_servers(starttls=server) as servers, Line(servers.imap_port) as client:
        assert client.line().startswith(b"* OK")
        client.send(b"t STARTTLS\r\nx CREATE Injected\r\n")
        assert client.line() == b"t OK Begin TLS now"
        with trusting.wrap_socket(client.socket, server_hostname="localhost") as encrypted:
            encrypted.sendall(b"u NOOP\r\n")
            assert encrypted.recv(1000) == b"u OK Done\r\n"


def test_what_is_wrong_is_told_apart(servers: EmbeddedServers) -> None:
    with line(servers) as client:
        assert client.ask(b"SELECT INBOX")[-1].startswith(b"t NO [CLIENTBUG]")
        assert client.ask(b"XYZZY")[-1] == b"t BAD unknown command"
        assert client.ask(b"NOOP more")[-1].startswith(b"t BAD")
        assert client.ask(b"LOGIN onlyuser")[-1].startswith(b"t BAD")
        assert client.ask(b"")[-1].startswith(b"t BAD")
        client.send(b"\r\n")
        assert client.line().startswith(b"* BAD")
    with line(servers, "INBOX") as client:
        assert client.ask(b"LOGIN a b")[-1].startswith(b"t NO [CLIENTBUG]")
        assert client.ask(b"ENABLE CONDSTORE")[-1].startswith(b"t NO [CLIENTBUG]")
        assert client.ask(b"UID NOOP")[-1] == b"t BAD unknown command"
        assert client.ask(b"SELECT Nowhere")[-1].startswith(b"t NO [NONEXISTENT]")
        assert client.ask(b"FETCH 1 FLAGS")[-1].startswith(b"t NO [CLIENTBUG]")


def test_small_talk(servers: EmbeddedServers) -> None:
    with imap(servers, folder=None) as client:
        assert client.id_({"name": "test", "version": "1"}) == ((b"name", b"shopdesk demo"),)
        assert client.id_() == ((b"name", b"shopdesk demo"),)
        assert client.namespace().personal == (("", "/"),)
        assert client.enable("CONDSTORE", "QRESYNC") == [b"CONDSTORE"]
        assert client.noop() == (b"Done", [])
    with line(servers, "INBOX") as raw:
        assert raw.ask(b"CHECK") == [b"t OK Done"]
        assert raw.ask(b"LOGOUT") == [b"* BYE Logging out", b"t OK Logged out"]
        assert raw.rest() == b""


def test_literals_are_asked_for_or_come_unasked(servers: EmbeddedServers) -> None:
    with line(servers) as client:
        client.send(b"t LOGIN {%d}\r\n" % len(OWNER))
        assert client.line().startswith(b"+ ")
        client.send(OWNER.encode() + b" {%d+}\r\n%b\r\n" % (len(PASSWORD), PASSWORD.encode()))
        assert client.answer()[-1].startswith(b"t OK")


def test_lines_and_literals_have_limits(servers: EmbeddedServers) -> None:
    with line(servers) as client:
        client.send(b"t NOOP " + b"x" * 70_000)
        assert client.rest() == b"* BYE Line too long\r\n"
    with line(servers) as client:
        assert client.ask(b"LOGIN {9000}")[-1].startswith(b"t NO [TOOBIG]")
        assert client.ask(b"LOGIN {9999999999}")[-1].startswith(b"t NO [TOOBIG]")
        client.send(b"t LOGIN {9000+}\r\n" + b"x" * 9000)
        assert client.rest() == b"* BYE Literal too large\r\n"
    with line(servers, "INBOX") as client:
        assert client.ask(b"APPEND INBOX {62914561}")[-1].startswith(b"t NO [TOOBIG]")
        client.send(b"t APPEND INBOX {62914560}\r\n")
        assert client.line().startswith(b"+ ")


def test_the_transcript_has_commands_and_no_secrets(servers: EmbeddedServers) -> None:
    with imap(servers) as client:
        client.fetch([1], ["BODY.PEEK[]"])
    told = servers.imap.transcript
    assert told[:3] == ("CAPABILITY", "LOGIN", 'SELECT "INBOX"')
    assert "UID FETCH 1 (BODY.PEEK[])" in told
    assert PASSWORD not in "".join(told)


@pytest.mark.parametrize(
    ("capability", "command"),
    [
        ("IDLE", b"IDLE"),
        ("MOVE", b"UID MOVE 1 Trash"),
        ("UIDPLUS", b"UID EXPUNGE 1"),
        ("UNSELECT", b"UNSELECT"),
        ("ID", b"ID NIL"),
        ("NAMESPACE", b"NAMESPACE"),
        ("SPECIAL-USE", b'LIST (SPECIAL-USE) "" "*"'),
        ("CONDSTORE", b"FETCH 1 (FLAGS) (CHANGEDSINCE 1)"),
    ],
)
def test_a_hidden_capability_is_not_there(
    servers: EmbeddedServers, capability: str, command: bytes
) -> None:
    servers.store.deliver(OWNER, mail(), internaldate=NOON)
    servers.imap.faults = ImapFaults(hidden_capabilities=frozenset({capability}))
    with line(servers, "INBOX") as client:
        offered = client.ask(b"CAPABILITY")[0].split()
        assert capability.encode() not in offered
        assert b"IMAP4rev1" in offered
        assert client.ask(command)[-1].startswith(b"t BAD")


def test_faults_on_commands(servers: EmbeddedServers) -> None:
    servers.imap.faults = ImapFaults(refuse={"APPEND": "[OVERQUOTA] Full"})
    with imap(servers) as client, pytest.raises(IMAPClientError, match="OVERQUOTA"):
        client.append("Sent", mail())
    servers.imap.faults = ImapFaults(drop_on=frozenset({"FETCH"}))
    with line(servers, "INBOX") as raw:
        assert raw.ask(b"UID FETCH 1 FLAGS") == [b""]
    servers.imap.faults = ImapFaults(stall_on=frozenset({"NOOP"}))
    with line(servers, "INBOX") as raw:
        raw.send(b"t NOOP\r\n")
        raw.socket.settimeout(0.1)
        with pytest.raises(TimeoutError):
            raw.line()


def test_faults_on_the_way_in(servers: EmbeddedServers) -> None:
    servers.imap.faults = ImapFaults(demand_id=True)
    with line(servers) as client:
        client.ask(b"AUTHENTICATE PLAIN " + PLAIN)
        assert client.ask(b"SELECT INBOX")[-1].startswith(b"t NO")
        client.ask(b'ID ("name" "test")')
        assert client.ask(b"SELECT INBOX")[-1].startswith(b"t OK")
    servers.imap.faults = ImapFaults(greeting="PREAUTH")
    with Line(servers.imap_port) as client:
        assert re.match(rb"\* PREAUTH \[CAPABILITY ", client.line())


def test_an_attacker_behind_starttls() -> None:
    server, _trusting = certificates()
    with running_servers(starttls=server) as servers:
        servers.imap.faults = ImapFaults(after_starttls=b"* CAPABILITY IMAP4rev1 EVIL\r\n")
        with line(servers) as client:
            assert client.ask(b"STARTTLS")[-1].startswith(b"t OK")
            assert client.line() == b"* CAPABILITY IMAP4rev1 EVIL"


def test_every_connection_can_be_cut(servers: EmbeddedServers) -> None:
    with line(servers, "INBOX") as first, line(servers) as second:
        first.send(b"t IDLE\r\n")
        assert first.line() == b"+ idling"
        servers.imap.drop_connections()
        assert first.rest() == second.rest() == b""

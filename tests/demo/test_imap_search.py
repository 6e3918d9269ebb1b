"""The embedded IMAP server's SEARCH, criterion by criterion."""

import imaplib
from base64 import b64encode
from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest
from imapclient import IMAPClient

from shopdesk.demo.servers import EmbeddedServers
from tests.demo.clients import OWNER, imap, line, mail, running_servers

PARCEL = (
    b"From: Anton <anton@omsk.example>\r\n"
    b"Subject: =?utf-8?b?" + b64encode("Где посылка".encode()) + b"?=\r\n"
    b"Message-ID: <parcel@omsk.example>\r\n"
    b"Date: Tue, 03 Mar 2026 23:30:00 +0600\r\n"
    b"Content-Type: text/plain; charset=koi8-r\r\n"
    b"Content-Transfer-Encoding: base64\r\n\r\n"
    + b64encode("Второй раз не тот размер".encode("koi8-r"))
)
FIRST = mail("Where is my order?", "brown brogues", Date="Sun, 1 Mar 2026 10:00:00 +0000")


@pytest.fixture(scope="module")
def servers() -> Iterator[EmbeddedServers]:
    with running_servers() as running:
        store = running.store
        days = [datetime(2026, 3, day, 12, tzinfo=UTC) for day in (1, 3, 5)]
        store.deliver(OWNER, FIRST, internaldate=days[0], flags=["\\Seen", "\\Answered"])
        store.deliver(OWNER, PARCEL, internaldate=days[1], flags=["$Hot", "\\Flagged"])
        store.deliver(OWNER, mail("x", "y" * 2000), internaldate=days[2], flags=["\\Deleted"])
        store.deliver(OWNER, b"\xff\xfe garbage \x80", internaldate=days[2])
        store.expunge(OWNER, "INBOX", [3])
        yield running


@pytest.fixture
def client(servers: EmbeddedServers) -> Iterator[IMAPClient]:
    with imap(servers) as connected:
        yield connected


@pytest.mark.parametrize(
    ("criteria", "expected"),
    [
        ("ALL", [1, 2, 4]),
        (["UID", "2:9"], [2, 4]),
        (["UID", "3"], []),
        ("3", [4]),
        ("1:2", [1, 2]),
        ("*", [4]),
        (["SINCE", date(2026, 3, 3)], [2, 4]),
        (["BEFORE", date(2026, 3, 3)], [1]),
        (["ON", date(2026, 3, 5)], [4]),
        (["SENTSINCE", date(2026, 3, 2)], [2]),
        (["SENTON", date(2026, 3, 3)], [2]),
        (["SENTBEFORE", date(2026, 3, 2)], [1]),
        ("SEEN", [1]),
        ("UNSEEN", [2, 4]),
        ("ANSWERED", [1]),
        ("UNANSWERED UNFLAGGED", [4]),
        ("DELETED", []),
        ("UNDRAFT", [1, 2, 4]),
        ("NEW", []),
        ("OLD", [1, 2, 4]),
        (["KEYWORD", "$hot"], [2]),
        (["UNKEYWORD", "$Hot"], [1, 4]),
        (["HEADER", "Message-Id", "PARCEL@omsk"], [2]),
        (["HEADER", "Subject", ""], [1, 2]),
        (["FROM", "jane roe"], [1]),
        (["TO", "owner@"], [1]),
        (["SUBJECT", "ORDER"], [1]),
        (["BODY", "BROGUES"], [1]),
        (["BODY", "order"], []),
        (["TEXT", "order"], [1]),
        (["LARGER", 200], [2]),
        (["SMALLER", 20], [4]),
        (["NOT", "SEEN"], [2, 4]),
        (["OR", "SEEN", "FLAGGED"], [1, 2]),
        (["OR", ["SEEN", "ANSWERED"], ["NOT", ["FLAGGED", "UNSEEN"]]], [1, 4]),
        (["NOT", ["OR", "SEEN", ["UID", "4"]]], [2]),
    ],
)
def test_criteria(client: IMAPClient, criteria: str | list[object], expected: list[int]) -> None:
    assert client.search(criteria) == expected


def test_words_in_any_language(client: IMAPClient) -> None:
    assert client.search(["SUBJECT", "ПОСЫЛКА"], charset="UTF-8") == [2]
    assert client.search(["BODY", "не тот размер"], charset="UTF-8") == [2]
    assert client.search(["NOT", "TEXT", "размер"], charset="UTF-8") == [1, 4]


def test_search_by_number_and_by_imaplib(servers: EmbeddedServers) -> None:
    with imaplib.IMAP4("127.0.0.1", servers.imap_port, timeout=10) as other:
        other.authenticate("PLAIN", lambda _: b'\0owner@shop.example\0let me "in"')
        other.select("INBOX", readonly=True)
        assert other.search(None, "UNSEEN") == ("OK", [b"2 3"])
        assert other.uid("SEARCH", "UNSEEN") == ("OK", [b"2 4"])


@pytest.mark.parametrize(
    "criteria",
    [
        b"",
        b"BLUE",
        b"SINCE 31-Feb-2026",
        b"SINCE tomorrow",
        b"LARGER x",
        b"NOT",
        b"OR SEEN",
        b"()",
        b"(SEEN",
        b"HEADER Subject",
        b"SEEN  UNSEEN",
        b"9",
        b"RETURN (COUNT) ALL",
        b"(" * 5000,
        b"NOT " * 5000 + b"SEEN",
    ],
)
def test_nonsense_is_bad(servers: EmbeddedServers, criteria: bytes) -> None:
    with line(servers, "INBOX") as client:
        assert client.ask(b"SEARCH " + criteria)[-1].startswith(b"t BAD")


def test_an_unknown_charset_is_refused(servers: EmbeddedServers) -> None:
    with line(servers, "INBOX") as client:
        answer = client.ask(b"SEARCH CHARSET KOI8-R ALL")
    assert answer[-1].startswith(b"t NO [BADCHARSET (UTF-8 US-ASCII)]")

"""Nothing that a client or a customer's mail can say breaks the embedded IMAP server."""

import logging
import socket
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from shopdesk.demo.servers import EmbeddedServers, MailStore, StoredMessage
from shopdesk.demo.servers.imap_fetch import parse_items
from shopdesk.demo.servers.imap_parse import Arguments, BadSyntax, Command
from shopdesk.demo.servers.imap_search import Candidate, SearchParser
from shopdesk.demo.servers.imap_wire import decode_mailbox, encode_mailbox
from tests.demo.clients import NOON, OWNER, line, mail, running_servers

WORDS = (
    b"FETCH STORE SEARCH COPY MOVE EXPUNGE UID APPEND LIST LSUB STATUS SELECT EXAMINE CREATE "
    b"RENAME ID ENABLE IDLE DONE LOGIN AUTHENTICATE PLAIN CLOSE BODY[] BODY.PEEK[HEADER.FIELDS "
    b"(SUBJECT)] BODY[TEXT]<0.5> FLAGS +FLAGS -FLAGS.SILENT (\\Seen) $x RFC822 ENVELOPE ALL NOT OR "
    b'SINCE 1-Jan-2026 HEADER SUBJECT KEYWORD LARGER 7 1:* 2,4 * INBOX Sent &AOk- "" % RETURN '
    b"(SPECIAL-USE) (CHANGEDSINCE 1) (UNCHANGEDSINCE 2) MODSEQ CHARSET UTF-8 NIL ( ) [ ] < > { } "
    b'{0+} {3} {5+} \\ " ~ \xff \x00 \xc3\xa9 =='
).split(b" ")
words = st.lists(st.sampled_from(WORDS), max_size=9).map(b" ".join)
commands = st.one_of(st.binary(max_size=60), words, words.map(lambda said: b"t " + said))


@pytest.fixture(scope="module")
def servers() -> Iterator[EmbeddedServers]:
    with running_servers() as running:
        yield running


def filed(octets: bytes) -> StoredMessage:
    store = MailStore()
    store.add_account(OWNER, "")
    return store.deliver(OWNER, octets, internaldate=NOON)


@settings(
    max_examples=150,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(folder=st.sampled_from([None, "INBOX"]), said=st.lists(commands, max_size=4))
@example(folder="INBOX", said=[b"t SEARCH " + b"(" * 3000])
@example(folder="INBOX", said=[b"t APPEND Sent {3+}\r\nabc"])
def test_whatever_a_client_says_the_server_answers_or_hangs_up(
    servers: EmbeddedServers,
    caplog: pytest.LogCaptureFixture,
    folder: str | None,
    said: list[bytes],
) -> None:
    servers.store.deliver(OWNER, mail(), internaldate=NOON)
    with caplog.at_level(logging.ERROR), line(servers, folder) as client:
        client.send(b"\r\n".join(said) + b"\r\nlast NOOP\r\n")
        client.socket.shutdown(socket.SHUT_WR)
        answers = client.rest().splitlines()
    assert not caplog.records
    swallowing = (b"{", b"IDLE", b"AUTHENTICATE", b"LOGOUT")
    if not any(word in b" ".join(said).upper() for word in swallowing):
        assert answers[-1] == b"last OK Done"
    with line(servers, "INBOX") as another:
        assert another.ask(b"CHECK")[-1] == b"t OK Done"


@settings(deadline=None)
@given(st.binary(max_size=200), st.lists(st.binary(max_size=5), max_size=3))
def test_a_command_is_read_or_is_bad_syntax(text: bytes, literals: list[bytes]) -> None:
    command = Command(text, tuple(literals))
    readers = (
        Arguments.tag,
        Arguments.atom,
        Arguments.astring,
        Arguments.mailbox,
        Arguments.list_pattern,
        Arguments.sequence_set,
        Arguments.flags,
        Arguments.number,
        Arguments.date,
        Arguments.date_time,
        parse_items,
    )
    for read in readers:
        try:
            read(Arguments(command))
        except BadSyntax as error:
            assert str(error)


@settings(deadline=None)
@given(words, st.binary(max_size=400))
@example(b"TEXT x", b"From: " + b"(" * 9000 + b"\r\n\r\n")
@example(b"SENTSINCE 1-Jan-2026", b"Date: 99 Foo 0000000000000000 99:99\r\n\r\n")
@example(b"TEXT x", b"Content-Type: text/plain; charset=\xff\r\nSubject: =?x?b?!?=\r\n\r\n")
def test_any_mail_can_be_searched_and_fetched(said: bytes, octets: bytes) -> None:
    message = filed(octets)
    args = Arguments(Command(b"(ENVELOPE BODY.PEEK[HEADER.FIELDS (From)] BODY.PEEK[TEXT])"))
    for item in parse_items(args):
        assert item.render(message, Candidate(message).text)
    try:
        search = SearchParser(Arguments(Command(said)), lambda _set, _uids: frozenset()).parse()
    except BadSyntax:
        return
    assert search.matches(Candidate(message)) in (True, False)


@settings(deadline=None)
@given(st.text(min_size=1, max_size=60).filter(str.isprintable))
def test_any_printable_name_survives_modified_utf7(name: str) -> None:
    written = encode_mailbox(name)
    read = Arguments(Command(written)).astring()
    assert read.isascii()
    assert decode_mailbox(read) == name


def test_a_deep_and_a_flooded_mail_are_searched() -> None:
    nested = b"".join(
        b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (n, n) for n in range(600)
    )
    flood = b"Content-Type: text/plain" + b";" * 200_000 + b"\r\n\r\nneedle"
    for octets in (nested + b"\r\nneedle", flood):
        message = filed(octets)
        search = SearchParser(Arguments(Command(b"BODY needle")), lambda _set, _uids: frozenset())
        assert search.parse().matches(Candidate(message))

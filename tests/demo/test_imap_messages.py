"""The embedded IMAP server's messages: fetch, flags, copy, move, expunge, change numbers."""

from collections.abc import Iterator
from datetime import datetime

import pytest
from imapclient import IMAPClient
from imapclient.exceptions import IMAPClientError

from shopdesk.demo.servers import EmbeddedServers, ImapFaults
from tests.demo.clients import NOON, OWNER, SAIGON, Line, imap, line, mail, running_servers

SUBJECTS = ("Where is #1042?", "Second", "Third")


@pytest.fixture
def servers() -> Iterator[EmbeddedServers]:
    with running_servers() as running:
        for subject in SUBJECTS:
            running.store.deliver(OWNER, mail(subject), internaldate=NOON)
        yield running


@pytest.fixture
def client(servers: EmbeddedServers) -> Iterator[IMAPClient]:
    with imap(servers) as connected:
        yield connected


@pytest.fixture
def raw(servers: EmbeddedServers) -> Iterator[Line]:
    with line(servers, "INBOX") as connected:
        yield connected


def flags(servers: EmbeddedServers, folder: str = "INBOX") -> dict[int, set[str]]:
    return {message.uid: set(message.flags) for message in servers.store.messages(OWNER, folder)}


def test_fetch_the_usual_items(servers: EmbeddedServers, client: IMAPClient) -> None:
    when = datetime(2026, 7, 4, 9, 5, 3, tzinfo=SAIGON)
    servers.store.deliver(OWNER, mail("Late"), internaldate=when, flags=["$x", "\\Flagged"])
    client.noop()
    items = ["UID", "FLAGS", "INTERNALDATE", "RFC822.SIZE", "BODY.PEEK[]", "RFC822", "MODSEQ"]
    got = client.fetch([4], items)[4]
    assert got[b"BODY[]"] == got[b"RFC822"] == mail("Late")
    assert got[b"RFC822.SIZE"] == len(mail("Late"))
    assert got[b"INTERNALDATE"] == when
    assert set(got[b"FLAGS"]) == {b"$x", b"\\Flagged", b"\\Seen"}


def test_fetch_parts(client: IMAPClient) -> None:
    header, _, body = mail(SUBJECTS[0]).partition(b"\r\n\r\n")
    assert client.fetch([1], ["BODY.PEEK[HEADER]"])[1][b"BODY[HEADER]"] == header + b"\r\n\r\n"
    assert client.fetch([1], ["BODY.PEEK[TEXT]"])[1][b"BODY[TEXT]"] == body
    assert client.fetch([1], ["RFC822.HEADER"])[1][b"RFC822.HEADER"] == header + b"\r\n\r\n"
    assert client.fetch([1], ["BODY.PEEK[]<6.8>"])[1][b"BODY[]<6>"] == mail(SUBJECTS[0])[6:14]
    assert client.fetch([1], ["BODY.PEEK[]<9999.8>"])[1][b"BODY[]<9999>"] == b""
    fields = client.fetch([1], ["BODY.PEEK[HEADER.FIELDS (subject X-None)]"])[1]
    assert fields[b"BODY[HEADER.FIELDS (SUBJECT X-NONE)]"] == b"Subject: Where is #1042?\r\n\r\n"
    others = client.fetch([1], ["BODY.PEEK[HEADER.FIELDS.NOT (From To)]"])[1]
    assert others[b"BODY[HEADER.FIELDS.NOT (FROM TO)]"] == b"Subject: Where is #1042?\r\n\r\n"


def test_fetch_of_folded_headers_and_of_mail_without_any(
    servers: EmbeddedServers, client: IMAPClient
) -> None:
    folded = b"Subject: one\r\n two\r\nX: y\r\n\r\nbody"
    for odd in (folded, b"\r\nonly a body", b"no header at all", b""):
        servers.store.deliver(OWNER, odd, internaldate=NOON)
    client.noop()
    key = b"BODY[HEADER.FIELDS (SUBJECT)]"
    got = client.fetch([4, 5, 6, 7], ["BODY.PEEK[HEADER.FIELDS (Subject)]", "BODY.PEEK[TEXT]"])
    assert got[4][key] == b"Subject: one\r\n two\r\n\r\n"
    assert [got[uid][key] for uid in (5, 6, 7)] == [b"\r\n"] * 3
    assert [got[uid][b"BODY[TEXT]"] for uid in (4, 5, 6, 7)] == [b"body", b"only a body", b"", b""]


def test_peeking_leaves_mail_unread(servers: EmbeddedServers, client: IMAPClient) -> None:
    client.fetch([1], ["BODY.PEEK[]", "RFC822.HEADER", "ENVELOPE"])
    assert flags(servers)[1] == set()
    got = client.fetch([1], ["BODY[TEXT]"])[1]
    assert got[b"FLAGS"] == (b"\\Seen",)
    assert flags(servers)[1] == {"\\Seen"}


def test_examined_mail_stays_unread(servers: EmbeddedServers, client: IMAPClient) -> None:
    client.select_folder("INBOX", readonly=True)
    client.fetch([1], ["BODY[]", "RFC822"])
    assert flags(servers)[1] == set()
    with pytest.raises(IMAPClientError, match="READ-ONLY"):
        client.add_flags([1], [b"\\Seen"])
    with pytest.raises(IMAPClientError, match="READ-ONLY"):
        client.move([1], "Trash")
    with pytest.raises(IMAPClientError, match="READ-ONLY"):
        client.expunge()


def test_envelope(servers: EmbeddedServers, client: IMAPClient) -> None:
    odd = mail(
        "=?utf-8?q?Gi=C3=A0y?=",
        Cc='"Roe, Jane" <a@b.example>, plain@c.example',
        Date="Mon, 2 Mar 2026 19:00:00 +0700",
        Message_ID="<1@x>",
        In_Reply_To="<0@x>",
    )
    servers.store.deliver(OWNER, odd, internaldate=NOON)
    client.noop()
    told = client.fetch([4], ["ENVELOPE"])[4][b"ENVELOPE"]
    assert (told.subject, told.message_id, told.in_reply_to) == (
        b"=?utf-8?q?Gi=C3=A0y?=",
        b"<1@x>",
        b"<0@x>",
    )
    assert told.from_ == told.sender == told.reply_to
    assert [(a.name, a.mailbox, a.host) for a in told.cc] == [
        (b"Roe, Jane", b"a", b"b.example"),
        (None, b"plain", b"c.example"),
    ]
    assert told.bcc is None
    assert told.date == NOON


def test_fetch_by_number_and_macro(raw: Line) -> None:
    assert raw.ask(b"FETCH 2:* FLAGS")[:-1] == [b"* 2 FETCH (FLAGS ())", b"* 3 FETCH (FLAGS ())"]
    assert raw.ask(b"FETCH 3,1:2,1 UID")[:-1] == [
        b"* 1 FETCH (UID 1)",
        b"* 2 FETCH (UID 2)",
        b"* 3 FETCH (UID 3)",
    ]
    assert raw.ask(b"UID FETCH 900:* FLAGS")[:-1] == [b"* 3 FETCH (UID 3 FLAGS ())"]
    (fast, done) = raw.ask(b"FETCH 1 FAST")
    assert fast == (
        b'* 1 FETCH (FLAGS () INTERNALDATE " 2-Mar-2026 12:00:00 +0000" RFC822.SIZE %d)'
        % len(mail(SUBJECTS[0]))
    )
    assert done == b"t OK Fetched"
    for wrong in (b"4 FLAGS", b"0 FLAGS", b"1 BODYSTRUCTURE", b"1 BODY[1]", b"1 ()", b"x FLAGS"):
        assert raw.ask(b"FETCH " + wrong)[-1].startswith(b"t BAD"), wrong


def test_an_empty_folder_has_nothing_to_fetch(servers: EmbeddedServers) -> None:
    with line(servers, "Junk") as raw:
        for command in (b"FETCH 1:* FLAGS", b"UID FETCH 1:* FLAGS", b"FETCH * FLAGS"):
            assert raw.ask(command) == [b"t OK Fetched"]


def test_flags_are_set_added_and_removed(servers: EmbeddedServers, client: IMAPClient) -> None:
    assert client.add_flags([1, 2], [b"\\seen", b"$Asked"]) == {
        1: (b"$Asked", b"\\Seen"),
        2: (b"$Asked", b"\\Seen"),
    }
    assert client.remove_flags([1], [b"\\Seen", b"\\Draft"]) == {1: (b"$Asked",)}
    assert client.set_flags([2], [b"\\Answered"], silent=True) is None
    assert client.add_flags([1], [b"$ASKED"]) == {1: (b"$Asked",)}
    assert flags(servers) == {1: {"$Asked"}, 2: {"\\Answered"}, 3: set()}


def test_store_by_number(raw: Line) -> None:
    assert raw.ask(b"STORE 1:2 +FLAGS \\Flagged \\Seen")[:-1] == [
        b"* 1 FETCH (UID 1 FLAGS (\\Flagged \\Seen))",
        b"* 2 FETCH (UID 2 FLAGS (\\Flagged \\Seen))",
    ]
    assert raw.ask(b"STORE 1:3 FLAGS.SILENT ()") == [b"t OK Stored"]
    assert raw.ask(b"STORE 1 +FLAGS (\\Recent)")[-1] == b"t OK Stored"
    assert raw.ask(b"STORE 1 +FLAGS (\\Invented)")[-1].startswith(b"t BAD")
    assert raw.ask(b"STORE 1 ~FLAGS (\\Seen)")[-1].startswith(b"t BAD")
    assert raw.ask(b"STORE 9 +FLAGS (\\Seen)")[-1].startswith(b"t BAD")


def test_copy_and_move(servers: EmbeddedServers, client: IMAPClient, raw: Line) -> None:
    client.add_flags([1], [b"\\Flagged"])
    client.copy([1, 3], "Archive")
    client.move([2], "Trash")
    assert flags(servers) == {1: {"\\Flagged"}, 3: set()}
    assert flags(servers, "Archive") == {1: {"\\Flagged"}, 2: set()}
    assert flags(servers, "Trash") == {1: set()}
    assert {m.internaldate for m in servers.store.messages(OWNER, "Archive")} == {NOON}
    epoch = servers.store.folder(OWNER, "Archive").uidvalidity
    raw.ask(b"NOOP")
    assert raw.ask(b"COPY 1:2 Archive") == [b"t OK [COPYUID %d 1,3 3:4] Copied" % epoch]
    assert raw.ask(b"UID MOVE 1:2 Archive") == [
        b"* OK [COPYUID %d 1 5] Moved" % epoch,
        b"* 1 EXPUNGE",
        b"t OK Moved",
    ]
    assert raw.ask(b"UID COPY 77 Archive") == [b"t OK Copied"]
    assert raw.ask(b"COPY 1 Nowhere")[-1].startswith(b"t NO [TRYCREATE]")
    servers.imap.faults = ImapFaults(hidden_capabilities=frozenset({"UIDPLUS"}))
    assert raw.ask(b"COPY 1 Archive") == [b"t OK Copied"]


def test_expunge_all_or_some(servers: EmbeddedServers, client: IMAPClient) -> None:
    client.delete_messages([1, 2, 3])
    client.uid_expunge([2, 9])
    assert list(flags(servers)) == [1, 3]
    client.remove_flags([3], [b"\\Deleted"])
    text, told = client.expunge()
    assert (text, told) == (b"Expunged", [(1, b"EXPUNGE")])
    assert list(flags(servers)) == [3]


def test_change_numbers(servers: EmbeddedServers, client: IMAPClient) -> None:
    start = client.select_folder("INBOX")[b"HIGHESTMODSEQ"]
    client.add_flags([2], [b"\\Flagged"])
    changed = client.fetch([1, 2, 3], ["FLAGS"], [f"CHANGEDSINCE {start}"])
    assert list(changed) == [2]
    assert changed[2][b"MODSEQ"] == (start + 1,)
    assert client.folder_status("INBOX", ["HIGHESTMODSEQ"]) == {b"HIGHESTMODSEQ": start + 1}
    found = client.search(["MODSEQ", str(start + 1)])
    assert (list(found), found.modseq) == ([2], start + 1)


def test_conditional_store(servers: EmbeddedServers, raw: Line) -> None:
    start = servers.store.folder(OWNER, "INBOX").modseq()
    servers.store.folder(OWNER, "INBOX").change_flags(2, add=["\\Answered"])
    stored = raw.ask(b"UID STORE 1:2 (UNCHANGEDSINCE %d) +FLAGS.SILENT (\\Seen)" % start)
    assert stored == [
        b"* 1 FETCH (UID 1 MODSEQ (%d))" % (start + 2),
        b"* 2 FETCH (UID 2 FLAGS (\\Answered) MODSEQ (%d))" % (start + 1),
        b"t OK [MODIFIED 2] Some have changed since",
    ]
    assert flags(servers)[1] == {"\\Seen"}
    assert flags(servers)[2] == {"\\Answered"}

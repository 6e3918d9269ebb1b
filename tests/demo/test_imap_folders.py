"""The embedded IMAP server's mailboxes: list, make, rename, select, status, append."""

import imaplib
from collections.abc import Iterator
from datetime import datetime

import pytest
from imapclient import IMAPClient
from imapclient.exceptions import IMAPClientError

from shopdesk.demo.servers import EmbeddedServers, ImapFaults
from shopdesk.demo.servers.imap_wire import decode_mailbox, encode_mailbox
from tests.demo.clients import NOON, OWNER, SAIGON, imap, line, mail, running_servers

SHOES = "Giày/Đỏ & xanh"


@pytest.fixture
def servers() -> Iterator[EmbeddedServers]:
    with running_servers() as running:
        yield running


@pytest.fixture
def client(servers: EmbeddedServers) -> Iterator[IMAPClient]:
    with imap(servers, folder=None) as connected:
        yield connected


def names(client: IMAPClient, pattern: str = "*", directory: str = "") -> list[str]:
    return [name for _flags, _delimiter, name in client.list_folders(directory, pattern)]


def test_special_folders_are_found_by_their_use(
    servers: EmbeddedServers, client: IMAPClient
) -> None:
    assert client.find_special_folder(b"\\Sent") == "Sent"
    assert client.find_special_folder(b"\\Junk") == "Junk"
    servers.imap.faults = ImapFaults(hidden_capabilities=frozenset({"SPECIAL-USE"}))
    assert {flags for flags, _, _ in client.list_folders()} == {(b"\\HasNoChildren",)}


def test_list_by_special_use(servers: EmbeddedServers) -> None:
    with line(servers, "INBOX") as client:
        listed = client.ask(b'LIST (SPECIAL-USE) "" "*"')
        assert listed[0] == b'* LIST (\\HasNoChildren \\Archive) "/" "Archive"'
        assert len(listed) == 6
        returned = client.ask(b'LIST "" ("INBOX" "Tr%") RETURN (SPECIAL-USE)')
        assert returned[:-1] == [
            b'* LIST (\\HasNoChildren) "/" "INBOX"',
            b'* LIST (\\HasNoChildren \\Trash) "/" "Trash"',
        ]
        assert client.ask(b'LIST "" ""')[0] == b'* LIST (\\Noselect) "/" ""'
        assert client.ask(b'LIST (MAGIC) "" "*"')[-1].startswith(b"t BAD")


def test_patterns(client: IMAPClient) -> None:
    client.create_folder("A/B/C")
    assert names(client, "A*") == ["A", "A/B", "A/B/C", "Archive"]
    assert names(client, "A%") == ["A", "Archive"]
    assert names(client, "A/%") == ["A/B"]
    assert names(client, "%/C", "A/") == ["A/B/C"]
    assert names(client, "inbox") == ["INBOX"]
    assert names(client, "%a%a%a%a%a%a%a%a%a%a%a%a%a%a%a%a%a%") == []


def test_folders_in_any_language(servers: EmbeddedServers, client: IMAPClient) -> None:
    client.create_folder(SHOES)
    assert SHOES in names(client)
    assert client.select_folder(SHOES)[b"EXISTS"] == 0
    client.rename_folder("Giày", "Туфли")
    assert {"Туфли", "Туфли/Đỏ & xanh"} <= set(names(client))
    client.delete_folder("Туфли/Đỏ & xanh")
    assert not client.folder_exists("Туфли/Đỏ & xanh")
    with line(servers, "INBOX") as raw:
        assert raw.ask(b'CREATE "&4"')[-1].startswith(b"t BAD")
        assert raw.ask(b'CREATE ""')[-1].startswith(b"t BAD")
        assert raw.ask(b'CREATE "a//b"')[-1].startswith(b"t NO [CANNOT]")


@pytest.mark.parametrize("name", ["INBOX", "a&b", "日本語", "x/é&\N{PILE OF POO}~", "&", "-&-"])
def test_names_survive_modified_utf7(name: str) -> None:
    assert decode_mailbox(encode_mailbox(name)[1:-1]) == name


def test_subscriptions(client: IMAPClient) -> None:
    client.create_folder("Suppliers")
    listed = {name for _, _, name in client.list_sub_folders()}
    assert listed == {"INBOX", "Archive", "Drafts", "Junk", "Sent", "Trash"}
    client.subscribe_folder("Suppliers")
    client.unsubscribe_folder("Junk")
    listed = {name for _, _, name in client.list_sub_folders()}
    assert listed == {"INBOX", "Archive", "Drafts", "Sent", "Trash", "Suppliers"}
    with pytest.raises(IMAPClientError, match="NONEXISTENT"):
        client.subscribe_folder("Nowhere")


def test_what_must_stay_stays(client: IMAPClient) -> None:
    with pytest.raises(IMAPClientError, match="CANNOT"):
        client.delete_folder("INBOX")
    with pytest.raises(IMAPClientError, match="CANNOT"):
        client.rename_folder("INBOX", "Old")
    with pytest.raises(IMAPClientError, match="ALREADYEXISTS"):
        client.create_folder("Sent")
    with pytest.raises(IMAPClientError, match="NONEXISTENT"):
        client.delete_folder("Nowhere")


def test_select_tells_all_there_is(servers: EmbeddedServers, client: IMAPClient) -> None:
    servers.store.deliver(OWNER, mail(), internaldate=NOON, flags=["\\Seen", "$Label1"])
    servers.store.deliver(OWNER, mail(), internaldate=NOON)
    told = client.select_folder("inbox")
    assert (told[b"EXISTS"], told[b"RECENT"], told[b"UIDNEXT"]) == (2, 0, 3)
    assert told[b"UNSEEN"] == [b"2"]
    assert told[b"UIDVALIDITY"] == servers.store.folder(OWNER, "INBOX").uidvalidity
    assert {b"$Label1", b"\\Answered"} <= set(told[b"FLAGS"])
    assert b"\\*" in told[b"PERMANENTFLAGS"]
    assert told[b"READ-WRITE"]
    examined = client.select_folder("INBOX", readonly=True)
    assert examined[b"PERMANENTFLAGS"] == ()
    assert examined[b"READ-ONLY"]


def test_status(servers: EmbeddedServers, client: IMAPClient) -> None:
    servers.store.deliver(OWNER, mail(), folder="Junk", internaldate=NOON)
    told = client.folder_status("Junk", ["MESSAGES", "UNSEEN", "UIDNEXT", "UIDVALIDITY", "RECENT"])
    assert told == {
        b"MESSAGES": 1,
        b"UNSEEN": 1,
        b"UIDNEXT": 2,
        b"RECENT": 0,
        b"UIDVALIDITY": servers.store.folder(OWNER, "Junk").uidvalidity,
    }
    with pytest.raises(IMAPClientError, match="BAD"):
        client.folder_status("Junk", ["WEATHER"])


def test_append(servers: EmbeddedServers, client: IMAPClient) -> None:
    when = datetime(2026, 1, 5, 8, 30, 1, tzinfo=SAIGON)
    epoch = servers.store.folder(OWNER, "Sent").uidvalidity
    first = client.append("Sent", mail("Ё"), [b"\\Seen", b"$Sent"], when)
    second = client.append("Sent", mail())
    assert first == b"[APPENDUID %d 1] Appended" % epoch
    assert second == b"[APPENDUID %d 2] Appended" % epoch
    dated, now = servers.store.messages(OWNER, "Sent")
    assert (dated.raw, dated.internaldate) == (mail("Ё"), when)
    assert dated.flags == {"\\Seen", "$Sent"}
    assert dated.internaldate.utcoffset() == when.utcoffset()
    assert (now.internaldate, now.flags) == (NOON, frozenset())
    with pytest.raises(IMAPClientError, match="TRYCREATE"):
        client.append("Nowhere", mail())


def test_append_by_imaplib_without_uidplus(servers: EmbeddedServers) -> None:
    servers.imap.faults = ImapFaults(hidden_capabilities=frozenset({"UIDPLUS", "LITERAL+"}))
    with imaplib.IMAP4("127.0.0.1", servers.imap_port, timeout=10) as other:
        other.authenticate("PLAIN", lambda _: b"\0owner@shop.example\0" + b'let me "in"')
        assert other.append("Drafts", "(\\Draft)", "", mail()) == ("OK", [b"Appended"])
    (draft,) = servers.store.messages(OWNER, "Drafts")
    assert draft.flags == {"\\Draft"}


def test_close_expunges_and_unselect_does_not(servers: EmbeddedServers, client: IMAPClient) -> None:
    for _ in range(2):
        servers.store.deliver(OWNER, mail(), internaldate=NOON)
    client.select_folder("INBOX")
    client.delete_messages([1])
    client.unselect_folder()
    assert len(servers.store.messages(OWNER)) == 2
    client.select_folder("INBOX", readonly=True)
    client.close_folder()
    assert len(servers.store.messages(OWNER)) == 2
    client.select_folder("INBOX")
    client.close_folder()
    assert [message.uid for message in servers.store.messages(OWNER)] == [2]

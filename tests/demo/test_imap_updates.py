"""What the embedded IMAP server tells one client of what others do, and when."""

import threading
import time
from collections.abc import Iterator

import pytest

from shopdesk.demo.servers import EmbeddedServers, ImapFaults
from tests.demo.clients import NOON, OWNER, Line, imap, line, mail, running_servers


@pytest.fixture
def servers() -> Iterator[EmbeddedServers]:
    with running_servers() as running:
        for subject in ("one", "two", "three"):
            running.store.deliver(OWNER, mail(subject), internaldate=NOON)
        yield running


@pytest.fixture
def watcher(servers: EmbeddedServers) -> Iterator[Line]:
    with line(servers, "INBOX") as connected:
        yield connected


def idle(client: Line) -> None:
    client.send(b"t IDLE\r\n")
    assert client.line() == b"+ idling"


def test_idle_hears_of_mail_flags_and_expunges(servers: EmbeddedServers, watcher: Line) -> None:
    idle(watcher)
    servers.store.deliver(OWNER, mail(), internaldate=NOON)
    assert watcher.line() == b"* 4 EXISTS"
    with imap(servers) as other:
        other.add_flags([2], [b"\\Seen"])
        assert watcher.line() == b"* 2 FETCH (UID 2 FLAGS (\\Seen))"
        other.move([1, 3], "Trash")
        assert {watcher.line(), watcher.line()} == {b"* 3 EXPUNGE", b"* 1 EXPUNGE"}
    watcher.send(b"DONE\r\n")
    assert watcher.answer() == [b"t OK Idle ended"]


def test_idle_is_told_at_once(servers: EmbeddedServers, watcher: Line) -> None:
    idle(watcher)
    took = []
    for count in range(4, 24):
        before = time.monotonic()
        servers.store.deliver(OWNER, mail(), internaldate=NOON)
        assert watcher.line() == b"* %d EXISTS" % count
        took.append(time.monotonic() - before)
    assert sorted(took)[10] < 0.1


def test_mail_that_came_before_idle_is_told_by_it(servers: EmbeddedServers, watcher: Line) -> None:
    servers.store.deliver(OWNER, mail(), internaldate=NOON)
    idle(watcher)
    assert watcher.line() == b"* 4 EXISTS"


def test_idle_ends_with_done_and_nothing_else(servers: EmbeddedServers, watcher: Line) -> None:
    idle(watcher)
    watcher.send(b"done\r\n")
    assert watcher.answer() == [b"t OK Idle ended"]
    idle(watcher)
    watcher.send(b"NOOP\r\n")
    assert watcher.answer()[-1].startswith(b"t BAD")
    watcher.send(b"t IDLE\r\nDONE\r\n")
    assert watcher.answer() == [b"+ idling", b"t OK Idle ended"]


def test_other_folders_do_not_disturb(servers: EmbeddedServers, watcher: Line) -> None:
    idle(watcher)
    servers.store.deliver(OWNER, mail(), folder="Junk", internaldate=NOON)
    servers.store.deliver(OWNER, mail(), internaldate=NOON)
    assert watcher.line() == b"* 4 EXISTS"


def test_a_storm_of_mail_from_threads_is_told_in_order(
    servers: EmbeddedServers, watcher: Line
) -> None:
    idle(watcher)

    def deliver() -> None:
        for _ in range(50):
            servers.store.deliver(OWNER, mail(), internaldate=NOON)

    threads = [threading.Thread(target=deliver) for _ in range(4)]
    for thread in threads:
        thread.start()
    told = [int(watcher.line().split()[1])]
    while told[-1] < 203:
        told.append(int(watcher.line().split()[1]))
    for thread in threads:
        thread.join()
    assert told == sorted(set(told))


def test_noop_tells_all_that_happened(servers: EmbeddedServers, watcher: Line) -> None:
    inbox = servers.store.folder(OWNER, "INBOX")
    inbox.change_flags(3, add=["\\Answered"])
    inbox.expunge([1])
    servers.store.deliver(OWNER, mail(), internaldate=NOON)
    assert watcher.ask(b"NOOP") == [
        b"* 1 EXPUNGE",
        b"* 3 EXISTS",
        b"* 2 FETCH (UID 3 FLAGS (\\Answered))",
        b"t OK Done",
    ]
    assert watcher.ask(b"NOOP") == [b"t OK Done"]


def test_numbers_hold_while_commands_use_them(servers: EmbeddedServers, watcher: Line) -> None:
    servers.store.expunge(OWNER, "INBOX", [1])
    servers.store.deliver(OWNER, mail(), internaldate=NOON)
    assert watcher.ask(b"FETCH 3 UID") == [b"* 3 FETCH (UID 3)", b"* 4 EXISTS", b"t OK Fetched"]
    assert watcher.ask(b"SEARCH ALL") == [b"* SEARCH 2 3 4", b"t OK Searched"]
    assert watcher.ask(b"FETCH 1:2 UID") == [
        b"* 2 FETCH (UID 2)",
        b"t NO [EXPUNGEISSUED] Some of the messages are expunged",
    ]
    gone = watcher.ask(b"STORE 1 +FLAGS (\\Seen)")
    assert gone == [b"t NO [EXPUNGEISSUED] Some of the messages are expunged"]
    assert watcher.ask(b"UID FETCH 1,4 UID") == [
        b"* 4 FETCH (UID 4)",
        b"* 1 EXPUNGE",
        b"t OK Fetched",
    ]
    assert watcher.ask(b"SEARCH ALL") == [b"* SEARCH 1 2 3", b"t OK Searched"]


def test_own_silent_changes_are_not_echoed_but_those_of_others_are(
    servers: EmbeddedServers, watcher: Line
) -> None:
    assert watcher.ask(b"STORE 1 +FLAGS.SILENT (\\Seen)") == [b"t OK Stored"]
    assert watcher.ask(b"NOOP") == [b"t OK Done"]
    servers.store.folder(OWNER, "INBOX").change_flags(1, add=["\\Flagged"])
    assert watcher.ask(b"STORE 1 +FLAGS.SILENT (\\Draft)") == [
        b"* 1 FETCH (UID 1 FLAGS (\\Draft \\Flagged \\Seen))",
        b"t OK Stored",
    ]


def test_who_asked_for_change_numbers_gets_them(servers: EmbeddedServers) -> None:
    with line(servers, "INBOX") as client:
        selected = client.ask(b"EXAMINE INBOX (CONDSTORE)")
        assert selected[0] == b"* OK [CLOSED] Previous mailbox closed"
        changed = servers.store.folder(OWNER, "INBOX").change_flags(1, add=["\\Seen"])
        assert changed is not None
        told = b"* 1 FETCH (UID 1 FLAGS (\\Seen) MODSEQ (%d))" % changed.modseq
        assert client.ask(b"NOOP") == [told, b"t OK Done"]


@pytest.mark.parametrize("gone", ["deleted", "renumbered"])
def test_a_folder_that_is_gone_ends_the_session(servers: EmbeddedServers, gone: str) -> None:
    servers.store.create(OWNER, "Suppliers")
    with line(servers, "Suppliers") as idling, line(servers, "Suppliers") as waiting:
        idle(idling)
        if gone == "deleted":
            servers.store.delete(OWNER, "Suppliers")
        else:
            servers.store.reset_uidvalidity(OWNER, "Suppliers")
        assert idling.rest() == b"* BYE The selected mailbox is gone\r\n"
        waiting.send(b"t NOOP\r\n")
        assert waiting.rest() == b"* BYE The selected mailbox is gone\r\n"


def test_a_mute_idle_hides_what_noop_tells(servers: EmbeddedServers, watcher: Line) -> None:
    servers.imap.faults = ImapFaults(mute_idle=True)
    idle(watcher)
    servers.store.deliver(OWNER, mail(), internaldate=NOON)
    watcher.socket.settimeout(0.2)
    with pytest.raises(TimeoutError):
        watcher.line()


def test_a_push_can_come_in_pieces(servers: EmbeddedServers, watcher: Line) -> None:
    servers.imap.faults = ImapFaults(split_pushes=True)
    idle(watcher)
    servers.store.deliver(OWNER, mail(), internaldate=NOON)
    first = watcher.socket.recv(1000)
    assert not first.endswith(b"\n")
    assert first + watcher.socket.recv(1000) == b"* 4 EXISTS\r\n"

"""The mailbox at servers that behave badly."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

import pytest

from shopdesk.adapters.imap import ImapMailbox
from shopdesk.demo.servers import EmbeddedServers
from shopdesk.demo.servers.faults import ImapFaults
from shopdesk.domain.errors import ServerError, ServerRefused, Unreachable
from shopdesk.domain.mail.conversation import Place
from shopdesk.domain.shop.settings import Security
from shopdesk.ports.mail import Folder, Role
from tests.adapters.imap.accounts import NINE, Account, settings_for
from tests.adapters.imap.crooked import CrookedServer

INBOX = Folder("INBOX", Role.INBOX)
COPY = b"Message-ID: <copy-1@shop.test>\r\n\r\nHi\r\n"
OPENED = b"* 3 EXISTS\r\n* OK [UIDVALIDITY 7] ok\r\n* OK [UIDNEXT 4] ok\r\n%t OK done\r\n"


def mailbox_at(server: CrookedServer, *, timeout_s: float = 5) -> ImapMailbox:
    settings = settings_for(server.port, Security.NONE, "lan@shop.test")
    return ImapMailbox(settings, lambda: "open sesame", timeout_s=timeout_s)


Use = Callable[[ImapMailbox], object]
USES: dict[str, Use] = {
    "LIST": lambda m: m.folders(),
    "EXAMINE": lambda m: m.state(INBOX),
    "SEARCH": lambda m: m.uids(INBOX),
    "FETCH": lambda m: list(m.fetch(INBOX, [1])),
    "SELECT": lambda m: m.mark_answered([_place(m, 1)]),
    "STORE": lambda m: m.mark_answered([_place(m, 1)]),
    "APPEND": lambda m: m.file_sent(COPY, "<copy-1@shop.test>", NINE),
}


def _place(mailbox: ImapMailbox, uid: int) -> Place:
    return Place("lan@shop.test", "INBOX", mailbox.state(INBOX).uidvalidity, uid)


@pytest.mark.parametrize("command", USES)
def test_silence_ends_in_bounded_time(
    embedded: EmbeddedServers, embedded_account: Account, command: str
) -> None:
    embedded_account.deliver()
    mailbox = embedded_account.mailbox(timeout_s=0.3)
    mailbox.open()
    embedded.imap.faults = ImapFaults(stall_on=frozenset({command}))
    with pytest.raises(Unreachable, match=r"did not answer within 0\.3 s"):
        USES[command](mailbox)
    embedded.imap.faults = ImapFaults()
    with pytest.raises(Unreachable, match="has to be made anew"):
        mailbox.folders()
    mailbox.open()
    USES[command](mailbox)


@pytest.mark.parametrize("command", USES)
def test_a_cut_is_made_good_by_opening_again(
    embedded: EmbeddedServers, embedded_account: Account, command: str
) -> None:
    embedded_account.deliver()
    mailbox = embedded_account.mailbox()
    mailbox.open()
    embedded.imap.faults = ImapFaults(drop_on=frozenset({command}))
    with pytest.raises(Unreachable, match=r"localhost:\d+ is broken"):
        USES[command](mailbox)
    embedded.imap.faults = ImapFaults()
    mailbox.open()
    USES[command](mailbox)


@pytest.mark.parametrize("command", USES)
def test_a_refusal_leaves_the_connection_as_it_is(
    embedded: EmbeddedServers, embedded_account: Account, command: str
) -> None:
    embedded_account.deliver()
    mailbox = embedded_account.mailbox()
    mailbox.open()
    logins = embedded.imap.transcript.count("LOGIN")
    embedded.imap.faults = ImapFaults(refuse={command: "not \x1b[31mtoday"})
    with pytest.raises(ServerRefused, match="not ") as caught:
        USES[command](mailbox)
    assert str(caught.value).isprintable()
    embedded.imap.faults = ImapFaults()
    USES[command](mailbox)
    assert embedded.imap.transcript.count("LOGIN") == logins


@pytest.mark.parametrize("greeting", ["BYE", "PREAUTH"])
def test_greetings(embedded: EmbeddedServers, embedded_account: Account, greeting: str) -> None:
    embedded.imap.faults = ImapFaults(greeting=greeting)
    with pytest.raises(ServerError):
        mailbox = embedded_account.mailbox()
        mailbox.open()
        mailbox.folders()


@pytest.mark.parametrize(
    "hidden", [{"UNSELECT"}, {"NAMESPACE"}, {"SPECIAL-USE"}, {"ID"}, {"UIDPLUS", "LITERAL+"}]
)
def test_a_server_that_can_less(
    embedded: EmbeddedServers, embedded_account: Account, hidden: set[str]
) -> None:
    embedded.imap.faults = ImapFaults(hidden_capabilities=frozenset(hidden))
    embedded_account.deliver()
    mailbox = embedded_account.mailbox()
    mailbox.open()
    for use in USES.values():
        use(mailbox)
    assert mailbox.folders() == (INBOX, Folder("Sent", Role.SENT))
    assert len(embedded_account.contents("Sent")) == 1
    assert embedded_account.contents()[1][1] == {b"\\Answered", b"\\Seen"}


def test_no_sent_folder(embedded: EmbeddedServers, embedded_account: Account) -> None:
    embedded.store.delete(embedded_account.settings.address, "Sent")
    mailbox = embedded_account.mailbox()
    mailbox.open()
    assert mailbox.folders() == (INBOX,)
    mailbox.file_sent(COPY, "<copy-1@shop.test>", NINE)
    assert len(embedded_account.contents("Sent")) == 1
    assert mailbox.folders() == (INBOX, Folder("Sent", Role.SENT))


async def test_copies_that_the_provider_files() -> None:
    server = CrookedServer(capabilities="IMAP4rev1 X-GM-EXT-1")
    async with server.running():
        mailbox = mailbox_at(server)
        await asyncio.to_thread(mailbox.open)
        await asyncio.to_thread(mailbox.file_sent, COPY, "<copy-1@shop.test>", NINE)
        await asyncio.to_thread(mailbox.close)
    assert "APPEND" not in server.commands()
    assert "CREATE" not in server.commands()


@pytest.mark.parametrize(
    "answer",
    [
        b"* 1 FETCH (UID 1 BODY[] {99999999999}\r\n",
        b"* 1 FETCH (UID 1 BODY[] {83886081}\r\n",
        b"* 1 FETCH (UID 1 BODY[] {" + b"9" * 5000 + b"}\r\n",
        b"* 1 FETCH " + b"(" * 100_000 + b"\r\n%t OK done\r\n",
        b"* 1 FETCH (UID one)\r\n* 2 FETCH\r\n%t OK done\r\n",
        b'* 1 FETCH (UID 1 X "\r\n%t OK done\r\n',
        b"* BYE see you\r\n",
        b"\xff\xfe\0\r\n",
        b"%t PERHAPS\r\n",
    ],
    ids=lambda answer: repr(answer[:40]),
)
async def test_garbage_is_the_end_of_the_connection(answer: bytes) -> None:
    server = CrookedServer({"UID FETCH": answer, "EXAMINE": OPENED})
    async with server.running(), asyncio.timeout(10):
        mailbox = mailbox_at(server, timeout_s=1)
        await asyncio.to_thread(mailbox.open)
        with pytest.raises(Unreachable) as caught:
            await asyncio.to_thread(lambda: list(mailbox.fetch(INBOX, [1])))
        with pytest.raises(Unreachable, match="anew"):
            await asyncio.to_thread(mailbox.state, INBOX)
    assert str(caught.value).isprintable()


@pytest.mark.parametrize(
    "answer",
    [b"* OK wait\r\n", b"* SEARCH 1 2 3 ", b"* 1 FETCH (UID 1 BODY[] {1000}\r\nx"],
    ids=["lines", "a line", "a literal"],
)
async def test_dribble_ends(answer: bytes) -> None:
    """Something comes now and then, and never all of it."""
    server = CrookedServer({"UID SEARCH": answer, "EXAMINE": OPENED}, dribble_s=0.01)
    async with server.running(), asyncio.timeout(10):
        mailbox = mailbox_at(server, timeout_s=0.05)
        await asyncio.to_thread(mailbox.open)
        with pytest.raises(Unreachable, match="did not answer"):
            await asyncio.to_thread(mailbox.uids, INBOX)


async def test_a_search_of_a_large_folder_is_one_long_line() -> None:
    uids = range(1_000_000, 1_300_000)
    found = b"* SEARCH " + b" ".join(b"%d" % uid for uid in uids) + b"\r\n%t OK done\r\n"
    opened = OPENED.replace(b"UIDNEXT 4", b"UIDNEXT 1300000")
    server = CrookedServer({"UID SEARCH": found, "EXAMINE": opened})
    async with server.running():
        mailbox = mailbox_at(server)
        await asyncio.to_thread(mailbox.open)
        assert await asyncio.to_thread(mailbox.uids, INBOX) == tuple(uids)
        await asyncio.to_thread(mailbox.close)


async def test_an_old_server_without_uidnext() -> None:
    server = CrookedServer(
        {
            "EXAMINE": b"* 2 EXISTS\r\n* OK [UIDVALIDITY 7] ok\r\n%t OK done\r\n",
            "UID FETCH": b"* 2 FETCH (UID 41)\r\n%t OK done\r\n",
        }
    )
    async with server.running():
        mailbox = mailbox_at(server)
        await asyncio.to_thread(mailbox.open)
        state = await asyncio.to_thread(mailbox.state, INBOX)
        await asyncio.to_thread(mailbox.close)
    assert (state.uidnext, state.exists) == (42, 2)


async def test_a_server_without_uidvalidity() -> None:
    server = CrookedServer({"EXAMINE": b"* 2 EXISTS\r\n%t OK done\r\n"})
    async with server.running():
        mailbox = mailbox_at(server)
        await asyncio.to_thread(mailbox.open)
        with pytest.raises(ServerRefused, match="UIDVALIDITY"):
            await asyncio.to_thread(mailbox.state, INBOX)
        await asyncio.to_thread(mailbox.close)


async def test_a_search_answered_in_several_lines() -> None:
    answer = b"* SEARCH 3\r\n* SEARCH\r\n* SEARCH 1 2 (MODSEQ 9)\r\n%t OK done\r\n"
    server = CrookedServer({"UID SEARCH": answer, "EXAMINE": OPENED})
    async with server.running():
        mailbox = mailbox_at(server)
        await asyncio.to_thread(mailbox.open)
        assert await asyncio.to_thread(mailbox.uids, INBOX) == (1, 2, 3)
        await asyncio.to_thread(mailbox.close)


async def test_uses_that_are_told_only_when_asked() -> None:
    def listing(line: str) -> bytes:
        flag = b"\\Sent" if "SPECIAL-USE" in line else b""
        return b'* LIST () "/" INBOX\r\n* LIST (' + flag + b') "/" "Gone out"\r\n%t OK done\r\n'

    server = CrookedServer({"LIST": listing}, capabilities="IMAP4rev1 SPECIAL-USE LIST-EXTENDED")
    async with server.running():
        mailbox = mailbox_at(server)
        await asyncio.to_thread(mailbox.open)
        folders = await asyncio.to_thread(mailbox.folders)
        await asyncio.to_thread(mailbox.close)
    assert folders == (INBOX, Folder("Gone out", Role.SENT))


async def test_closing_does_not_wait_for_ever() -> None:
    server = CrookedServer({"LOGOUT": None})
    async with server.running(), asyncio.timeout(5):
        mailbox = mailbox_at(server, timeout_s=30)
        await asyncio.to_thread(mailbox.open)
        await asyncio.to_thread(mailbox.close)

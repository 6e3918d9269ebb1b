"""Finding our own copies and other people's mails by Message-ID."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from typing import TypeVar

import pytest

from shopdesk.adapters.imap import ImapMailbox
from shopdesk.domain.shop.settings import Security
from shopdesk.ports.mail import Haunt
from tests.adapters.imap.accounts import NINE, Account, settings_for
from tests.adapters.imap.crooked import Answer, CrookedServer

T = TypeVar("T")
ID = "sd.1.copy@shop.test"


def mail(message_id: str = ID, body: str = "Hi") -> bytes:
    return f"Message-ID: <{message_id}>\r\nSubject: Re: shoes\r\n\r\n{body}\r\n".encode()


def test_our_copy_is_found_with_the_servers_time(account: Account, mailbox: ImapMailbox) -> None:
    assert mailbox.sent_at(ID) is None
    at = NINE - timedelta(minutes=7)
    account.deliver(mail(), at, folder="Sent")
    assert mailbox.sent_at(ID) == at
    assert mailbox.sent_at("sd.1.cop@shop.test") is None


def test_among_many_others(account: Account, mailbox: ImapMailbox) -> None:
    with account.elsewhere() as client:
        client.append("Sent", mail(), (), NINE)
        for n in range(60):
            client.append("Sent", mail(f"{n}@shop.test"), (), NINE)
    assert mailbox.sent_at(ID) == NINE
    assert mailbox.sent_at("59@shop.test") == NINE


@pytest.mark.parametrize(
    "field", ["X-Microsoft-Original-Message-ID", "X-Google-Original-Message-ID"]
)
def test_a_copy_that_the_server_renamed(account: Account, mailbox: ImapMailbox, field: str) -> None:
    renamed = mail("by-the-server@out.test").replace(
        b"\r\n\r\n", f"\r\n{field}: <{ID}>\r\n\r\n".encode()
    )
    account.deliver(renamed, folder="Sent")
    assert mailbox.sent_at(ID) == NINE


def test_a_copy_that_is_there_is_not_doubled(account: Account, mailbox: ImapMailbox) -> None:
    account.deliver(mail(), folder="Sent")
    assert mailbox.file_sent(mail(), ID, NINE)
    assert len(account.contents("Sent")) == 1


@pytest.mark.parametrize(
    ("folder", "haunt"), [("Trash", Haunt.TRASH), ("Junk", Haunt.JUNK), ("Kept", Haunt.ELSEWHERE)]
)
def test_where_a_mail_was_moved_to(
    account: Account, mailbox: ImapMailbox, folder: str, haunt: Haunt
) -> None:
    uid = account.deliver(mail("hers@customers.test"))
    with account.elsewhere() as client:
        if not client.folder_exists(folder):
            client.create_folder(folder)
        client.select_folder("INBOX")
        client.move([uid], folder)
    found = mailbox.seek(["hers@customers.test", "nobody@customers.test", ""])
    ((place, what),) = found.values()
    assert (place.folder, what) == (folder, haunt)
    assert place.uid in account.contents(folder)


@pytest.mark.parametrize("hostile", ['x" OR ALL', "x\\", "x y", "é@x.test", "x" * 2000, "%", "*"])
def test_a_hostile_message_id_finds_nothing_else(
    account: Account, mailbox: ImapMailbox, hostile: str
) -> None:
    account.deliver(mail("hers@customers.test"))
    assert mailbox.seek([hostile]) == {}
    assert mailbox.sent_at(hostile) is None


# scripted servers

OPENED = b"* 3 EXISTS\r\n* OK [UIDVALIDITY 7] ok\r\n* OK [UIDNEXT 90] ok\r\n%t OK done\r\n"
LISTED = (
    b'* LIST () "/" INBOX\r\n* LIST (\\Sent) "/" Sent\r\n'
    b'* LIST (\\All) "/" Everything\r\n%t OK done\r\n'
)


def row(uid: int, message_id: str) -> bytes:
    field = f"Message-Id: <{message_id}>\r\n\r\n".encode()
    when = b'INTERNALDATE "21-Nov-2026 02:00:00 +0000"'
    part = b'BODY[HEADER.FIELDS ("MESSAGE-ID" "X-GOOGLE-ORIGINAL-MESSAGE-ID")]'
    return b"* %d FETCH (UID %d %s %s {%d}\r\n%s)\r\n" % (uid, uid, when, part, len(field), field)


def told(*rows: bytes) -> bytes:
    return b"".join(rows) + b"%t OK done\r\n"


async def at(server: CrookedServer, use: Callable[[ImapMailbox], T]) -> T:
    """What comes of it on an open mailbox."""
    async with server.running(), asyncio.timeout(10):
        settings = settings_for(server.port, Security.NONE, "lan@shop.test")
        mailbox = ImapMailbox(settings, lambda: "open sesame", timeout_s=2)

        def work() -> T:
            mailbox.open()
            try:
                return use(mailbox)
            finally:
                mailbox.close()

        return await asyncio.to_thread(work)


SEARCHES: Sequence[Answer] = (
    b"* SEARCH\r\n%t OK done\r\n",
    b"* SEARCH 1 2 3\r\n%t OK done\r\n",
    b"%t NO unsupported search criterion\r\n",
    b"%t BAD what?\r\n",
)


@pytest.mark.parametrize("answer", SEARCHES, ids=["none", "all", "no", "bad"])
async def test_a_search_that_is_not_to_be_believed(answer: Answer) -> None:
    """Exchange's index runs behind; QQ and 163 find too much, or refuse."""
    others = told(row(1, "a@x.test"), row(2, "b@x.test"))
    answers = {"LIST": LISTED, "EXAMINE": OPENED, "UID SEARCH": answer, "UID FETCH": others}
    there = told(row(1, "a@x.test"), row(3, ID))
    server = CrookedServer({**answers, "FETCH": there})
    assert await at(server, lambda m: m.sent_at(ID)) == datetime(2026, 11, 21, 2, tzinfo=UTC)
    server = CrookedServer({**answers, "FETCH": others})
    assert await at(server, lambda m: m.sent_at(ID)) is None


async def test_all_mail_is_looked_through_as_well() -> None:
    opened: list[str] = []

    def examine(line: str) -> bytes:
        opened.append(line.split()[-1].strip('"'))
        return OPENED

    def fetch(_line: str) -> bytes:
        return told(row(3, ID)) if opened[-1] == "Everything" else told(row(3, "a@x.test"))

    server = CrookedServer({"LIST": LISTED, "EXAMINE": examine, "FETCH": fetch})
    assert await at(server, lambda m: m.sent_at(ID)) is not None
    assert opened == ["Sent", "Everything"]


async def test_a_provider_that_may_file_copies_late_is_given_time(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Yandex, Mail.ru, Zoho, QQ, 163: the owner may have chosen that they do."""
    monkeypatch.setattr("shopdesk.adapters.imap.folders._PERHAPS", ("localhost",))
    taken = {"APPEND": b"+ go on\r\n%t OK done\r\n", "LIST": LISTED, "EXAMINE": OPENED}
    none, filed = told(row(1, "a@x.test")), told(row(4, ID))
    server = CrookedServer({**taken, "FETCH": none})
    assert not await at(server, lambda m: m.file_sent(mail(), ID, NINE, waited=False))
    assert "APPEND" not in server.commands()
    server = CrookedServer({**taken, "FETCH": filed})
    assert await at(server, lambda m: m.file_sent(mail(), ID, NINE, waited=True))
    assert "APPEND" not in server.commands()
    server = CrookedServer({**taken, "FETCH": none})
    assert await at(server, lambda m: m.file_sent(mail(), ID, NINE, waited=True))
    assert "APPEND" in server.commands()

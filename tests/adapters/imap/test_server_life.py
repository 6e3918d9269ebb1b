"""What real providers do, as documented or as seen, played by a scripted server."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import TypeVar

import pytest
from imapclient.imap_utf7 import encode

from shopdesk.adapters.imap import ImapDoorbell, ImapMailbox
from shopdesk.domain.errors import ServerError, ServerRefused, SignInRefused, Unreachable
from shopdesk.domain.mail.conversation import Place
from shopdesk.domain.shop.settings import Security
from shopdesk.ports.mail import Folder, Haunt, Role
from tests.adapters.imap.accounts import NINE, Account, settings_for
from tests.adapters.imap.crooked import Answer, CrookedServer
from tests.adapters.imap.ear import Ear, listening

T = TypeVar("T")
USER = "lan@shop.test"
INBOX = Folder("INBOX", Role.INBOX)
COPY = b"Message-ID: <copy-1@shop.test>\r\n\r\nHi\r\n"
OPENED = b"* 3 EXISTS\r\n* OK [UIDVALIDITY 7] ok\r\n* OK [UIDNEXT 4] ok\r\n%t OK done\r\n"


def mailbox_at(server: CrookedServer) -> ImapMailbox:
    settings = settings_for(server.port, Security.NONE, USER)
    return ImapMailbox(settings, lambda: "open sesame", timeout_s=2)


async def at(server: CrookedServer, use: Callable[[ImapMailbox], T]) -> T:
    """What comes of it on an open mailbox; raises what it raises."""
    async with server.running(), asyncio.timeout(10):
        mailbox = mailbox_at(server)

        def work() -> T:
            try:
                mailbox.open()
                return use(mailbox)
            finally:
                mailbox.close()

        return await asyncio.to_thread(work)


async def refusal(
    server: CrookedServer, use: Callable[[ImapMailbox], object] = ImapMailbox.folders
) -> ServerError:
    """What it raises."""
    with pytest.raises(ServerError) as caught:
        await at(server, use)
    assert str(caught.value).isprintable()
    return caught.value


def listing(*lines: str) -> bytes:
    return "".join(f"* LIST {line}\r\n" for line in lines).encode() + b"%t OK done\r\n"


@pytest.mark.parametrize(
    "said",
    [
        "[ALERT] Too many simultaneous connections. (Failure)",
        "[UNAVAILABLE] Maximum number of connections from user+IP exceeded",
        "[LIMIT] Too many connections",
        "[THROTTLED] Account exceeded command or bandwidth limits. (Failure)",
        "[UNAVAILABLE] Temporary authentication failure.",
        "User is authenticated but not connected.",
        "[INUSE] mailbox in use",
    ],
)
async def test_what_passes_by_itself_is_tried_again_soon(said: str) -> None:
    error = await refusal(CrookedServer({"LOGIN": f"%t NO {said}\r\n".encode()}))
    assert error.passing
    assert not isinstance(error, SignInRefused)


@pytest.mark.parametrize(
    "said",
    [
        "[AUTHENTICATIONFAILED] Invalid credentials (Failure)",
        "[ALERT] Application-specific password required (Failure)",
        "[AUTHENTICATIONFAILED] LOGIN invalid credentials or IMAP is disabled",
        "[AUTHENTICATIONFAILED] Authentication failed. Application password is REQUIRED",
        "[ALERT] You are yet to enable IMAP for your account. Please contact your administrator",
        "LOGIN failed.",
        "[AUTHENTICATIONFAILED] Too many failed attempts, try again later",
    ],
    ids=["gmail", "gmail-app", "yandex", "mail.ru", "zoho", "exchange", "locked"],
)
async def test_what_does_not_pass_is_tried_rarely_and_quoted(said: str) -> None:
    error = await refusal(CrookedServer({"LOGIN": f"%t NO {said}\r\n".encode()}))
    assert isinstance(error, SignInRefused)
    assert not error.passing
    assert said.split("] ")[-1].rstrip(".") in str(error)


@pytest.mark.parametrize("greeting", [b"* BYE too many connections\r\n", b""])
async def test_refused_at_the_door(greeting: bytes) -> None:
    error = await refusal(CrookedServer(greeting=greeting))
    assert isinstance(error, Unreachable)
    assert error.passing


async def test_one_connection_only_the_doorbell_gives_way() -> None:
    """The second connection is refused: the first one goes on and looks at intervals."""
    logins = 0

    def login(_line: str) -> bytes:
        nonlocal logins
        logins += 1
        return b"%t OK in\r\n" if logins == 1 else b"%t NO [LIMIT] one is enough\r\n"

    server = CrookedServer({"LOGIN": login, "EXAMINE": OPENED})
    async with server.running(), asyncio.timeout(10):
        mailbox = mailbox_at(server)
        await asyncio.to_thread(mailbox.open)
        settings = settings_for(server.port, Security.NONE, USER)
        with pytest.raises(Unreachable):
            await ImapDoorbell(settings, lambda: "open sesame").listen(Ear())
        assert (await asyncio.to_thread(mailbox.state, INBOX)).exists == 3
        await asyncio.to_thread(mailbox.close)


async def test_bye_in_the_middle_is_the_end_of_the_connection_and_no_more() -> None:
    bye = b"* BYE Connection is closed. 13\r\n"
    for command in ("EXAMINE", "NOOP", "UID SEARCH", "LIST"):
        server = CrookedServer({"EXAMINE": OPENED, command: bye})

        def use(mailbox: ImapMailbox) -> object:
            mailbox.folders()
            mailbox.state(INBOX)
            mailbox.alive()
            return mailbox.uids(INBOX)

        error = await refusal(server, use)
        assert isinstance(error, Unreachable), command


LESS = frozenset(
    [
        "IDLE",
        "UIDPLUS",
        "MOVE",
        "SPECIAL-USE",
        "CONDSTORE",
        "QRESYNC",
        "LIST-EXTENDED",
        "NAMESPACE",
        "UNSELECT",
        "ID",
        "ENABLE",
        "LITERAL+",
        "ESEARCH",
        "CHILDREN",
    ]
)


async def test_a_server_that_can_nothing_but_the_oldest() -> None:
    server = CrookedServer(
        {
            "EXAMINE": OPENED,
            "SELECT": OPENED,
            "UID FETCH": b"* 3 FETCH (UID 3 FLAGS (\\Seen))\r\n%t OK done\r\n",
            "FETCH": b"%t OK done\r\n",
            "UID STORE": b"%t OK done\r\n",
            "LIST": listing('() "/" INBOX', '() "/" "Sent Items"'),
            "APPEND": b"+ go on\r\n%t OK done\r\n",
        },
        capabilities="IMAP4rev1",
    )

    def use(mailbox: ImapMailbox) -> tuple[object, ...]:
        mailbox.mark_answered([Place(USER, "INBOX", 7, 3)])
        told = mailbox.folders(), mailbox.flags(INBOX, [3])
        return *told, mailbox.file_sent(COPY, "copy-1@shop.test", NINE)

    folders, flags, filed = await at(server, use)
    assert folders == (INBOX, Folder("Sent Items", Role.SENT))
    assert flags == {3: frozenset({"\\Seen"})}
    assert filed
    asked = {word for line in server.heard for word in line.upper().split()}
    assert asked.isdisjoint(LESS), asked & LESS


async def test_without_idle_the_doorbell_says_so() -> None:
    server = CrookedServer(capabilities="IMAP4rev1")
    async with server.running(), asyncio.timeout(5):
        settings = settings_for(server.port, Security.NONE, USER)
        with pytest.raises(ServerRefused, match="no IDLE"):
            await ImapDoorbell(settings, lambda: "open sesame").listen(Ear())


NAMES = [
    ("INBOX.", ".", "INBOX.Sent", "INBOX.Trash"),
    ("", "|", "Отправленные", "Удаленные"),
    ("", "/", "[Gmail]/Отправленные", "[Gmail]/Корзина"),
    ("", "/", "已发送", "已删除"),
    ("", "/", "Đã gửi", "Thùng rác"),
    ("", "/", "Sent Items", "Deleted Items"),
]


def spelled(name: str) -> str:
    """As the server spells it: in modified UTF-7."""
    return bytes(encode(name)).decode("ascii")


@pytest.mark.parametrize(("prefix", "separator", "sent", "trash"), NAMES, ids=lambda v: repr(v))
async def test_folders_by_the_names_they_have(
    prefix: str, separator: str, sent: str, trash: str
) -> None:
    gmail = sent.startswith("[Gmail]")
    uses = ("\\Sent", "\\Trash") if gmail else ("", "")
    names = [spelled(name) for name in (sent, trash)]
    namespace = f'* NAMESPACE (("{prefix}" "{separator}")) NIL NIL\r\n%t OK done\r\n'.encode()
    opened: list[str] = []

    def examine(line: str) -> bytes:
        opened.append(line)
        return OPENED

    def fetch(_line: str) -> bytes:
        if names[1] not in opened[-1]:
            return b"%t OK done\r\n"
        field = b"Message-ID: <hers@x.test>\r\n\r\n"
        part = b"BODY[HEADER.FIELDS (MESSAGE-ID)]"
        return b"* 3 FETCH (UID 3 %s {%d}\r\n%s)\r\n%%t OK done\r\n" % (part, len(field), field)

    server = CrookedServer(
        {
            "LIST": listing(
                f'() "{separator}" INBOX',
                *(f'({use}) "{separator}" "{name}"' for use, name in zip(uses, names, strict=True)),
            ),
            "NAMESPACE": namespace,
            "EXAMINE": examine,
            "FETCH": fetch,
        },
        capabilities="IMAP4rev1 NAMESPACE",
    )

    def look(mailbox: ImapMailbox) -> tuple[object, object]:
        return mailbox.folders(), mailbox.seek(["hers@x.test"])

    folders, found = await at(server, look)
    assert folders == (INBOX, Folder(sent, Role.SENT))
    assert found == {"hers@x.test": (Place(USER, trash, 7, 3), Haunt.TRASH)}


def test_a_watched_folder_with_a_name_in_letters_of_its_own(account: Account) -> None:
    for name in ("Заказы & co", "Đơn hàng/trả", "注文"):
        with account.elsewhere() as client:
            client.create_folder(name)
        mailbox = account.mailbox(folders=("INBOX", name))
        mailbox.open()
        uid = account.deliver(folder=name)
        folder = Folder(name, Role.INBOX)
        assert folder in mailbox.folders()
        assert [a.place.uid for a in mailbox.fetch(folder, mailbox.uids(folder))] == [uid]
        mailbox.close()


@pytest.mark.parametrize(
    ("said", "words"),
    [
        (b"%t NO [OVERQUOTA] Quota exceeded (mailbox for user is full)\r\n", "is full"),
        (b"%t NO Mailbox is full\r\n", "is full"),
        (b"%t NO [NOPERM] not yours\r\n", "not yours"),
        (b"%t NO [TRYCREATE] where?\r\n", "where"),
    ],
)
async def test_a_copy_that_is_refused_says_that_the_answer_left(said: bytes, words: str) -> None:
    server = CrookedServer(
        {
            "LIST": listing('() "/" INBOX', '(\\Sent) "/" Sent'),
            "EXAMINE": OPENED,
            "FETCH": b"%t OK done\r\n",
            "APPEND": said,
        }
    )
    error = await refusal(server, lambda m: m.file_sent(COPY, "copy-1@shop.test", NINE))
    assert isinstance(error, ServerRefused)
    assert str(error).startswith("An answer has left, but")
    assert words in str(error)
    assert error.passing


@pytest.mark.parametrize(
    "answers",
    [
        {"SELECT": OPENED.replace(b"%t OK done", b"%t OK [READ-ONLY] done")},
        {"SELECT": b"%t NO [NOPERM] read only\r\n"},
        {"SELECT": OPENED, "UID STORE": b"%t NO [NOPERM] read only\r\n"},
    ],
)
async def test_a_mailbox_that_may_only_be_read(answers: dict[str, Answer]) -> None:
    """Flags are refused in one sentence, and reading goes on over the same connection."""
    server = CrookedServer({"EXAMINE": OPENED, **answers})

    def use(mailbox: ImapMailbox) -> int:
        with pytest.raises(ServerRefused):
            mailbox.mark_answered([Place(USER, "INBOX", 7, 3)])
        return mailbox.state(INBOX).exists

    assert await at(server, use) == 3
    assert server.commands().count("LOGIN") == 1


@pytest.mark.parametrize("early", [True, False], ids=["offered at once", "offered inside"])
async def test_163_and_qq_want_to_know_who_we_are(early: bool) -> None:
    """ "Unsafe Login": no folder opens before ID."""
    known = False

    def introduced(_line: str) -> bytes:
        nonlocal known
        known = True
        return b"* ID NIL\r\n%t OK done\r\n"

    def capability(_line: str) -> bytes:
        inside = early or "LOGIN" in server.commands()
        return f"* CAPABILITY IMAP4rev1 IDLE{' ID' if inside else ''}\r\n%t OK done\r\n".encode()

    def examine(_line: str) -> bytes:
        return OPENED if known else b"%t NO EXAMINE Unsafe Login. Please contact us for help\r\n"

    server = CrookedServer({"ID": introduced, "CAPABILITY": capability, "EXAMINE": examine})
    assert (await at(server, lambda m: m.state(INBOX))).exists == 3
    known = False
    async with server.running():
        settings = settings_for(server.port, Security.NONE, USER)
        doorbell = ImapDoorbell(settings, lambda: "open sesame")
        async with listening(doorbell) as ear:
            await ear.until(lambda: ear.calls == [True])

"""Mails that cannot be read do not hold up the others, and are not lost in silence."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable

import pytest

from shopdesk.adapters.imap import ImapMailbox
from shopdesk.domain.errors import ServerError
from shopdesk.domain.shop.settings import Security
from shopdesk.ports.mail import Arrival, Folder, Role
from tests.adapters.imap.accounts import MAIL, NINE, settings_for
from tests.adapters.imap.crooked import Answer, CrookedServer

INBOX = Folder("INBOX", Role.INBOX)
OPENED = b"* 3 EXISTS\r\n* OK [UIDVALIDITY 7] ok\r\n* OK [UIDNEXT 4] ok\r\n%t OK done\r\n"


class Shelf:
    """Three mails, one of which does harm when it is read."""

    def __init__(self, harm: Callable[[str], Answer]) -> None:
        self._harm = harm

    def fetch(self, line: str) -> bytes | None:
        uids, items = re.match(r"UID FETCH (\S+) (.*)", line, re.IGNORECASE).groups()  # type: ignore[union-attr]
        wanted = [uid for uid in (1, 2, 3) if uid in _members(uids)]
        if 2 in wanted:
            answer = self._harm(items)
            if answer != b"fine":
                return answer if not callable(answer) else answer(line)
        rows = [_row(uid, items) for uid in wanted]
        return b"".join(rows) + b"%t OK done\r\n"


def _members(uid_set: str) -> set[int]:
    found: set[int] = set()
    for part in uid_set.split(","):
        first, _, last = part.partition(":")
        found |= set(range(int(first), int(last or first) + 1))
    return found


def _row(uid: int, items: str) -> bytes:
    row = b"* %d FETCH (UID %d" % (uid, uid)
    if "INTERNALDATE" in items:
        row += b' FLAGS () INTERNALDATE "21-Nov-2026 02:00:00 +0000"'
    if "RFC822.SIZE" in items:
        row += b" RFC822.SIZE %d" % len(MAIL)
    header = MAIL.partition(b"\r\n\r\n")[0] + b"\r\n\r\n"
    for item, text in (("[]", MAIL), ("[HEADER]", header)):
        if f"BODY.PEEK{item}" in items:
            row += b" BODY%s {%d}\r\n%s" % (item.encode(), len(text), text)
    return row + b")\r\n"


async def read_past_trouble(harm: Callable[[str], Answer]) -> tuple[list[Arrival], int]:
    """All that comes, as the watch would get it, and how many attempts it took."""
    server = CrookedServer({"UID FETCH": Shelf(harm).fetch, "EXAMINE": OPENED})
    async with server.running():
        settings = settings_for(server.port, Security.NONE, "lan@shop.test")
        mailbox = ImapMailbox(settings, lambda: "open sesame", timeout_s=0.5)

        def read() -> tuple[list[Arrival], int]:
            arrivals: list[Arrival] = []
            for attempt in range(1, 20):
                above = max((a.place.uid for a in arrivals), default=0)
                try:
                    mailbox.open()
                    for arrival in mailbox.fetch(INBOX, range(above + 1, 4)):
                        arrivals.append(arrival)
                except ServerError:
                    continue
                mailbox.close()
                return arrivals, attempt
            raise AssertionError("it goes on for ever")

        return await asyncio.to_thread(read)


@pytest.mark.parametrize(
    "harm",
    [
        b"",
        b"%t NO [SERVERBUG] oops\r\n",
        b"* 2 FETCH (UID 2 BOD",
        b"* 2 FETCH (UID 2 BODY[] NIL)\r\n%t OK done\r\n",
        b"%t OK done\r\n",
    ],
    ids=["cut", "refused", "silence", "nothing", "left out"],
)
async def test_a_mail_that_cannot_be_read_comes_with_its_header(harm: bytes) -> None:
    arrivals, attempts = await read_past_trouble(lambda items: harm if "[]" in items else b"fine")
    assert [a.place.uid for a in arrivals] == [1, 2, 3]
    assert [a.raw for a in arrivals] == [MAIL, MAIL.partition(b"\r\n\r\n")[0] + b"\r\n\r\n", MAIL]
    assert attempts <= 4


@pytest.mark.parametrize("harm", [b"", b"%t NO [SERVERBUG] oops\r\n"])
async def test_a_mail_without_even_a_header_comes_without_text(harm: bytes) -> None:
    arrivals, attempts = await read_past_trouble(
        lambda items: harm if "BODY" in items or "SIZE" in items else b"fine"
    )
    assert [(a.place.uid, bool(a.raw)) for a in arrivals] == [(1, True), (2, False), (3, True)]
    assert arrivals[1].received == NINE
    assert attempts <= 6


@pytest.mark.parametrize("harm", [b"", b"%t BAD oops\r\n"])
async def test_a_mail_that_cannot_be_had_at_all_is_told_of_without_anything(
    harm: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    arrivals, attempts = await read_past_trouble(lambda _items: harm)
    assert [(a.place.uid, a.raw) for a in arrivals] == [(1, MAIL), (2, b""), (3, MAIL)]
    assert attempts <= 8
    assert "uid=2" in caplog.text


async def test_a_passing_failure_costs_nothing() -> None:
    failures = iter([b"", b"", b"fine"])
    arrivals, attempts = await read_past_trouble(lambda _items: next(failures, b"fine"))
    assert [(a.place.uid, a.raw) for a in arrivals] == [(1, MAIL), (2, MAIL), (3, MAIL)]
    assert attempts == 3

"""Older mail read from real servers into the cache: all of it, once, from where it was left."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

import pytest

from shopdesk.adapters.cache import SqliteCache
from shopdesk.adapters.cache.shelf import Shelf
from shopdesk.adapters.imap import ImapMailbox
from shopdesk.desk.bus import Bus
from shopdesk.desk.events import Event, Quarantined, Trouble
from shopdesk.desk.thread import DeskThread
from shopdesk.desk.watch.history import BATCH, READ_BYTES, OlderMails
from shopdesk.domain.errors import RecordsError
from shopdesk.domain.guests.search import wanted
from shopdesk.ports.cache import History, Shelver, Stretch, Unread
from shopdesk.ports.mail import Folder, Role
from tests.adapters.imap.accounts import NINE, Account
from tests.shop import desk_thread, settings

INBOX = Folder("INBOX", Role.INBOX)
RECORDED = NINE - timedelta(days=7)
LONG_AGO = NINE - timedelta(days=400)


@dataclass
class Reading:
    """One connection's history, and what it says."""

    account: Account
    folder: Path
    desk: DeskThread
    said: list[Event] = field(default_factory=list)
    progress: list[tuple[int, int]] = field(default_factory=list)
    expected: list[int] = field(default_factory=list)
    shelves: type[Shelf] = Shelf

    def begin(self) -> OlderMails:
        """As the watch does after connecting."""
        mailbox = Counting(self.account)
        mailbox.open()
        older = OlderMails(
            self.account.settings.address,
            mailbox,
            self.desk,
            self.shelf,
            self.said.append,
            lambda done, of: self.progress.append((done, of)),
        )
        older.begin(lambda: RECORDED.date())
        return older

    def shelf(self, mails: int) -> Shelver:
        """In this process, and a note of how many were announced."""
        self.expected.append(mails)
        return self.shelves(self.folder / "cache.sqlite", self.folder / "records.sqlite")

    def everything(self) -> None:
        """One reading to the end."""
        older = self.begin()
        while older.step():
            pass

    def found(self, typed: str) -> list[int]:
        """UIDs of the mails that are found, the newest first."""
        cache = SqliteCache(self.folder / "cache.sqlite")
        spots = cache.find(wanted(typed), 10_000)
        mails = cache.found([spot.older or 0 for spot in spots])
        cache.close()
        return [mails[spot.older or 0].place.uid for spot in spots]


class Counting(ImapMailbox):
    """The adapter itself; notes what it is asked for."""

    searches = 0

    def __init__(self, account: Account) -> None:
        super().__init__(account.settings, lambda: account.password, timeout_s=10)

    def uids(self, folder: Folder, *, above: int = 0, since: date | None = None) -> tuple[int, ...]:
        """As ever."""
        type(self).searches += 1
        return super().uids(folder, above=above, since=since)


@pytest.fixture
def reading(account: Account, tmp_path: Path) -> Iterator[Reading]:
    """A desk with nothing in it."""
    desk = desk_thread(tmp_path, settings(), Bus())
    desk.start()
    yield Reading(account, tmp_path, desk)
    desk.stop()


def fill(account: Account, bodies: Sequence[str], days_apart: float = 1) -> list[int]:
    """Older mails, the first one the oldest; their UIDs."""
    uids = []
    with account.elsewhere() as client:
        for n, body in enumerate(bodies):
            raw = f"From: j@x.example\r\nSubject: n{n}\r\n\r\n{body}\r\n".encode()
            before: int = client.folder_status("INBOX", "UIDNEXT")[b"UIDNEXT"]
            client.append("INBOX", raw, (), LONG_AGO + n * timedelta(days=days_apart))
            uids.append(before)
    return uids


def test_older_mail_is_found_and_newer_is_left_to_the_records(reading: Reading) -> None:
    old = fill(reading.account, ["shoes one", "shoes two"])
    reading.account.deliver(b"Subject: x\r\n\r\nshoes new\r\n", NINE)
    reading.everything()
    assert reading.found("shoes") == old[::-1]
    assert reading.progress == [(2, 2)]
    assert reading.expected == [2]


def test_what_is_complete_is_asked_for_no_more(reading: Reading) -> None:
    fill(reading.account, ["shoes"])
    reading.everything()
    before = Counting.searches
    reading.everything()
    assert Counting.searches == before
    assert reading.progress == [(1, 1)]


def test_an_empty_mailbox_is_complete_too(reading: Reading) -> None:
    reading.everything()
    before = Counting.searches
    reading.everything()
    assert Counting.searches == before


def test_it_goes_on_where_it_was_cut(reading: Reading) -> None:
    uids = fill(reading.account, [f"shoes {n}" for n in range(2 * BATCH + 5)], days_apart=0.1)
    cut = reading.begin()
    assert cut.step()
    cut.close()
    assert reading.found("shoes") == uids[: -BATCH - 1 : -1]
    reading.everything()
    assert reading.found("shoes") == uids[::-1]
    assert [done for done, _of in reading.progress] == [BATCH, 2 * BATCH, 2 * BATCH + 5]
    assert {of for _done, of in reading.progress} == {2 * BATCH + 5}


def test_a_cache_that_was_deleted_is_filled_anew(reading: Reading) -> None:
    fill(reading.account, ["shoes"])
    reading.everything()
    reading.desk.stop()
    for file in reading.folder.glob("cache.sqlite*"):
        file.unlink()
    reading.desk = desk_thread(reading.folder, settings(), Bus())
    reading.desk.start()
    reading.everything()
    assert len(reading.found("shoes")) == 1


def test_of_a_large_mail_no_more_is_fetched_than_its_texts(reading: Reading) -> None:
    body = "early\r\n" + "x\r\n" * READ_BYTES + "late"
    fill(reading.account, [body])
    reading.everything()
    assert len(reading.found("early")) == 1
    assert reading.found("late") == []


def test_only_the_beginning_of_a_mail_can_be_asked_for(account: Account) -> None:
    long, short = fill(account, ["x" * 500, "y"])
    mailbox = account.mailbox()
    mailbox.open()
    mailbox.state(INBOX)
    one, other = mailbox.fetch(INBOX, [long, short, short + 7], first=60)
    assert (one.place.uid, len(one.raw), one.size > 500) == (long, 60, True)
    assert (other.place.uid, other.raw.endswith(b"y\r\n"), other.size) == (
        short,
        True,
        len(other.raw),
    )
    assert one.received == LONG_AGO
    mailbox.close()


def test_what_cannot_be_read_is_kept_aside(reading: Reading) -> None:
    bomb = b"--x\r\n" * 10_001
    with reading.account.elsewhere() as client:
        head = b"Content-Type: multipart/mixed; boundary=x\r\n\r\n"
        client.append("INBOX", head + bomb, (), LONG_AGO)
    fill(reading.account, ["shoes"])
    heard: list[Event] = []
    reading.desk.call(lambda d: setattr(d.receive, "_publish", heard.append))
    reading.everything()
    assert len(reading.found("shoes")) == 1
    aside = reading.desk.call(lambda d: d.records.quarantined())
    assert [place.uid for place, _at, _why in aside] == [1]
    assert [type(event) for event in heard] == [Quarantined]


class Full(Shelf):
    """No room is left on the disk."""

    def shelve(self, stretch: Stretch) -> tuple[Unread, ...]:
        """Never."""
        del stretch
        raise RecordsError("no room")


def test_trouble_with_the_cache_is_said_once_and_holds_up_nothing(reading: Reading) -> None:
    fill(reading.account, ["shoes"])
    reading.shelves = Full
    older = reading.begin()
    assert not older.step()
    older.begin(lambda: RECORDED.date())
    assert not older.step()
    assert reading.said == [Trouble("no room")]


def test_messages_of_the_records_are_let_be_found_where_many_are_not(reading: Reading) -> None:
    fill(reading.account, ["shoes"])
    asked: list[str] = []

    class Noting(Shelf):
        def index_records(self) -> bool:
            asked.append("records")
            return super().index_records()

    reading.shelves = Noting
    reading.desk.call(lambda d: setattr(d.records, "last_message", lambda: BATCH + 1))
    reading.everything()
    assert asked == ["records"]
    assert reading.found("shoes") == [1]


def test_progress_is_of_all_there_is_to_read(reading: Reading) -> None:
    address = reading.account.settings.address
    uids = fill(reading.account, ["a", "b", "c"])
    done = History(uids[2], 40, 42)
    mailbox = reading.account.mailbox()
    mailbox.open()
    validity = mailbox.state(INBOX).uidvalidity
    mailbox.close()
    reading.desk.call(lambda d: d.cache.set_progress(address, "INBOX", validity, done))
    reading.everything()
    assert reading.progress == [(42, 42)]

"""Older mail from bytes into the cache: the same here and in a process of its own."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from shopdesk.adapters.cache import SqliteCache
from shopdesk.adapters.cache.process import ShelfProcess
from shopdesk.adapters.cache.shelf import AT_ONCE, Shelf
from shopdesk.adapters.records import SqliteRecords
from shopdesk.domain.errors import RecordsError
from shopdesk.domain.guests.search import wanted
from shopdesk.ports.cache import History, Shelver, Stretch, Unread
from shopdesk.ports.mail import Arrival, Role
from tests.adapters.processes import alive
from tests.adapters.records.builders import HELP, MINUTE, NINE, begin, file, mail, place
from tests.shop import Mail

MAKERS: dict[str, Callable[[Path, Path], Shelver]] = {"here": Shelf, "process": ShelfProcess}
EMPTY = b""
BOMB = b"Content-Type: multipart/mixed; boundary=x\n\n" + b"--x\n\n" * 10_001


@pytest.fixture(params=MAKERS)
def shelver(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Shelver]:
    """One of both."""
    made = MAKERS[request.param](tmp_path / "cache.sqlite", tmp_path / "records.sqlite")
    yield made
    made.close()


@pytest.fixture
def cache(tmp_path: Path) -> Iterator[SqliteCache]:
    """What they put into."""
    made = SqliteCache(tmp_path / "cache.sqlite")
    yield made
    made.close()


def arrival(uid: int, raw: bytes | None = None) -> Arrival:
    """A mail of `uid` minutes past nine."""
    at = NINE + uid * MINUTE
    raw = Mail(subject=f"Subject {uid}", body=f"older shoes {uid}").raw(at) if raw is None else raw
    return Arrival(place(uid), Role.INBOX, at, frozenset(), raw, len(raw))


def stretch(*arrivals: Arrival, done: int = 0) -> Stretch:
    """Some mails of a history of 1,000."""
    low = min((a.place.uid for a in arrivals), default=1)
    return Stretch(HELP, "INBOX", 7, History(low, done, 1_000), arrivals)


def put_away(shelver: Shelver, *stretches: Stretch) -> list[Unread]:
    """All of them."""
    unread = [one for given in stretches for one in shelver.shelve(given)]
    return [*unread, *shelver.settle()]


def test_mails_are_kept_with_how_far_they_go(shelver: Shelver, cache: SqliteCache) -> None:
    stretches = [stretch(arrival(n), arrival(n + 1), done=12 - n) for n in (11, 9, 7, 5)]
    assert put_away(shelver, *stretches) == []
    assert cache.count() == 8
    assert cache.progress(HELP, "INBOX", 7) == History(5, 7, 1_000)
    spots = cache.find(wanted("older shoes"), 20)
    assert len(spots) == 8
    newest = cache.older(spots[0].older or 0)
    assert newest is not None
    assert (newest.place, newest.received) == (place(12), NINE + 12 * MINUTE)
    assert newest.message.subject == "Subject 12"
    assert newest.message.text == "older shoes 12"


def test_what_cannot_be_read_comes_back(shelver: Shelver, cache: SqliteCache) -> None:
    odd = [arrival(2, EMPTY), arrival(4, b" \r\n"), arrival(5, BOMB)]
    unread = put_away(shelver, stretch(arrival(1), odd[0], arrival(3)), stretch(*odd[1:]))
    assert [one.arrival for one in unread] == odd
    assert all(one.why for one in unread)
    assert cache.count() == 2


def test_a_mail_that_was_cut_is_found_by_what_is_there(
    shelver: Shelver, cache: SqliteCache
) -> None:
    whole = Mail(body="a long story " + "word " * 5_000).raw(NINE)
    put_away(shelver, stretch(arrival(1, whole[: len(whole) // 2])))
    assert len(cache.find(wanted("long story"), 5)) == 1


def test_the_same_stretch_again_changes_nothing(shelver: Shelver, cache: SqliteCache) -> None:
    for _again in range(2):
        put_away(shelver, stretch(arrival(1), arrival(2)))
    assert cache.count() == len(cache.find(wanted("shoes"), 9)) == 2


def test_messages_of_the_records_are_let_be_found(
    shelver: Shelver, cache: SqliteCache, tmp_path: Path
) -> None:
    records = SqliteRecords(tmp_path / "records.sqlite")
    conversation = begin(records)
    for n in range(AT_ONCE + 3):
        said = mail(f"{n}@x.example", new_text=f"filed shoes {n}")
        file(records, said, conversation=conversation, received=NINE + timedelta(seconds=n))
    records.close()
    assert shelver.index_records()
    assert shelver.index_records()
    assert not shelver.index_records()
    assert len(cache.find(wanted("filed shoes"), 1_000)) == AT_ONCE + 3


def test_nothing_to_do_needs_nothing(shelver: Shelver) -> None:
    assert shelver.settle() == ()
    shelver.close()
    shelver.close()


def test_trouble_with_the_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "cache.sqlite").mkdir()
    shelver = ShelfProcess(tmp_path / "cache.sqlite", tmp_path / "records.sqlite")
    with pytest.raises(RecordsError, match="cache"):
        put_away(shelver, stretch(arrival(1)))
    shelver.close()


def process_of(shelver: ShelfProcess) -> int:
    """Its number."""
    assert shelver._child is not None
    return shelver._child.pid


def test_a_process_that_was_killed_is_told_of(tmp_path: Path, cache: SqliteCache) -> None:
    shelver = ShelfProcess(tmp_path / "cache.sqlite", tmp_path / "records.sqlite")
    put_away(shelver, stretch(arrival(9), done=1))
    os.kill(process_of(shelver), signal.SIGKILL)
    with pytest.raises(RecordsError, match="ended by itself"):
        put_away(shelver, *(stretch(arrival(n), done=10 - n) for n in (8, 7, 6)))
    shelver.close()
    assert cache.progress(HELP, "INBOX", 7) == History(9, 1, 1_000)


@pytest.mark.skipif(os.name != "posix", reason="asks for process groups")
def test_it_ends_with_us_and_not_with_our_terminal(tmp_path: Path) -> None:
    shelver = ShelfProcess(tmp_path / "cache.sqlite", tmp_path / "records.sqlite")
    put_away(shelver, stretch(arrival(9), done=1))
    pid = process_of(shelver)
    assert os.getpgid(pid) != os.getpgid(0), "a ctrl+c for us is not for it"
    shelver.close()
    assert not alive(pid)

"""The cache's contract, run against every implementation, and its file's fate."""

from __future__ import annotations

import os
import sqlite3
import stat
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from shopdesk.adapters.cache import APPLICATION, VERSION, SqliteCache
from shopdesk.adapters.profile.folder import COMPANIONS
from shopdesk.adapters.records import SqliteRecords
from shopdesk.domain.errors import RecordsError
from shopdesk.domain.mail.conversation import Place
from shopdesk.domain.mail.message import Address
from shopdesk.ports.cache import Cache, History, OlderMail
from tests.adapters.records.builders import HELP, JANE, MINUTE, NINE, mail, place

OTHER = "other@shoes.example"


def same(path: Path) -> tuple[SqliteCache, SqliteCache]:
    """One connection for both."""
    cache = SqliteCache(path)
    return cache, cache


def apart(path: Path) -> tuple[SqliteCache, SqliteCache]:
    """Written by one connection, read by another."""
    return SqliteCache(path), SqliteCache(path)


OPENERS: dict[str, Callable[[Path], tuple[SqliteCache, SqliteCache]]] = {
    "sqlite": same,
    "sqlite, read by another": apart,
}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the cache is."""
    return tmp_path / "cache.sqlite"


@pytest.fixture(params=OPENERS)
def opened(request: pytest.FixtureRequest, path: Path) -> Iterator[tuple[Cache, Cache]]:
    """A writer and a reader of the same cache."""
    pair = OPENERS[request.param](path)
    yield pair
    for cache in dict.fromkeys(pair):
        cache.close()


@pytest.fixture
def writer(opened: tuple[Cache, Cache]) -> Cache:
    """Writes."""
    return opened[0]


@pytest.fixture
def reader(opened: tuple[Cache, Cache]) -> Cache:
    """Reads what was written."""
    return opened[1]


def older(uid: int, *, sender: Address = JANE, lies: Place | None = None) -> OlderMail:
    """A mail of `uid` minutes past nine."""
    message = mail(f"{uid}@x.example", sender=sender)
    return OlderMail(lies or place(uid), NINE + uid * MINUTE, message)


def test_older_mail_is_found_by_address_newest_first(writer: Cache, reader: Cache) -> None:
    mails = [older(2), older(3, sender=Address("", "anton@x.example")), older(1)]
    writer.add(mails)
    assert reader.with_address("JANE@customer.example", 10) == (mails[0], mails[2])
    assert reader.with_address(JANE.email, 1) == (mails[0],)
    assert reader.with_address(HELP, 2) == (mails[1], mails[0]), "to that address counts too"
    assert reader.with_address("nobody@x.example", 10) == ()
    assert reader.with_address("", 10) == ()


def test_the_address_to_answer_to_counts_too(writer: Cache, reader: Cache) -> None:
    form = replace(
        mail(sender=Address("Shop", "form@shoes.example")), reply_to=Address("", "minh@x.example")
    )
    found = OlderMail(place(1), NINE, form)
    writer.add([found])
    assert reader.with_address("minh@x.example", 1) == (found,)
    assert reader.with_address("form@shoes.example", 1) == (found,)


def test_a_mail_that_is_there_is_passed_over(writer: Cache, reader: Cache) -> None:
    assert reader.count() == 0
    writer.add([older(1), older(2)])
    writer.add([older(2, sender=Address("", "anton@x.example")), older(3)])
    writer.add([])
    assert reader.count() == 3
    assert reader.with_address("anton@x.example", 10) == ()


def test_the_same_uid_elsewhere_is_another_mail(writer: Cache, reader: Cache) -> None:
    places = [place(1), place(1, folder="Junk"), place(1, mailbox=OTHER), place(1, uidvalidity=8)]
    writer.add([older(1, lies=spot) for spot in places])
    assert reader.count() == 4
    assert {found.place for found in reader.with_address(JANE.email, 10)} == set(places)


def test_it_says_where_its_mails_lie(writer: Cache, reader: Cache) -> None:
    writer.add([older(1), older(2), older(3, lies=place(3, folder="Orders"))])
    writer.add([older(4, lies=place(4, uidvalidity=8))])
    assert reader.uids(HELP, "INBOX", 7) == {1, 2}
    assert reader.uids(HELP, "Orders", 7) == {3}
    assert reader.uids(OTHER, "INBOX", 7) == frozenset()


def test_progress_is_kept_for_each_folder(writer: Cache, reader: Cache) -> None:
    assert reader.progress(HELP, "INBOX", 7) is None
    writer.set_progress(HELP, "INBOX", 7, History(400, 0, 9))
    writer.set_progress(HELP, "INBOX", 7, History(300, 4, 9))
    writer.set_progress(HELP, "Junk", 7, History(20, 1, 1))
    assert reader.progress(HELP, "INBOX", 7) == History(300, 4, 9)
    assert reader.progress(HELP, "Junk", 7) == History(20, 1, 1)
    assert reader.progress(OTHER, "INBOX", 7) is None


def test_a_folder_numbered_anew_is_read_anew(writer: Cache, reader: Cache) -> None:
    kept = [older(2, lies=place(2, folder="Junk")), older(3, lies=place(3, mailbox=OTHER))]
    writer.add([older(1), *kept])
    writer.set_progress(HELP, "INBOX", 7, History(1, 3, 3))
    assert reader.progress(HELP, "INBOX", 8) is None
    assert reader.count() == 3
    again = older(1, lies=place(9, uidvalidity=8))
    writer.add([again])
    writer.set_progress(HELP, "INBOX", 8, History(9, 1, 1))
    assert reader.progress(HELP, "INBOX", 7) is None
    assert set(reader.with_address(JANE.email, 10)) == {again, *kept}


def test_a_batch_is_kept_as_a_whole_or_not_at_all(writer: Cache, reader: Cache) -> None:
    def broken() -> Iterator[OlderMail]:
        yield older(1)
        raise TimeoutError

    with pytest.raises(TimeoutError):
        writer.add(broken())  # type: ignore[arg-type]
    assert reader.count() == 0


def filled(path: Path) -> None:
    """A cache with some hundred mails."""
    cache = SqliteCache(path)
    cache.add([older(uid) for uid in range(1, 500)])
    cache.set_progress(HELP, "INBOX", 7, History(1, 3, 3))
    cache.close()


def works(cache: SqliteCache) -> bool:
    """It is empty and can be filled."""
    assert cache.count() == 0
    assert cache.progress(HELP, "INBOX", 7) is None
    cache.add([older(1)])
    return cache.count() == 1


def test_it_is_there_after_a_restart(path: Path) -> None:
    filled(path)
    cache = SqliteCache(path)
    assert cache.count() == 499
    assert cache.progress(HELP, "INBOX", 7) == History(1, 3, 3)
    assert cache.with_address(JANE.email, 1) == (older(499),)
    cache.close()


@pytest.mark.parametrize(
    "mark", [("user_version", VERSION + 1), ("user_version", 0), ("application_id", 1)]
)
def test_another_version_is_thrown_away(path: Path, mark: tuple[str, int]) -> None:
    filled(path)
    connection = sqlite3.connect(path)
    connection.execute(f"PRAGMA {mark[0]} = {mark[1]}")
    connection.close()
    cache = SqliteCache(path)
    assert works(cache)
    cache.close()
    connection = sqlite3.connect(path)
    assert connection.execute("PRAGMA user_version").fetchone() == (VERSION,)
    assert connection.execute("PRAGMA application_id").fetchone() == (APPLICATION,)
    connection.close()


def test_records_are_no_cache(path: Path) -> None:
    SqliteRecords(path).close()
    cache = SqliteCache(path)
    assert works(cache)
    cache.close()


@pytest.mark.parametrize("content", [b"From: jane@customer.example\r\n" * 1_000, b"SQLite"])
def test_a_file_that_is_no_database_is_thrown_away(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    for suffix in COMPANIONS:
        path.with_name(path.name + suffix).write_bytes(content)
    cache = SqliteCache(path)
    assert works(cache)
    cache.close()


def test_damage_found_while_it_is_used_is_thrown_away(path: Path) -> None:
    filled(path)
    with path.open("r+b") as handle:
        handle.seek(4096 * 12)
        handle.write(b"\xa5" * 4096 * 40)
    cache = SqliteCache(path)
    assert cache.with_address(JANE.email, 1_000) == ()
    assert works(cache)
    cache.close()


def test_a_mail_that_cannot_be_unpacked_is_damage(path: Path) -> None:
    filled(path)
    connection = sqlite3.connect(path)
    with connection:
        connection.execute("UPDATE mail SET message = x'00' WHERE uid = 7")
    connection.close()
    cache = SqliteCache(path)
    assert len(cache.with_address(JANE.email, 10)) == 10
    assert cache.with_address(JANE.email, 1_000) == ()
    assert works(cache)
    cache.close()


def test_a_file_that_cannot_be_replaced_is_explained(path: Path) -> None:
    path.mkdir()
    with pytest.raises(RecordsError, match="cache"):
        SqliteCache(path)


@pytest.mark.skipif(os.name != "posix", reason="Windows has no file modes")
def test_only_the_owner_can_read_it(path: Path) -> None:
    cache = SqliteCache(path)
    cache.add([OlderMail(place(1), NINE + timedelta(days=1), mail())])
    files = [path.with_name(path.name + suffix) for suffix in ("", *COMPANIONS)]
    assert {stat.S_IMODE(file.stat().st_mode) for file in files} == {0o600}
    cache.close()

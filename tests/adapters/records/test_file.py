"""The file itself: its mode, what is no records file, a disk without room."""

from __future__ import annotations

import os
import sqlite3
import stat
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from shopdesk.adapters.profile.folder import COMPANIONS
from shopdesk.adapters.records import SqliteRecords
from shopdesk.adapters.records.database import Database
from shopdesk.domain.errors import DiskFull, RecordsError
from shopdesk.ports.records import Records
from tests.adapters.records.builders import HELP, NINE, alarm, begin, file, mail


def implements(records: SqliteRecords) -> Records:
    """Checked by mypy: the whole port is there, with its types."""
    return records


def modes(path: Path) -> dict[str, int]:
    """The modes of the file and of what SQLite keeps beside it."""
    files = (path.with_name(path.name + suffix) for suffix in ("", *COMPANIONS))
    return {file.name: stat.S_IMODE(file.stat().st_mode) for file in files}


@pytest.mark.skipif(os.name != "posix", reason="Windows has no file modes")
@pytest.mark.parametrize("umask", [0o000, 0o077, 0o777])
def test_only_the_owner_can_read_the_files(path: Path, umask: int) -> None:
    before = os.umask(umask)
    try:
        records = SqliteRecords(path)
        begin(records)
    finally:
        os.umask(before)
    assert modes(path) == dict.fromkeys(
        ("records.sqlite", "records.sqlite-wal", "records.sqlite-shm"), 0o600
    )
    records.close()


@pytest.mark.skipif(os.name != "posix", reason="Windows has no file modes")
def test_files_that_others_can_read_are_tightened(path: Path) -> None:
    first = SqliteRecords(path)
    begin(first)
    for suffix in ("", *COMPANIONS):
        path.with_name(path.name + suffix).chmod(0o644)
    second = SqliteRecords(path)
    assert set(modes(path).values()) == {0o600}
    first.close()
    second.close()


def test_everything_is_there_after_a_restart(path: Path) -> None:
    records = SqliteRecords(path)
    conversation, message, _ = alarm(records)
    alarms = records.alarms(backlog=False)
    records.close()
    records.close()
    records = SqliteRecords(path)
    assert records.alarms(backlog=False) == alarms
    assert records.raw(message) == b"one@customer.example"
    assert records.conversation(conversation).customer.conversations == 1
    records.close()


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(RecordsError, match="nowhere"):
        SqliteRecords(tmp_path / "nowhere" / "records.sqlite")


def test_a_file_that_is_no_database_is_damaged(path: Path) -> None:
    path.write_bytes(b"From: jane@customer.example\r\n" * 1_000)
    with pytest.raises(RecordsError, match="damaged"):
        SqliteRecords(path)
    assert path.read_bytes().startswith(b"From: jane")


def test_another_program_s_database_is_left_alone(path: Path) -> None:
    other = sqlite3.connect(path)
    other.execute("CREATE TABLE song (title TEXT)")
    other.close()
    with pytest.raises(RecordsError, match="not made by shopdesk"):
        SqliteRecords(path)


def test_damage_is_found_and_explained(path: Path) -> None:
    records = SqliteRecords(path)
    for n in range(200):
        file(records, mail(f"{n}@x.example"), conversation=begin(records))
    assert records.problems() == ()
    records.close()
    with path.open("r+b") as handle:
        # behind the schema, without which the file cannot even be opened
        handle.seek(path.stat().st_size // 4096 * 5 // 6 * 4096)
        handle.write(b"\xa5" * 4096 * 10)
    records = SqliteRecords(path)
    assert records.problems() != ()
    with pytest.raises(RecordsError, match="damaged"):
        for conversation in range(1, 201):
            records.messages(conversation)
    records.close()


def test_a_locked_file_is_explained(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    SqliteRecords(path).close()
    monkeypatch.setattr("shopdesk.adapters.records.database.BUSY_S", 0.05)
    records = SqliteRecords(path)
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(RecordsError, match="locked"):
        begin(records)
    other.close()
    assert begin(records)
    records.close()


def test_without_room_nothing_is_half_written(path: Path) -> None:
    database = Database(path)
    database.execute("CREATE TABLE note (text TEXT)")
    database.execute("PRAGMA max_page_count = 10")
    with pytest.raises(DiskFull), database.transaction():
        for _ in range(100):
            database.execute("INSERT INTO note VALUES (?)", "ờ" * 1_000)
    assert database.number("SELECT count(*) FROM note") == 0
    database.execute("INSERT INTO note VALUES ('small')")
    assert database.number("SELECT count(*) FROM note") == 1
    database.close()


def test_without_room_a_caught_error_does_not_let_the_rest_through(path: Path) -> None:
    """SQLite takes the whole transaction back: going on would write its second half alone."""
    database = Database(path)
    database.execute("CREATE TABLE note (text TEXT)")
    database.execute("PRAGMA max_page_count = 10")
    with pytest.raises(RecordsError), database.transaction():
        with pytest.raises(DiskFull), database.transaction():
            for _ in range(100):
                database.execute("INSERT INTO note VALUES (?)", "ờ" * 1_000)
        with pytest.raises(RecordsError):
            database.execute("INSERT INTO note VALUES ('second half')")
    assert database.number("SELECT count(*) FROM note") == 0
    database.close()


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of one MiB."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(disk)]
    try:
        made = subprocess.run(mount, capture_output=True, check=False).returncode == 0
    except OSError:
        made = False
    if not made:
        pytest.skip("only root on Linux can mount a small disk")
    yield disk
    subprocess.run(["umount", str(disk)], check=True)


def test_a_full_disk_loses_nothing_and_is_survived(small_disk: Path) -> None:
    records = SqliteRecords(small_disk / "records.sqlite")
    conversation, message, _ = alarm(records)
    ballast = small_disk / "ballast"
    with pytest.raises(OSError), ballast.open("wb", buffering=0) as handle:
        while True:
            handle.write(b"\0" * 4096)
    with pytest.raises(DiskFull, match="free some space"):
        for n in range(100):
            with records.transaction():
                records.set_cursor(HELP, "INBOX", 7, n)
                file(records, mail(f"{n}@x.example", new_text="x" * 9_000))
    kept = records.counts(HELP)["messages"]
    assert records.raw(message) == b"one@customer.example"
    assert records.cursor(HELP, "INBOX") == (None if kept == 1 else (7, kept - 2))

    ballast.unlink()
    file(records, mail("after@x.example"), conversation=conversation, received=NINE)
    assert records.problems() == ()
    assert records.counts(HELP)["messages"] == kept + 1
    records.close()


def test_a_full_disk_at_the_start_is_explained(small_disk: Path) -> None:
    with pytest.raises(OSError), (small_disk / "ballast").open("wb", buffering=0) as handle:
        while True:
            handle.write(b"\0" * 4096)
    with pytest.raises(DiskFull):
        SqliteRecords(small_disk / "records.sqlite")
    (small_disk / "ballast").unlink()
    SqliteRecords(small_disk / "records.sqlite").close()

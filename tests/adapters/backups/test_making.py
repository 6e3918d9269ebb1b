"""Backups of a profile in use."""

from __future__ import annotations

import os
import shutil
import stat
import subprocess
import threading
import zipfile
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from shopdesk.adapters.backups.keeper import ProfileBackups
from shopdesk.adapters.backups.restore import ProfileRestores
from shopdesk.adapters.records import SqliteRecords
from shopdesk.domain.errors import Damaged, DiskFull, RecordsError
from shopdesk.domain.shop.backup import Part
from shopdesk.ports.backup import Backups, Restores
from tests.adapters.backups.conftest import AT, content, quiet, restored
from tests.adapters.records.builders import HELP, begin, file, mail
from tests.servers.waiting import eventually


def implements(backups: ProfileBackups, restores: ProfileRestores) -> tuple[Backups, Restores]:
    """Checked by mypy."""
    return backups, restores


def test_a_backup_holds_everything_and_is_for_the_owner_alone(profile: Path) -> None:
    before = content(profile)
    made = ProfileBackups(profile).make(AT, quiet)
    assert made.parts == (Part.RECORDS, Part.TEMPLATES, Part.SETTINGS)
    assert (made.made, made.trouble) == (AT, "")
    assert made.messages == 8
    path = Path(made.name)
    assert path.name == "shopdesk-20261122T020000Z.zip"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert sorted(p.name for p in path.parent.iterdir()) == ["making.lock", path.name]

    for name in ("records.sqlite", "templates.json", "config.toml"):
        (profile / name).unlink()
    done = ProfileRestores(profile).put_back(made, tuple(Part), AT, quiet)
    assert done.aside == ""
    assert content(profile) == before
    assert "Lan" in (profile / "config.toml").read_text("utf-8")
    assert stat.S_IMODE((profile / "config.toml").stat().st_mode) == 0o600


def test_the_copy_is_of_one_instant_while_others_write(profile: Path) -> None:
    """A message and its place in the folder are written together or not at all."""
    path = profile / "records.sqlite"
    stop = threading.Event()

    def write() -> None:
        records = SqliteRecords(path)
        n = 0
        while not stop.is_set():
            n += 1
            with records.transaction():
                file(records, mail(f"{n}@writer.example"), conversation=begin(records))
                records.set_cursor("busy@shoes.example", "INBOX", 7, n)
        records.close()

    writer = threading.Thread(target=write)
    writer.start()
    try:
        backups = ProfileBackups(profile)
        for n in range(5):
            made = backups.make(AT + timedelta(seconds=n), quiet)
            with zipfile.ZipFile(made.name) as packed:
                packed.extract("records.sqlite", profile / "look")
            copied = SqliteRecords(profile / "look" / "records.sqlite")
            cursor = copied.cursor("busy@shoes.example", "INBOX")
            assert copied.counts(HELP)["messages"] == 8 + (cursor[1] if cursor else 0)
            copied.close()
            shutil.rmtree(profile / "look")
    finally:
        stop.set()
        writer.join()


def test_a_damaged_profile_is_not_backed_up_and_is_restored(profile: Path) -> None:
    backups = ProfileBackups(profile)
    before = content(profile)
    made = backups.make(AT, quiet)
    path = profile / "records.sqlite"
    size = path.stat().st_size
    with path.open("r+b") as raw:
        raw.seek(size // 3)
        raw.write(b"\xa5" * (size // 3))
    with pytest.raises(Damaged, match="restore latest --only records"):
        backups.make(AT + timedelta(days=1), quiet)
    assert [b.made for b in backups.all()] == [AT]
    aside = restored(profile, made, Part.RECORDS)
    assert content(profile) == before
    assert b"\xa5" * 4096 in (aside / "records.sqlite").read_bytes()


def test_stopped_in_the_middle_a_backup_leaves_nothing(profile: Path) -> None:
    class Stop(Exception):
        pass

    for limit in (0.0, 0.2, 0.5, 0.99):

        def stop(part: float, limit: float = limit) -> None:
            if part >= limit:
                raise Stop

        with pytest.raises(Stop):
            ProfileBackups(profile).make(AT, stop)
        assert [p.name for p in (profile / "backups").iterdir()] == ["making.lock"]
    assert ProfileBackups(profile).make(AT, quiet).trouble == ""


def test_a_large_backup_tells_how_far_it_is(profile: Path) -> None:
    records = SqliteRecords(profile / "records.sqlite")
    with records.transaction():
        for n in range(300):
            said = os.urandom(6_000).hex()
            file(records, mail(f"{n}@x.example", new_text=said), conversation=begin(records))
    records.close()
    parts: list[float] = []
    made = ProfileBackups(profile).make(AT, parts.append)
    assert parts == sorted(parts) and len(parts) > 5 and 0.99 < parts[-1] <= 1
    back: list[float] = []
    ProfileRestores(profile).put_back(made, tuple(Part), AT, back.append)
    assert back == sorted(back) and len(back) > 3 and back[-1] == 1


def test_one_at_a_time(profile: Path) -> None:
    begun, go_on = threading.Event(), threading.Event()

    def wait(_part: float) -> None:
        begun.set()
        go_on.wait(10)

    first = threading.Thread(target=lambda: ProfileBackups(profile).make(AT, wait))
    first.start()
    assert begun.wait(10)
    with pytest.raises(RecordsError, match="being made just now"):
        ProfileBackups(profile).make(AT + timedelta(seconds=1), quiet)
    go_on.set()
    first.join()
    eventually(lambda: len(ProfileBackups(profile).all()) == 1, "the first to be there")


def test_nothing_is_written_over(profile: Path, tmp_path: Path) -> None:
    there = tmp_path / "mine.zip"
    there.write_text("precious", "utf-8")
    with pytest.raises(RecordsError, match="already"):
        ProfileBackups(profile).make_as(there, AT, quiet)
    assert there.read_text("utf-8") == "precious"
    made = ProfileBackups(profile).make_as(tmp_path, AT, quiet)
    assert Path(made.name).parent == tmp_path
    again = ProfileBackups(profile).make_as(tmp_path, AT, quiet)
    assert Path(again.name).name == "shopdesk-20261122T020000Z-2.zip"
    assert ProfileBackups(profile).all() == ()


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk with hardly any room."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", str(disk)]
    try:
        made = subprocess.run(mount, capture_output=True, check=False).returncode == 0
    except OSError:
        made = False
    if not made:
        pytest.skip("only root on Linux can mount a small disk")
    yield disk
    subprocess.run(["umount", str(disk)], check=True)


def test_a_backup_never_takes_the_room_that_the_records_need(
    profile: Path, small_disk: Path
) -> None:
    with pytest.raises(DiskFull):
        ProfileBackups(profile).make_as(small_disk, AT, quiet)
    assert list(small_disk.iterdir()) == []

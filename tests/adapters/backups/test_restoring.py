"""What a backup holds is put back, all of it or nothing."""

from __future__ import annotations

import sqlite3
import stat
import subprocess
import sys
import textwrap
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from shopdesk.adapters.backups import restore as backup_restore
from shopdesk.adapters.backups.keeper import ProfileBackups
from shopdesk.adapters.backups.restore import ProfileRestores
from shopdesk.adapters.records import SqliteRecords
from shopdesk.domain.answer.outbox import Stage
from shopdesk.domain.errors import RecordsError
from shopdesk.domain.shop.backup import Part
from tests.adapters.backups.conftest import AT, content, quiet, restored
from tests.adapters.records.builders import HELP, begin, reply


def test_what_is_replaced_is_kept_and_the_parts_can_be_chosen(profile: Path) -> None:
    made = ProfileBackups(profile).make(AT, quiet)
    (profile / "templates.json").write_text("{}", "utf-8")
    records = SqliteRecords(profile / "records.sqlite")
    begin(records, email="new@customer.example")
    records.close()
    aside = restored(profile, made, Part.RECORDS)
    assert (profile / "templates.json").read_text("utf-8") == "{}"
    assert sorted(p.name for p in aside.iterdir()) == ["records.sqlite"]
    assert stat.S_IMODE(aside.stat().st_mode) == 0o700
    older = SqliteRecords(aside / "records.sqlite")
    newer = SqliteRecords(profile / "records.sqlite")
    assert older.counts(HELP)["open"] == newer.counts(HELP)["open"] + 1
    older.close()
    newer.close()


def test_a_reply_that_waited_then_is_not_sent_a_second_time(profile: Path) -> None:
    records = SqliteRecords(profile / "records.sqlite")
    conversation = begin(records)
    waiting = records.queue(reply(conversation, "later@shoes.example"), "")
    records.close()
    backups = ProfileBackups(profile)
    made = backups.make(AT, quiet)
    done = ProfileRestores(profile).put_back(made, (Part.RECORDS,), AT, quiet)
    assert done.unsure == 1
    records = SqliteRecords(profile / "records.sqlite")
    assert records.dispatch(waiting).stage is Stage.SENDING
    assert records.dispatches(Stage.QUEUED) == ()
    records.close()


def cut(path: Path) -> None:
    """The end is missing."""
    with path.open("r+b") as raw:
        raw.truncate(path.stat().st_size * 2 // 3)


def flipped(path: Path) -> None:
    """Some bytes in the middle are others."""
    data = bytearray(path.read_bytes())
    middle = len(data) // 2
    for n in range(middle, middle + 64):
        data[n] ^= 0x55
    path.write_bytes(data)


def other_records(path: Path) -> None:
    """A sound zip file with records that are none."""
    with zipfile.ZipFile(path) as packed:
        kept = {name: packed.read(name) for name in packed.namelist()}
    kept["records.sqlite"] = b"SQLite format 3\0" + b"\0" * 8000
    with zipfile.ZipFile(path, "w") as packed:
        for name, data in kept.items():
            packed.writestr(name, data)


def newer_records(path: Path) -> None:
    """Of a shopdesk that is still to come."""
    with zipfile.ZipFile(path) as packed:
        kept = {name: packed.read(name) for name in packed.namelist()}
    spot = path.with_suffix(".sqlite")
    spot.write_bytes(kept["records.sqlite"])
    connection = sqlite3.connect(spot)
    connection.execute("PRAGMA user_version = 900")
    connection.close()
    kept["records.sqlite"] = spot.read_bytes()
    spot.unlink()
    with zipfile.ZipFile(path, "w") as packed:
        for name, data in kept.items():
            packed.writestr(name, data)


@pytest.mark.parametrize("harm", [cut, flipped, other_records, newer_records])
def test_a_backup_that_is_none_changes_nothing(profile: Path, harm: Callable[[Path], None]) -> None:
    made = ProfileBackups(profile).make(AT, quiet)
    harm(Path(made.name))
    before = content(profile)
    (found,) = ProfileBackups(profile).all()
    with pytest.raises(RecordsError):
        ProfileRestores(profile).put_back(found, tuple(Part), AT, quiet)
    assert content(profile) == before
    assert not (profile / backup_restore.RESTORING).exists()
    assert not (profile / backup_restore.ASIDE).exists()


def test_an_open_profile_is_not_replaced(profile: Path) -> None:
    made = ProfileBackups(profile).make(AT, quiet)
    records = SqliteRecords(profile / "records.sqlite")
    with pytest.raises(RecordsError, match="Another shopdesk has"):
        ProfileRestores(profile).put_back(made, tuple(Part), AT, quiet)
    begin(records)
    records.close()
    restored(profile, made)


_KILLED = """
    import os, sys
    from datetime import UTC, datetime
    from pathlib import Path
    from shopdesk.adapters.backups.restore import ProfileRestores
    from shopdesk.adapters.backups.keeper import ProfileBackups
    from shopdesk.domain.shop.backup import Part

    profile, limit = Path(sys.argv[1]), int(sys.argv[2])
    moves = 0
    rename = Path.rename

    def counted(self, target):
        global moves
        moves += 1
        if moves > limit:
            os._exit(9)
        return rename(self, target)

    Path.rename = counted
    (backup,) = ProfileBackups(profile).all()
    at = datetime(2026, 11, 22, 2, 0, tzinfo=UTC)
    restores = ProfileRestores(profile)
    restores.put_back(backup, tuple(Part), at, lambda part: None)
"""


@pytest.mark.parametrize("moves", range(7))
def test_killed_in_the_middle_of_the_exchange_it_is_all_or_nothing(
    profile: Path, moves: int
) -> None:
    ProfileBackups(profile).make(AT, quiet)
    then = content(profile)
    records = SqliteRecords(profile / "records.sqlite")
    begin(records, email="new@customer.example")
    records.close()
    (profile / "config.toml").write_text("# newer\n", "utf-8")
    script = [sys.executable, "-c", textwrap.dedent(_KILLED), str(profile), str(moves)]
    code = subprocess.run(script, check=False, timeout=60).returncode
    assert code == (9 if moves < 6 else 0)

    ProfileRestores(profile).finish()
    assert content(profile) == then
    assert "Lan" in (profile / "config.toml").read_text("utf-8")
    aside = profile / "aside" / "2026-11-22T020000Z"
    assert (aside / "config.toml").read_text("utf-8") == "# newer\n"
    assert content(aside) != then
    assert not (profile / "restoring").exists()

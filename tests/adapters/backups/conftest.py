"""A profile to back up."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from shopdesk.adapters.backups.restore import ProfileRestores
from shopdesk.adapters.records import SqliteRecords
from shopdesk.domain.shop.backup import Backup, Part
from tests.adapters.records.profile import fill, told

AT = datetime(2026, 11, 22, 2, 0, tzinfo=UTC)


def quiet(_part: float) -> None:
    """No progress is shown."""


@pytest.fixture
def profile(tmp_path: Path) -> Path:
    """A shop's folder with all that a backup covers."""
    folder = tmp_path / "profile"
    folder.mkdir(0o700)
    records = SqliteRecords(folder / "records.sqlite")
    fill(records)
    records.close()
    (folder / "templates.json").write_text('{"templates": {}}', "utf-8")
    (folder / "config.toml").write_text('[shop]\nname = "Lan"\n', "utf-8")
    return folder


def restored(profile: Path, backup: Backup, *parts: Part) -> Path:
    """Put it back; the folder of what was there."""
    done = ProfileRestores(profile).put_back(backup, parts or tuple(Part), AT, quiet)
    assert done.aside
    return Path(done.aside)


def content(profile: Path) -> list[object]:
    """Everything that the records tell; what waits to leave is left out."""
    records = SqliteRecords(profile / "records.sqlite")
    try:
        assert records.problems() == ()
        return told(records)
    finally:
        records.close()

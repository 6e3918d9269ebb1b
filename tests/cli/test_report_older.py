"""`shopdesk report` where the records are not of this version, or not there."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from shopdesk.cli import main
from tests.adapters.records.profile import STORED
from tests.cli.test_report import CONFIG

YEAR = ("report", "--since", "2026-01-01", "--until", "2026-12-31", "--json")


def report(profile: Path, capsys: pytest.CaptureFixture[str]) -> dict[str, object]:
    """What it prints; it must end well."""
    profile.chmod(0o700)
    (profile / "config.toml").write_text(CONFIG, encoding="utf-8")
    assert main(["--profile", str(profile), *YEAR]) == 0
    found: dict[str, object] = json.loads(capsys.readouterr().out)
    return found


def test_an_older_profile_is_brought_up_to_date_and_told_of(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The second time, when nothing is left to be done, says what the first said."""
    with closing(sqlite3.connect(tmp_path / "records.sqlite")) as file:
        file.executescript((STORED / "v1.sql").read_text(encoding="utf-8"))
    first = report(tmp_path, capsys)
    assert first["received"] == 4
    again = report(tmp_path, capsys)
    assert again["by_day"] == first["by_day"]


def test_a_shop_without_records_has_nothing_to_tell(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """They are made, and are empty."""
    assert report(tmp_path, capsys)["received"] == 0
    assert (tmp_path / "records.sqlite").exists()

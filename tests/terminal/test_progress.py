"""Long work shows how far it is, and ctrl+c ends it without half results."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.test_orders import SETTINGS
from tests.terminal.terminal import terminal

INTERRUPT = "\x03"
ROWS = 60_000


@pytest.fixture
def profile(tmp_path: Path) -> Path:
    """A shop, and the settings for its orders."""
    folder = tmp_path / "profile"
    folder.mkdir(mode=0o700)
    mailbox = (
        '[[mailbox]]\naddress = "hello@lans-shoes.example"\n'
        'imap = { host = "imap.lans-shoes.example" }\nsmtp = { host = "smtp.lans-shoes.example" }\n'
    )
    (folder / "config.toml").write_text(SETTINGS + mailbox, "utf-8")
    return folder


def orders(folder: Path) -> Path:
    """A long export."""
    lines = ["number,email,total,currency,placed"]
    lines += [f"{n},c{n}@example.com,12.50,GBP,2026-10-01" for n in range(1, ROWS + 1)]
    file = folder / "orders.csv"
    file.write_text("\n".join(lines) + "\n", "utf-8")
    return file


def call(profile: Path, *words: str) -> list[str]:
    """A command line."""
    return [sys.executable, "-m", "shopdesk", "--profile", str(profile), *words]


def test_an_import_is_taken_in_as_a_whole_or_not_at_all(profile: Path, tmp_path: Path) -> None:
    file = orders(tmp_path)
    with terminal(call(profile, "orders", "import", str(file)), tmp_path) as shown:
        shown.until(lambda: "%" in shown.text and "rows" in shown.text, "how far it is")
        shown.press(INTERRUPT)
        assert shown.ended() == 130
        assert "Traceback" not in shown.text
    listed = subprocess.run(call(profile, "orders", "list"), capture_output=True, check=True)
    assert listed.stdout == b""


def test_a_report_says_that_it_is_at_work_and_leaves_no_trace(
    profile: Path, tmp_path: Path
) -> None:
    with terminal(call(profile, "report"), tmp_path) as shown:
        assert shown.ended() == 0
        assert "Adding up …".encode() in shown.written
        assert "Adding up" not in shown.text
    alone = subprocess.run(call(profile, "report"), capture_output=True, check=True)
    assert alone.stderr == b""


def test_a_backup_that_is_stopped_leaves_no_half_file(profile: Path, tmp_path: Path) -> None:
    subprocess.run(
        call(profile, "orders", "import", str(orders(tmp_path))), capture_output=True, check=True
    )
    with sqlite3.connect(profile / "records.sqlite") as records:
        records.execute("create table ballast (bytes blob)")
        records.executemany(
            "insert into ballast values (randomblob(?))", [(1 << 20,) for _ in range(200)]
        )
    target = tmp_path / "kept"
    target.mkdir()
    with terminal(call(profile, "backup", str(target)), tmp_path) as shown:
        shown.wait_for("Backing up")
        shown.press(INTERRUPT)
        assert shown.ended() == 130
        assert "Traceback" not in shown.text
    assert list(target.iterdir()) == []

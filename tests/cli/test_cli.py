"""Calls, exit codes and sentences."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import shopdesk


def call(*arguments: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run the command as a user would."""
    return subprocess.run(
        [sys.executable, "-m", "shopdesk", "--profile", str(folder), *arguments],
        capture_output=True,
        text=True,
        check=False,
        stdin=subprocess.DEVNULL,
    )


def test_version(tmp_path: Path) -> None:
    done = call("--version", folder=tmp_path)
    assert (done.returncode, done.stdout) == (0, f"shopdesk {shopdesk.__version__}\n")


@pytest.mark.parametrize("words", [["--help"], ["watch", "--help"], ["demo", "--help"]])
def test_help(tmp_path: Path, words: list[str]) -> None:
    assert call(*words, folder=tmp_path).returncode == 0


@pytest.mark.parametrize(
    "words", [["dance"], ["demo", "--speed", "0"], ["demo", "--seed", "x"], ["watch", "--twice"]]
)
def test_a_wrong_call_is_2(tmp_path: Path, words: list[str]) -> None:
    done = call(*words, folder=tmp_path)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("words", [["watch"], ["watch", "--once"]])
def test_without_settings_it_says_what_to_do(tmp_path: Path, words: list[str]) -> None:
    done = call(*words, folder=tmp_path)
    assert done.returncode == 2
    assert str(tmp_path / "config.toml") in done.stderr
    assert "shopdesk demo" in done.stderr


def test_every_mistake_is_told_at_once(tmp_path: Path) -> None:
    (tmp_path / "config.toml").write_text(
        '[shop]\nname = 3\nzone = "Mars/Base"\n[[mailbox]]\naddress = "x"\npassword = "secret1"\n'
    )
    done = call("watch", "--once", folder=tmp_path)
    assert done.returncode == 2
    mailbox = "of the first [[mailbox]]: "
    for key in ("shop.name", "shop.owner", "shop.zone", f"address {mailbox}", f"imap {mailbox}"):
        assert key in done.stderr, done.stderr
    assert "secret1" not in done.stderr


NOWHERE = """\
[shop]
name = "S"
owner = "O"
zone = "UTC"
[[mailbox]]
address = "a@shop.example"
password_env = "SHOPDESK_NO_SUCH_VARIABLE"
imap = { host = "127.0.0.1", port = 1, security = "none" }
smtp = { host = "127.0.0.1", port = 1, security = "none" }
"""


def test_a_failure_is_1_with_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "config.toml").write_text(NOWHERE)
    done = call("watch", "--once", folder=tmp_path)
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1
    assert "127.0.0.1" in done.stderr or "SHOPDESK_NO_SUCH_VARIABLE" in done.stderr


def test_the_profile_is_the_owners_alone(tmp_path: Path) -> None:
    folder = tmp_path / "profile"
    folder.mkdir()
    (folder / "config.toml").write_text(NOWHERE)
    call("watch", "--once", folder=folder)
    assert folder.stat().st_mode & 0o777 == 0o700
    made = [f for f in folder.rglob("*") if f.name != "config.toml"]
    assert made
    assert {f.name: oct(f.stat().st_mode & 0o777) for f in made} == {
        f.name: "0o700" if f.is_dir() else "0o600" for f in made
    }


@pytest.mark.parametrize("words", [[], ["demo"]])
def test_a_board_without_a_terminal_is_refused(tmp_path: Path, words: list[str]) -> None:
    done = call(*words, folder=tmp_path)
    assert done.returncode == 2
    assert "terminal" in done.stderr
    assert "shopdesk watch" in done.stderr


def test_a_full_disk_behind_the_output_is_a_sentence(tmp_path: Path) -> None:
    full = Path("/dev/full")
    if not full.exists():
        pytest.skip("this system has no /dev/full")
    (tmp_path / "config.toml").write_text(NOWHERE)
    with full.open("w") as output:
        done = subprocess.run(
            [sys.executable, "-m", "shopdesk", "--profile", str(tmp_path), "watch", "--once"],
            stdout=output,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert done.returncode == 1
    assert "Traceback" not in done.stderr

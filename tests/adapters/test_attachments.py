"""Files that customers sent, in a folder of the owner's."""

from __future__ import annotations

import os
import stat
import sys
from pathlib import Path
from unicodedata import category

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shopdesk.adapters.owner.attachments import may_open, open_file, open_page, safe_name, save
from shopdesk.domain.errors import FileTrouble
from tests.servers.waiting import eventually

POSIX = pytest.mark.skipif(sys.platform == "win32", reason="needs POSIX file modes and programs")


@pytest.mark.parametrize(
    ("given_name", "expected"),
    [
        ("shoe.jpg", "shoe.jpg"),
        ("ảnh giày hỏng.jpg", "ảnh giày hỏng.jpg"),
        ("фото.jpg", "фото.jpg"),
        ("../../etc/passwd", "passwd"),
        ("..\\..\\windows\\system.ini", "system.ini"),
        ("/etc/passwd", "passwd"),
        ("C:\\Users\\jane\\shoe.jpg", "shoe.jpg"),
        ("shoe.jpg:stream", "shoe.jpg_stream"),
        (".bashrc", "bashrc"),
        ("..", "attachment.bin"),
        ("", "attachment.bin"),
        (" . ", "attachment.bin"),
        ("a/", "attachment.bin"),
        ("CON", "_CON"),
        ("nul.txt", "_nul.txt"),
        ("com1.tar.gz", "_com1.tar.gz"),
        ("lpt¹.txt", "_lpt¹.txt"),
        ("contract.pdf", "contract.pdf"),
        ("-rf.txt", "rf.txt"),
        ("shoe.jpg. . .", "shoe.jpg"),
        ("two  \t blanks\n.txt", "two _ blanks_.txt"),
        ("\x1b[31mred\x07.txt", "_[31mred_.txt"),
        ("gpj.\u202eexe", "gpj._exe"),
        ('a\0b<>:"|?*.txt', "a_b_.txt"),
    ],
)
def test_names(given_name: str, expected: str) -> None:
    assert safe_name(given_name, "application/octet-stream") == expected


def test_a_file_without_a_name_is_named_after_its_type() -> None:
    assert safe_name("", "image/jpeg") == "attachment.jpg"


@pytest.mark.parametrize("long", ["x" * 300 + ".jpg", "đ" * 300 + ".jpg", "x." + "y" * 300])
def test_long_names_are_cut_and_keep_their_extension(long: str) -> None:
    name = safe_name(long)
    assert len(name) <= 120
    assert len(name.encode()) <= 200
    assert name.endswith(".jpg") == long.endswith(".jpg")


@given(st.text(max_size=300), st.text(max_size=20))
def test_any_name_is_one_name_within_the_folder(name: str, kind: str) -> None:
    safe = safe_name(name, kind)
    assert safe not in ("", ".", "..")
    assert Path(safe).name == safe
    assert len(os.fsencode(safe)) <= 255
    assert not any(category(c) in ("Cc", "Cs", "Zl", "Zp") for c in safe)
    assert not safe.startswith((".", "-", " ")) and not safe.endswith((".", " "))


def test_a_file_is_saved_with_its_bytes(tmp_path: Path) -> None:
    path = save(tmp_path / "new" / "folder", "../shoe.jpg", b"JPG")
    assert path == tmp_path / "new" / "folder" / "shoe.jpg"
    assert path.read_bytes() == b"JPG"


@POSIX
def test_only_the_owner_can_read_it(tmp_path: Path) -> None:
    path = save(tmp_path / "folder", "shoe.jpg", b"JPG")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_nothing_is_ever_overwritten(tmp_path: Path) -> None:
    names = [save(tmp_path, "shoe.jpg", bytes([n])).name for n in range(3)]
    assert names == ["shoe.jpg", "shoe (2).jpg", "shoe (3).jpg"]
    assert [(tmp_path / name).read_bytes() for name in names] == [b"\0", b"\1", b"\2"]


@POSIX
def test_a_link_in_the_folder_is_not_written_through(tmp_path: Path) -> None:
    target = tmp_path / "elsewhere"
    (tmp_path / "shoe.jpg").symlink_to(target)
    assert save(tmp_path, "shoe.jpg", b"JPG").name == "shoe (2).jpg"
    assert not target.exists()


def test_a_folder_that_cannot_be_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(FileTrouble, match=r"shoe\.jpg"):
        save(tmp_path / "file", "shoe.jpg", b"JPG")


@pytest.mark.parametrize("name", ["shoe.jpg", "bill.PDF", "list.csv", "a.b.png", "mail.eml"])
def test_what_only_shows_may_be_opened(name: str) -> None:
    assert may_open(name)


@pytest.mark.parametrize(
    "name",
    [
        *(
            "a.exe",
            "a.EXE",
            "a.exe.",
            "a.exe ",
            "a.jpg.sh",
            "x.desktop",
            "x.jar",
            "x.bat",
            "x.html",
        ),
        *("x.svg", "x.lnk", "x.docm", "x.py", "noextension", "x.\u202egpj.scr", "dir/x.com"),
    ],
)
def test_what_could_run_is_not_opened(name: str, tmp_path: Path) -> None:
    assert not may_open(name)
    path = save(tmp_path, name, b"")
    with pytest.raises(FileTrouble, match="not opened"):
        open_file(path)


@pytest.fixture
def opener(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A program that stands in for the system's, and the file in which it notes its arguments."""
    noted = tmp_path / "noted"
    name = "open" if sys.platform == "darwin" else "xdg-open"
    program = tmp_path / "bin" / name
    program.parent.mkdir()
    # Renamed, so that whoever waits for the note never reads half of it.
    program.write_text(
        f'#!/bin/sh\nprintf "%s\\n" "$@" > "{noted}.new"\nmv "{noted}.new" "{noted}"\n'
    )
    program.chmod(0o700)
    monkeypatch.setenv("PATH", f"{program.parent}{os.pathsep}{os.environ['PATH']}")
    return noted


def arguments(noted: Path) -> list[str]:
    """What the program was called with, once it was."""
    eventually(noted.exists, "the program was started")
    return noted.read_text("utf-8").splitlines()


@POSIX
def test_a_file_is_opened_with_the_system_s_program(tmp_path: Path, opener: Path) -> None:
    path = save(tmp_path / "$(touch x); a", "--help & 'x'.jpg", b"JPG")
    open_file(path)
    assert arguments(opener) == [str(path)]


@POSIX
def test_a_page_is_saved_and_opened(tmp_path: Path, opener: Path) -> None:
    path = open_page(tmp_path, "<p>chào")
    assert arguments(opener) == [str(path)]
    assert (path.suffix, path.read_text("utf-8")) == (".html", "<p>chào")


def test_a_file_that_is_gone_is_told(tmp_path: Path) -> None:
    with pytest.raises(FileTrouble, match="not there"):
        open_file(tmp_path / "shoe.jpg")


@POSIX
def test_a_machine_without_such_a_program_says_where_the_file_lies(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = save(tmp_path, "shoe.jpg", b"JPG")
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(FileTrouble, match=r"shoe\.jpg"):
        open_file(path)

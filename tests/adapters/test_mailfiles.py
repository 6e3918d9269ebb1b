"""Mails in files: one, or many in a mailbox."""

from __future__ import annotations

from pathlib import Path

import pytest

from shopdesk.adapters.mailfiles import mails_in
from shopdesk.domain.errors import FileTrouble

ONE = b"Subject: one\n\nHello\n"
TWO = b"Subject: two\n\n>From the shop\n>>From afar\n"
BOX = b"From jane@x Mon May  5 10:30:00 2025\n" + ONE + b"\nFrom lan@y Tue May  6 10:30:00 2025\n"


def written(folder: Path, name: str, content: bytes) -> list[bytes]:
    """The mails of a file with this name and content."""
    (folder / name).write_bytes(content)
    return list(mails_in(folder / name))


@pytest.mark.parametrize("name", ["a.mbox", "a.box", "a", "a.txt"])
def test_a_mailbox_has_many(tmp_path: Path, name: str) -> None:
    first, second = written(tmp_path, name, BOX + TWO)
    assert first.endswith(ONE)
    assert second.endswith(b"Subject: two\n\nFrom the shop\n>From afar\n")


def test_an_eml_is_one_mail_whatever_is_in_it(tmp_path: Path) -> None:
    assert written(tmp_path, "a.eml", BOX + TWO) == [BOX + TWO]


@pytest.mark.parametrize("content", [ONE, b"", b"no mail at all", b"\n\n" + ONE])
def test_what_is_no_mailbox_is_one_mail(tmp_path: Path, content: bytes) -> None:
    assert written(tmp_path, "a.mbox", content) == [content]


def test_a_sentence_does_not_part_a_mailbox(tmp_path: Path) -> None:
    content = BOX + b"Subject: two\n\nHello\n\nFrom Monday on I am at home from 10:30\n"
    assert len(written(tmp_path, "a.mbox", content)) == 2


def test_line_ends_do_not_matter(tmp_path: Path) -> None:
    assert len(written(tmp_path, "a.mbox", (BOX + TWO).replace(b"\n", b"\r\n"))) == 2


def test_mmdf(tmp_path: Path) -> None:
    mark = b"\x01\x01\x01\x01\n"
    assert written(tmp_path, "a.box", mark + ONE + mark + mark + TWO + mark) == [ONE, TWO]


def test_a_folder_has_those_of_its_files(tmp_path: Path) -> None:
    (tmp_path / "b.eml").write_bytes(b"b")
    (tmp_path / "a.eml").write_bytes(b"a")
    assert list(mails_in(tmp_path)) == [b"a", b"b"]


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(FileTrouble, match=r"none\.mbox"):
        list(mails_in(tmp_path / "none.mbox"))

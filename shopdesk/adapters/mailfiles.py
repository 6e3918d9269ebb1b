"""Files with mails in them: one mail (.eml) or many (mbox, also called .box; MMDF)."""

from __future__ import annotations

import mmap
import re
from collections.abc import Iterator
from pathlib import Path

from shopdesk.domain.errors import FileTrouble

ONE_MAIL = frozenset((".eml", ".msg"))
"""File name extensions that stand for a single mail, whatever lines are in it."""

_MMDF = b"\x01\x01\x01\x01\n"
_POSTMARK = re.compile(rb"(?:\A\s*|\n\r?\n)(?=From \S[^\r\n]*\d\d:\d\d[^\r\n]*\d{4})")
_QUOTED = re.compile(rb"^>(>*From )", re.MULTILINE)


def mails_in(path: Path) -> Iterator[bytes]:
    """The mails of a file in their order, as raw bytes; a folder's files one after the other.

    Raises `FileTrouble`.
    """
    try:
        if path.is_dir():
            for file in sorted(path.iterdir()):
                yield from mails_in(file)
        elif path.suffix.lower() in ONE_MAIL:
            yield path.read_bytes()
        else:
            yield from _in_box(path)
    except OSError as error:
        raise FileTrouble(f"{path}: {error.strerror or error}") from error


def _in_box(path: Path) -> Iterator[bytes]:
    if not path.stat().st_size:
        yield b""
        return
    # A mailbox of years does not have to fit into the memory.
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as content:
        if content[: len(_MMDF)] == _MMDF:
            yield from _in_mmdf(content)
            return
        marks = [found.span() for found in _POSTMARK.finditer(content)]
        if not marks or content[: marks[0][1]].strip():
            yield content[:]
            return
        # The empty line above the next postmark is the mailbox's, not the mail's.
        ends = [*(start + 1 for start, _ in marks[1:]), len(content)]
        for (_, start), end in zip(marks, ends, strict=True):
            yield _QUOTED.sub(rb"\1", content[start:end])


def _in_mmdf(content: mmap.mmap) -> Iterator[bytes]:
    at = len(_MMDF)
    while at < len(content):
        end = content.find(_MMDF, at)
        end = len(content) if end < 0 else end
        if mail := content[at:end]:
            yield mail
        at = end + len(_MMDF)

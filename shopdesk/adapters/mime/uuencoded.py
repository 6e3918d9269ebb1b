"""Files that old programs write into the text of a mail, as uuencode does."""

from __future__ import annotations

import binascii
import re
from collections.abc import Iterator

from shopdesk.adapters.mime.charset import decode
from shopdesk.adapters.mime.file import File, made
from shopdesk.domain.plain import one_line

MOST_FILES = 1_000
"""Files that are taken out of one text."""
MOST_TRIES = 5_000
"""Lines of one text that look like a file's beginning and are followed up."""

_BEGIN = re.compile(rb"^begin [0-7]{3,4} ([^\r\n]{1,500})\r?\n", re.MULTILINE)
_LINE = re.compile(rb"([ -`]{1,64})[^\S\n]*\r?(?:\n|\Z)")
_END = re.compile(rb"end[ \t]*(?:\r?\n|\Z)")


def split(content: bytes) -> tuple[bytes, tuple[File, ...]]:
    """The text without the files, and the files.

    Only what is whole counts: a customer may well write "begin 100 ..." in the middle of a mail.
    """
    kept: list[bytes] = []
    files: list[File] = []
    at = tries = 0
    while len(files) < MOST_FILES and tries < MOST_TRIES:
        tries += 1
        if not (begin := _BEGIN.search(content, at)):
            break
        lines, end = _body(content, begin.end())
        kept.append(content[at : begin.start() if end else begin.end()])
        at = end or begin.end()
        if end:
            name = one_line(decode(begin[1]))
            files.append(made(name, b"".join(map(line_bytes, lines))))
    kept.append(content[at:])
    return b"".join(kept), tuple(files)


def _body(content: bytes, at: int) -> tuple[list[bytes], int]:
    """The encoded lines and where the file ends; 0 when it is none."""
    lines: list[bytes] = []
    while line := _LINE.match(content, at):
        at = line.end()
        if (end := _END.match(content, at)) and _promised(line[1]) == 0:
            return lines, end.end()
        if _promised(line[1]) == 0 or len(line[1]) - 1 > _needed(line[1]) + 2:
            return lines, 0
        lines.append(line[1])
    end = _END.match(content, at)
    return lines, end.end() if end and lines else 0


def decoded_lines(data: bytes) -> Iterator[bytes]:
    """The bytes of each encoded line, up to the end of the file."""
    for line in data.splitlines():
        if line.strip() in (b"end", b"`", b""):
            break
        yield line_bytes(line)


def line_bytes(line: bytes) -> bytes:
    """What one line encodes; nothing where it cannot be read."""
    try:
        return binascii.a2b_uu(line)
    except binascii.Error:
        # Some encoders pad a line beyond what its first character promises.
        line = line[: 1 + _needed(line)]
    try:
        return binascii.a2b_uu(line)
    except binascii.Error:
        return b""


def _promised(line: bytes) -> int:
    """How many bytes the line says it holds."""
    return (line[0] - 32) & 63


def _needed(line: bytes) -> int:
    """How many characters these bytes take."""
    return (_promised(line) + 2) // 3 * 4

"""The tree of parts in a mail, found in one pass over its bytes.

The standard library's parser calls itself for every level of nesting, and asks every open level
about every line: a thousand levels end in RecursionError, and a few hundred make a large mail take
minutes. This one keeps its own stack and looks each delimiter up in a table, so its time depends
on the size of the mail alone. It never gives up on a malformed mail: what has no better reading
is text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from shopdesk.adapters.mime.fields import LONGEST_VALUE, MOST_FIELDS, Header, media_type
from shopdesk.domain.errors import UnreadableMail

MOST_PARTS = 10_000
MOST_LEVELS = 1_000
MOST_BYTES = 50 * 1024 * 1024
HEADER_ROOM = 2 * 1024 * 1024
"""Bytes of header fields in one mail, all its parts together; the rest is passed over."""
FIELD = 32
"""Bytes that a field counts for besides its own: a tiny one costs time as well."""
MOST_STRAYS = 1_000
"""Lines that look like a delimiter and are none, after which the search is made exact."""
MOST_EXACT = 16
"""Open levels for which an exact search is the quicker one."""

_DELIMITER = re.compile(rb"^--[^\r\n]*", re.MULTILINE)
_FIELD = re.compile(rb"([!-9;-~]{1,200})[ \t]*:[ \t]*([^\n]*+(?:\n[ \t][^\n]*+)*+)")
_HEADER_END = re.compile(rb"\n(?=\r?\n|--)|\Z")
_LINE_END = re.compile(rb"\r?\n")
_POSTMARK = (b"From ", b">From ")


@dataclass(slots=True)
class Part:
    """One part of a mail: its header, and where its body lies."""

    header: Header
    """The fields of its header."""
    content_type: str
    """Lower case, as in `text/plain`; the default where none is given."""
    parameters: dict[str, str]
    """Of Content-Type, names in lower case."""
    start: int
    """Where the body begins in the mail's bytes."""
    end: int = -1
    """Where the body ends."""
    parts: list[Part] = field(default_factory=list)
    """The parts within it; a multipart without any is read as text."""


def parse(raw: bytes) -> tuple[Part, bytes]:
    """The outermost part, and the bytes that its positions count in.

    Raises `UnreadableMail` for more bytes, parts or levels than any honest mail has.
    """
    if len(raw) > MOST_BYTES:
        raise UnreadableMail(f"The mail is larger than {MOST_BYTES // 1024**2} MiB.")
    if b"\n" not in raw:
        raw = raw.replace(b"\r", b"\n")
    return _Walk(raw).whole(), raw


@dataclass(slots=True)
class _Open:
    """A part whose end has not been seen."""

    part: Part
    boundary: bytes
    """Empty for a part that is not divided."""
    shadowed: int | None
    """The level that used the same boundary before, when one did."""


class _Walk:
    """One pass over a mail."""

    def __init__(self, raw: bytes) -> None:
        self.raw = raw
        self.room = HEADER_ROOM
        self.skim = 2 * len(raw) + HEADER_ROOM
        self.strays = 0
        self.count = 0
        self.open: list[_Open] = []
        self.levels: dict[bytes, int] = {}

    def whole(self) -> Part:
        root, at = self._begin(0, None)
        while self.levels and (found := self._delimiter().search(self.raw, at)):
            at = found.end()
            level, last = self._meant(found[0])
            if level is None:
                self.strays += 1
                continue
            self._close_above(level, found.start())
            if not last:
                _, at = self._begin(self._after_line(at), self.open[level].part)
        self._close_above(-1, len(self.raw))
        return root

    def _delimiter(self) -> re.Pattern[bytes]:
        """What to look for: every line that begins like one, unless there is a flood of them."""
        if self.strays < MOST_STRAYS or len(self.levels) > MOST_EXACT:
            return _DELIMITER
        names = b"|".join(map(re.escape, self.levels))
        return re.compile(rb"^--(?:%b)(?:--)?[ \t]*(?=\r|\n|\Z)" % names, re.MULTILINE)

    def _meant(self, line: bytes) -> tuple[int | None, bool]:
        """The level whose delimiter the line is, and whether it is that level's last one."""
        name = line[2:].rstrip()
        if (level := self.levels.get(name)) is not None:
            return level, False
        if name.endswith(b"--"):
            return self.levels.get(name[:-2]), True
        return None, False

    def _begin(self, at: int, parent: Part | None) -> tuple[Part, int]:
        """Read a header and open its part; gives the part and where its body begins."""
        self.count += 1
        if self.count > MOST_PARTS:
            raise UnreadableMail(f"The mail has more than {MOST_PARTS} parts.")
        if len(self.open) >= MOST_LEVELS:
            raise UnreadableMail(f"The mail is nested more than {MOST_LEVELS} levels deep.")
        header, body = self._header(at)
        in_digest = parent is not None and parent.content_type == "multipart/digest"
        content_type, parameters = media_type(
            header.get("content-type"), "message/rfc822" if in_digest else "text/plain"
        )
        part = Part(header, content_type, parameters, body)
        if parent is not None:
            parent.parts.append(part)
        boundary = b""
        if content_type.startswith("multipart/"):
            boundary = parameters.get("boundary", "").encode("utf-8", "replace").rstrip()
        self.open.append(_Open(part, boundary, self.levels.get(boundary)))
        if boundary:
            self.levels[boundary] = len(self.open) - 1
        return part, body

    def _close_above(self, level: int, at: int) -> None:
        """Everything deeper than `level` ends before the line that begins at `at`."""
        if at < len(self.raw):
            at -= self.raw[at - 1 : at] == b"\n"
            at -= self.raw[at - 1 : at] == b"\r"
        while len(self.open) > level + 1:
            ended = self.open.pop()
            ended.part.end = max(at, ended.part.start)
            if ended.shadowed is not None:
                self.levels[ended.boundary] = ended.shadowed
            elif ended.boundary:
                del self.levels[ended.boundary]

    def _header(self, at: int) -> tuple[Header, int]:
        fields: list[tuple[str, bytes]] = []
        while at < len(self.raw):
            if len(fields) >= MOST_FIELDS or self.room <= 0:
                at = self._past_header(at)
                break
            if self.raw.startswith(b"--", at) and self._is_delimiter(at):
                break
            if found := _FIELD.match(self.raw, at):
                name, (start, end) = found[1], found.span(2)
                value = self.raw[start : min(end, start + 2 * LONGEST_VALUE)]
                if b"\n" in value:
                    value = _LINE_END.sub(b"", value)
                fields.append((name.decode("ascii").lower(), value))
                self.room -= FIELD + len(name) + len(value)
                at = end + 1
                continue
            after = self._after_line(at)
            line = self.raw[at : min(after, at + 1024)].rstrip(b"\r\n")
            if not line:
                return Header(fields), after
            if not line.startswith(_POSTMARK):
                break
            at = after
            self.room -= len(line)
        return Header(fields), min(at, len(self.raw))

    def _is_delimiter(self, at: int) -> bool:
        line = self.raw[at : min(self._after_line(at), at + 1024)]
        return self._meant(line.rstrip(b"\r\n"))[0] is not None

    def _past_header(self, at: int) -> int:
        """Where the body begins after fields that are not read any more."""
        if self.skim <= 0:
            return at
        end = self._found(_HEADER_END, max(0, at - 1))
        self.skim -= end - at
        if self.raw[end + 1 : end + 3] == b"--" or end == len(self.raw):
            return end + 1
        return self._after_line(end + 1)

    def _found(self, pattern: re.Pattern[bytes], at: int) -> int:
        found = pattern.search(self.raw, at)
        return found.start() if found else len(self.raw)

    def _after_line(self, at: int) -> int:
        end = self.raw.find(b"\n", at)
        return len(self.raw) if end < 0 else end + 1

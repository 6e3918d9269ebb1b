"""winmail.dat: what Outlook wraps text and files in for other Outlooks (MS-OXTNEF).

Read here by hand: the one library for it is under the LGPL, was last released in 2021, copies the
rest of the file for every object in it and counts to four billion where the file says so. Of the
format only what a reader wants is taken: the files, their names, and the text.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field

from shopdesk.adapters.mime.charset import decode
from shopdesk.adapters.mime.file import File, made
from shopdesk.domain.plain import one_line

SIGNATURE = b"\x78\x9f\x3e\x22"
MOST_OBJECTS = 20_000
"""Objects and properties of one file, the files within it included."""
MOST_LEVELS = 5
"""Messages within messages."""

_OBJECT = struct.Struct("<BHHI")
_ATTACHMENT_BEGINS, _TITLE, _DATA, _ATTACHMENT_PROPERTIES = 0x9002, 0x8010, 0x800F, 0x9005
_BODY, _MESSAGE_PROPERTIES, _CODEPAGE = 0x800C, 0x9003, 0x9007

_STRING, _UNICODE = 0x1E, 0x1F
_LONG_NAME, _SHORT_NAME, _SHOWN_NAME = 0x3707, 0x3704, 0x3001
_CONTENT_TYPE, _CONTENT_ID, _CONTENT = 0x370E, 0x3712, 0x3701
_TEXT, _HTML, _HTML_CODEPAGE = 0x1000, 0x1013, 0x3FDE
_NAMES = (_LONG_NAME, _SHORT_NAME, _SHOWN_NAME)
_BODIES = (_TEXT, _HTML, _HTML_CODEPAGE)
_WANTED = frozenset((*_NAMES, *_BODIES, _CONTENT_TYPE, _CONTENT_ID, _CONTENT))
_FIXED = {2: 4, 3: 4, 4: 4, 5: 8, 6: 8, 7: 8, 0xA: 4, 0xB: 4, 0x14: 8, 0x40: 8, 0x48: 16}
"""Bytes that a value of each type takes up, its padding included."""
_VARIABLE = frozenset((0xD, _STRING, _UNICODE, 0x102))
_SEVERAL = 0x1000
_NAMED = 0x8000
_EMBEDDED = b"\x07\x03\x02\x00\x00\x00\x00\x00\xc0\x00\x00\x00\x00\x00\x00\x46"
"""The interface id before a message that is a file in this one."""
_CODEPAGES = {20127: "ascii", 20866: "koi8-r", 21866: "koi8-u", 65001: "utf-8", 54936: "gb18030"}


@dataclass(slots=True)
class Wrapped:
    """What was in it."""

    files: list[File] = field(default_factory=list)
    """The files, in order."""
    text: str = ""
    """The message as plain text."""
    html: str = ""
    """The message as HTML."""


def unwrap(data: bytes) -> Wrapped | None:
    """The contents; None for what is no such file. A broken end loses what stood there."""
    if not data.startswith(SIGNATURE):
        return None
    return _Unwrapper(data, [MOST_OBJECTS]).whole(MOST_LEVELS)


@dataclass(slots=True)
class _Attached:
    """One file while it is read."""

    title: str = ""
    content: bytes = b""
    properties: dict[int, str | bytes] = field(default_factory=dict)

    def name(self) -> str:
        """The best of its names."""
        names = (self.properties.get(n) for n in (_LONG_NAME, _SHORT_NAME))
        given = next((n for n in names if isinstance(n, str) and n.strip()), self.title)
        shown = self.properties.get(_SHOWN_NAME)
        return one_line(given or (shown if isinstance(shown, str) else ""))


class _Unwrapper:
    """One pass over one file; `left` is shared with the files within it."""

    def __init__(self, data: bytes, left: list[int]) -> None:
        self.data = data
        self.left = left
        self.charset = "cp1252"
        self.attached: list[_Attached] = []
        self.found = Wrapped()

    def whole(self, levels: int) -> Wrapped:
        at = len(SIGNATURE) + 2
        while at + _OBJECT.size <= len(self.data) and self._spend():
            _, kind, _, size = _OBJECT.unpack_from(self.data, at)
            at += _OBJECT.size
            self._take(kind, at, min(at + size, len(self.data)))
            at += size + 2
        for one in self.attached:
            self._finish(one, levels)
        return self.found

    def _spend(self) -> bool:
        self.left[0] -= 1
        return self.left[0] >= 0

    def _take(self, kind: int, start: int, end: int) -> None:
        if kind == _ATTACHMENT_BEGINS:
            self.attached.append(_Attached())
        elif kind == _CODEPAGE and end - start >= 4:
            self.charset = _charset(struct.unpack_from("<I", self.data, start)[0])
        elif kind == _BODY:
            self.found.text = self.found.text or self._text(self.data[start:end])
        elif kind == _MESSAGE_PROPERTIES:
            self._message(dict(self._properties(start, end)))
        elif self.attached and kind == _TITLE:
            self.attached[-1].title = self._text(self.data[start:end])
        elif self.attached and kind == _DATA:
            self.attached[-1].content = self.data[start:end]
        elif self.attached and kind == _ATTACHMENT_PROPERTIES:
            self.attached[-1].properties = dict(self._properties(start, end))

    def _message(self, given: dict[int, str | bytes]) -> None:
        text, page, codepage = given.get(_TEXT), given.get(_HTML), given.get(_HTML_CODEPAGE)
        if isinstance(text, str):
            self.found.text = text
        if isinstance(page, bytes):
            number = int.from_bytes(codepage, "little") if isinstance(codepage, bytes) else 0
            page = decode(page, _charset(number) if number else "")
        if isinstance(page, str):
            self.found.html = page

    def _finish(self, one: _Attached, levels: int) -> None:
        content = one.properties.get(_CONTENT, one.content)
        content = content if isinstance(content, bytes) and content else one.content
        if content.startswith(_EMBEDDED):
            content = content[len(_EMBEDDED) :]
            if content.startswith(SIGNATURE) and levels > 1:
                inner = _Unwrapper(content, self.left).whole(levels - 1)
                self.found.files.extend(inner.files)
                return
        kind, cid = one.properties.get(_CONTENT_TYPE, ""), one.properties.get(_CONTENT_ID, "")
        self.found.files.append(
            made(
                one.name(),
                content,
                one_line(kind).lower() if isinstance(kind, str) else "",
                one_line(cid).strip("<>") if isinstance(cid, str) else "",
            )
        )

    def _properties(self, at: int, end: int) -> Iterator[tuple[int, str | bytes]]:
        """The wanted ones, up to the first that makes no sense."""
        count, at = self._number(at, end)
        for _ in range(count):
            if at + 4 > end or not self._spend():
                return
            kind, name = struct.unpack_from("<HH", self.data, at)
            at = self._past_name(at + 4, end) if name >= _NAMED else at + 4
            values, several = 1, bool(kind & _SEVERAL)
            kind &= ~_SEVERAL
            if several or kind in _VARIABLE:
                values, at = self._number(at, end)
            if kind not in _VARIABLE:
                size = _FIXED.get(kind, end) * values
                if name in _WANTED and values == 1:
                    yield name, self.data[at : min(at + size, end)]
                at += size
                continue
            for _ in range(values):
                if at + 4 > end or not self._spend():
                    return
                size, at = self._number(at, end)
                if name in _WANTED:
                    yield name, self._value(kind, self.data[at : min(at + size, end)])
                at += size + -size % 4

    def _past_name(self, at: int, end: int) -> int:
        """A name of the sender's own: a GUID, then a number or a text."""
        is_text, at = self._number(at + 16, end)
        if not is_text:
            return at + 4
        size, at = self._number(at, end)
        return at + size + -size % 4

    def _number(self, at: int, end: int) -> tuple[int, int]:
        if at + 4 > end:
            return 0, end
        return struct.unpack_from("<I", self.data, at)[0], at + 4

    def _value(self, kind: int, data: bytes) -> str | bytes:
        if kind == _UNICODE:
            return data.decode("utf-16-le", "replace").rstrip("\0")
        return self._text(data) if kind == _STRING else data

    def _text(self, data: bytes) -> str:
        return decode(data.rstrip(b"\0"), self.charset)


def _charset(codepage: int) -> str:
    if 28590 < codepage < 28606:
        return f"iso-8859-{codepage - 28590}"
    return _CODEPAGES.get(codepage, f"cp{codepage}")

"""Which parts of a mail are its text, and which are files."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from shopdesk.adapters.mime import html
from shopdesk.adapters.mime.charset import decode
from shopdesk.adapters.mime.fields import disposition
from shopdesk.adapters.mime.structure import Part
from shopdesk.adapters.mime.transfer import decoded
from shopdesk.domain.message import Attachment
from shopdesk.domain.plain import nfc

LONGEST_TEXT = 2_000_000
"""Characters of text that are kept."""

_TEXTS = ("text/plain", "text/html")
_SEEN = re.compile(rb"\S")
_META_CHARSET = re.compile(rb"<meta[^>]{1,200}?charset\s*=\s*[\"']?([\w.:-]{1,40})", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Body:
    """A mail's contents, sorted."""

    text: str
    """What a reader sees, NFC, `\\n` line ends."""
    files: tuple[Attachment, ...]
    """In the order of the parts."""


class BodyReader:
    """Sorts the parts of one mail."""

    def __init__(self, root: Part, raw: bytes) -> None:
        """Takes what `structure.parse` gave."""
        self.root = root
        self.raw = raw
        self.order = tuple(_in_order(root))
        self.room = html.LONGEST_LAYOUT
        self.readable = self._readable()

    def read(self) -> Body:
        """Text and files; the time is linear in the mail's size."""
        shown = {id(part) for part in self._shown()}
        texts = [self._text(part) for part in self.order if id(part) in shown]
        files = tuple(self._file(p) for p in self.order if not p.parts and self._is_file(p))
        return Body("\n".join(t for t in texts if t)[:LONGEST_TEXT].rstrip(), files)

    def content(self, part: Part) -> bytes:
        """The part's bytes as they were sent."""
        encoding = part.header.get("content-transfer-encoding")
        return decoded(self.raw[part.start : part.end], encoding)

    def _readable(self) -> dict[int, frozenset[str]]:
        """For each part, by identity, the kinds of text within it."""
        kinds: dict[int, frozenset[str]] = {}
        for part in reversed(self.order):
            if part.parts:
                kinds[id(part)] = frozenset().union(*(kinds[id(p)] for p in part.parts))
            else:
                blank = self._is_file(part) or not _SEEN.search(self.raw, part.start, part.end)
                kinds[id(part)] = frozenset() if blank else frozenset({_kind(part)})
        return kinds

    def _shown(self) -> Iterator[Part]:
        """The parts whose text is the mail's text."""
        todo = [self.root]
        while todo:
            part = todo.pop()
            if part.parts and part.content_type == "multipart/alternative":
                todo.append(self._best(part))
            elif part.parts:
                todo.extend(part.parts)
            elif self.readable[id(part)]:
                yield part

    def _best(self, alternative: Part) -> Part:
        """Plain text before HTML: it is what the sender wrote for a terminal."""
        for kind, choices in (
            ("text/plain", alternative.parts),
            ("text/html", alternative.parts[::-1]),
        ):
            for part in choices:
                if kind in self.readable[id(part)]:
                    return part
        return alternative.parts[0]

    def _text(self, part: Part) -> str:
        content = self.content(part)
        charset = part.parameters.get("charset", "")
        if _kind(part) == "text/html":
            if not charset and (meta := _META_CHARSET.search(content, 0, 4096)):
                charset = meta[1].decode("ascii")
            source = decode(content[: 4 * html.LONGEST], charset)
            room, self.room = self.room, self.room - len(source)
            return nfc(html.to_text(source, room))
        text = decode(_cut(content), charset).replace("\r\n", "\n").replace("\r", "\n")
        return nfc(text[:LONGEST_TEXT])

    def _is_file(self, part: Part) -> bool:
        if part is self.root and part.content_type.startswith(("text/", "multipart/")):
            return _is_attached(part)
        return _kind(part) not in _TEXTS or _is_attached(part)

    def _file(self, part: Part) -> Attachment:
        shown, given = disposition(part.header.get("content-disposition"))
        inline = shown == "inline" or (not shown and bool(part.header.get("content-id")))
        name = given.get("filename") or part.parameters.get("name", "")
        return Attachment(name, part.content_type, len(self.content(part)), inline)


def _kind(part: Part) -> str:
    """What a part without parts is read as: a multipart that was never divided is text."""
    return "text/plain" if part.content_type.startswith("multipart/") else part.content_type


def _cut(content: bytes) -> bytes:
    """The start of it, ending with a line, so that no character is cut in two."""
    if len(content) <= 4 * LONGEST_TEXT:
        return content
    return content[: content.rfind(b"\n", 0, 4 * LONGEST_TEXT) + 1 or 4 * LONGEST_TEXT]


def _is_attached(part: Part) -> bool:
    shown, given = disposition(part.header.get("content-disposition"))
    return shown == "attachment" or bool(given.get("filename") or part.parameters.get("name"))


def _in_order(root: Part) -> Iterator[Part]:
    todo = [root]
    while todo:
        part = todo.pop()
        yield part
        todo.extend(reversed(part.parts))

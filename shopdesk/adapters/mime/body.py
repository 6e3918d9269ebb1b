"""Which parts of a mail are its text, and which are files."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from shopdesk.adapters.mime import calendar, html, notices, tnef, uuencoded
from shopdesk.adapters.mime.charset import decode, is_charset
from shopdesk.adapters.mime.fields import disposition, words
from shopdesk.adapters.mime.file import File
from shopdesk.adapters.mime.flowed import unflowed
from shopdesk.adapters.mime.links import Links
from shopdesk.adapters.mime.structure import Part, parse
from shopdesk.adapters.mime.transfer import decoded
from shopdesk.domain.errors import UnreadableMail
from shopdesk.domain.mail.message import Attachment
from shopdesk.domain.plain import nfc, one_line
from shopdesk.words import _

LONGEST_TEXT = 2_000_000
"""Characters of text that are kept."""
SHORT = 500
"""Bytes of a text that only says that there is HTML."""
LONGEST_NAME = 80
HEAD = 64 * 1024
"""Bytes of a mail within the mail that are looked at for its name."""

_TEXTS = ("text/plain", "text/html")
_OTHER_TEXTS = ("text/x-amp-html", "text/watch-html", "text/enriched")
"""The same text once more, for programs that nobody has."""
_MAILS = ("message/rfc822", "message/global")
_NO_TEXT = re.compile(
    rb"html[ -](?:e-?mail|format|version|capable|compatible|message|enabled|client|view)|"
    rb"(?:support|display|view|enable|read)[a-z]{0,4}\b[^.]{0,60}\bhtml",
    re.IGNORECASE,
)
_MISLABELLED = re.compile(rb"\s*(?:<!doctype html|<html)[\s>]", re.IGNORECASE)
_SEEN = re.compile(rb"\S")
_META_CHARSET = re.compile(rb"<meta[^>]{1,200}?charset\s*=\s*[\"']?([\w.:-]{1,40})", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Body:
    """A mail's contents, sorted."""

    text: str
    """What the mail itself says, NFC, `\\n` line ends; links have marks."""
    notices: tuple[str, ...]
    """Lines about what is no text: its appointments."""
    files: tuple[File, ...]
    """In the order of the parts."""
    mails: tuple[File, ...]
    """Those of the files that are mails passed on, not returned ones."""
    links: Links
    """The addresses behind the marks."""
    warnings: tuple[str, ...]
    """What was lost or left out."""


class BodyReader:
    """Sorts the parts of one mail."""

    def __init__(self, root: Part, raw: bytes) -> None:
        """Takes what `structure.parse` gave."""
        self.root = root
        self.raw = raw
        self.order = tuple(_in_order(root))
        self.room = html.LONGEST_LAYOUT
        self.links = Links()
        self.texts: list[str] = []
        self.hidden_texts: list[str] = []
        self.notices: list[str] = []
        self.locked: list[str] = []
        self.files: list[File] = []
        self.mails: list[File] = []
        self.warnings: list[str] = []
        self.readable = self._readable()

    def read(self) -> Body:
        """Text and files; the time is linear in the mail's size."""
        shown = {id(part) for part in self.shown()}
        returned = {
            id(child)
            for part in self.order
            if part.content_type == "multipart/report"
            for child in part.parts
        }
        for part in self.order:
            self.locked.extend(notices.locked(part.content_type, part.parameters))
            self.warnings.extend(notices.signed(part.content_type, part.parameters))
            if id(part) in shown:
                self._take_text(part)
            elif not part.parts and self._is_file(part):
                self._take_file(part, passed_on=id(part) not in returned)
        self.warnings.extend(self.locked)
        # A part of a mail may be locked; all of it is only where there is nothing to read.
        texts = [t for t in self.texts if t] or self.hidden_texts or self.locked
        text = "\n".join(texts)
        if len(text) > LONGEST_TEXT:
            self.warnings.append(_("The text is very long; its end was left out."))
        return Body(
            text[:LONGEST_TEXT].rstrip(),
            tuple(dict.fromkeys(self.notices)),
            tuple(self.files),
            tuple(self.mails),
            self.links,
            tuple(dict.fromkeys(self.warnings)),
        )

    def text(self) -> str:
        """What the mail itself says, without a layout; no part is decoded that is no text."""
        self.room = 0
        shown = {id(part) for part in self.shown()}
        for part in self.order:
            if id(part) in shown:
                self._take_text(part)
        return "\n".join(t for t in self.texts if t)[:LONGEST_TEXT].rstrip()

    def html(self) -> str:
        """The HTML parts that belong to what the mail shows; empty when there are none."""
        pages = [self._source(p) for p in self.shown("text/html") if _kind(p) == "text/html"]
        return "\n".join(pages)

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

    def shown(self, preferred: str = "text/plain") -> Iterator[Part]:
        """The parts whose text is the mail's text."""
        todo = [self.root]
        while todo:
            part = todo.pop()
            if part.parts and part.content_type == "multipart/alternative":
                todo.append(self._best(part, preferred))
            elif part.parts:
                todo.extend(part.parts)
            elif self.readable[id(part)]:
                yield part

    def _best(self, alternative: Part, preferred: str) -> Part:
        """Plain text before HTML: it is what the sender wrote for a terminal."""
        others = ("text/plain", "text/html")
        for kind in (preferred, *others):
            choices = alternative.parts if kind == "text/plain" else alternative.parts[::-1]
            for part in choices:
                if kind in self.readable[id(part)] and not self._only_points_to_html(part):
                    return part
        return alternative.parts[0]

    def _only_points_to_html(self, part: Part) -> bool:
        """Whether it says no more than that the mail is HTML."""
        short = part.end - part.start < SHORT and not part.parts
        return short and _NO_TEXT.search(self.raw, part.start, part.end) is not None

    def _take_text(self, part: Part) -> None:
        if _kind(part) == "text/html" or _MISLABELLED.match(self.raw, part.start, part.end):
            source = self._source(part)
            room, self.room = self.room, self.room - len(source)
            self.texts.append(nfc(html.to_text(source, self.links, room)))
            return
        content = self.content(part)
        if b"begin" in content:
            content, files = uuencoded.split(content)
            self.files.extend(files)
        text = decode(_cut(content), self._charset(part))
        text = text.replace("\r\n", "\n").replace("\r", "\n")[: LONGEST_TEXT + 1]
        if part.parameters.get("format", "").lower() == "flowed":
            text = unflowed(text, delsp=part.parameters.get("delsp", "").lower() == "yes")
        self.texts.append(nfc(text))

    def _source(self, part: Part) -> str:
        content = self.content(part)
        charset = self._charset(part)
        if not charset and (meta := _META_CHARSET.search(content, 0, 4096)):
            charset = meta[1].decode("ascii")
        return decode(content[: 4 * html.LONGEST], charset)

    def _charset(self, part: Part) -> str:
        charset = part.parameters.get("charset", "")
        if charset and not is_charset(charset):
            said = one_line(charset)[:40]
            self.warnings.append(_("The character set is unknown: {name}").format(name=said))
        return charset

    def _is_file(self, part: Part) -> bool:
        if part is self.root and part.content_type.startswith(("text/", "multipart/")):
            return _is_attached(part)
        if part.content_type in _OTHER_TEXTS:
            return _is_attached(part)
        return _kind(part) not in _TEXTS or _is_attached(part)

    def _take_file(self, part: Part, *, passed_on: bool) -> None:
        file = self._file(part)
        name = file.attachment.filename.lower()
        is_wrapped = part.content_type == "application/ms-tnef" or name == "winmail.dat"
        if is_wrapped and self._unwrapped(file.content):
            return
        if part.content_type == "text/calendar":
            text = decode(file.content[: 4 * calendar.LONGEST], part.parameters.get("charset", ""))
            self.notices.extend(calendar.one_liners(text))
        self.files.append(file)
        if part.content_type in _MAILS and passed_on:
            self.mails.append(file)

    def _unwrapped(self, content: bytes) -> bool:
        """Whether files took the place of the winmail.dat that they were in."""
        wrapped = tnef.unwrap(content)
        if wrapped is None:
            self.warnings.append(_("A winmail.dat could not be opened."))
            return False
        if wrapped.html and not wrapped.text.strip():
            wrapped.text = html.to_text(wrapped.html, self.links, self.room)
        self.hidden_texts.append(nfc(wrapped.text.replace("\r\n", "\n").replace("\r", "\n")))
        self.files.extend(wrapped.files)
        return bool(wrapped.files)

    def _file(self, part: Part) -> File:
        content = self.content(part)
        shown, given = disposition(part.header.get("content-disposition"))
        content_id = words(part.header.get("content-id")).strip("<> ")
        inline = shown == "inline" or (not shown and bool(content_id))
        name = given.get("filename") or part.parameters.get("name", "")
        if not name and part.content_type in _MAILS:
            name = _mail_name(content)
        attachment = Attachment(name, part.content_type, len(content), inline)
        return File(attachment, content, content_id)


def _mail_name(content: bytes) -> str:
    """A name for a mail that came without one: its subject."""
    try:
        subject = words(parse(content[:HEAD])[0].header.get("subject"))
    except UnreadableMail:
        subject = ""
    return f"{subject[:LONGEST_NAME] or 'mail'}.eml"


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

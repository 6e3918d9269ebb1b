"""A returned mail taken apart: what the postman wrote, what he filled in, what he sent back."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from shopdesk.adapters.mime import html
from shopdesk.adapters.mime.charset import decode
from shopdesk.adapters.mime.fields import Header
from shopdesk.adapters.mime.structure import Part, parse
from shopdesk.adapters.mime.transfer import decoded

LOOKED_AT = 256 * 1024
"""Bytes of a mail that are read: a notice stands at its beginning."""
MOST_LINES = 2_000
"""Lines of the notice that are read."""

_REPORTS = ("message/delivery-status", "message/global-delivery-status")
_ORIGINALS = (
    "message/rfc822",
    "message/global",
    "message/partial",
    "text/rfc822-headers",
    "message/global-headers",
)
_MARKER = re.compile(
    r"^[\s>*#-]*(?:"
    r"(?:-{3,}|={3,}|_{3,})\s?.{0,40}\b(?:original|returned|unsent|undelivered|header|copy|body)\b"
    r"|(?:here|below|this|the following|enclosed|attached|included)\b.{0,30}"
    r"\b(?:is|are|follows?)\b.{0,30}\b(?:copy|header|original|returned|undelivered)\b"
    r"|(?:the )?(?:original |message |mail |returned )+(?:message |mail )?(?:headers? )?follows?\b"
    r"|original (?:message )?headers?:"
    r"|received:\s?from\s|received:\s?\(|return-path:\s?<?\S*@"
    r")",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Returned:
    """What a mail that may be a returned one consists of."""

    header: Header
    """The mail's own header."""
    content_type: str
    """The mail's own, lower case."""
    notice: tuple[str, ...]
    """Lines that say what happened."""
    report: tuple[str, ...]
    """Lines of the machine's form (RFC 3464); empty when there is none."""
    original: str
    """What follows: the head of the mail that came back, as far as it was sent along."""


def take_apart(raw: bytes) -> Returned:
    """Raises `UnreadableMail` for a bomb of parts."""
    root, raw = parse(raw[:LOOKED_AT])
    texts: list[str] = []
    reports: list[str] = []
    original = ""
    for part in _shown(root):
        content = decoded(raw[part.start : part.end], part.header.get("content-transfer-encoding"))
        if part.content_type in _ORIGINALS:
            original = original or decode(content)
        elif part.content_type in _REPORTS:
            reports.append(decode(content))
        elif part.content_type == "text/html":
            if not any(text.strip() for text in texts):
                texts.append(html.to_text(decode(content, part.parameters.get("charset", ""))))
        else:
            texts.append(decode(content, part.parameters.get("charset", "")))
    notice, tail = _parted("\n".join(texts))
    return Returned(
        header=root.header,
        content_type=root.content_type,
        notice=tuple(notice),
        report=tuple("\n\n".join(reports).replace("\r", "").split("\n")),
        original=original or tail,
    )


def _shown(root: Part) -> Iterator[Part]:
    """Texts and reports in their order; nothing from within the mail that came back."""
    todo = [root]
    while todo:
        part = todo.pop()
        if part.content_type in _ORIGINALS and part is not root:
            yield part
        elif part.parts:
            todo.extend(reversed(part.parts))
        elif part.content_type in _REPORTS or part.content_type.startswith(("text/", "multipart/")):
            yield part


def _parted(text: str) -> tuple[list[str], str]:
    """The notice's lines, and what came back below them."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")[:MOST_LINES]
    for n, line in enumerate(lines):
        if n and _MARKER.match(line[:120]):
            return lines[:n], "\n".join(lines[n:])
    return lines, ""

"""Looking into a raw message: header fields as bytes, as text, and its searchable body.

Whatever is malformed is taken as it lies there; nothing here raises on a customer's mail.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from email import message_from_bytes
from email.errors import HeaderParseError
from email.header import decode_header, make_header
from email.message import Message
from email.policy import compat32
from email.utils import parsedate_to_datetime
from functools import cached_property

_FIELD = re.compile(rb"(?m)^([!-9;-~]+)[ \t]*:([^\n]*(?:\n[ \t][^\n]*)*\n?)")
_FOLD = re.compile(r"\r?\n(?=[ \t])")
_LONGEST_DECODED = 20_000
"""Octets of a header field that are looked at as text."""
_LARGEST_PARSED = 256 * 1024
"""Octets of a message up to which its MIME parts are decoded for a search."""
_MOST_SEMICOLONS = 5_000
"""Semicolons up to which they are: the standard library splits parameters in quadratic time."""


@dataclass(frozen=True, slots=True)
class Field:
    """A header field as it lies in the message."""

    name: bytes
    """As written."""
    value: bytes
    """What follows the colon, folded, without the last line end."""
    raw: bytes
    """The whole field with its line ends."""


class RawMessage:
    """A view of one message's octets."""

    def __init__(self, raw: bytes) -> None:
        self.raw = raw
        end = _header_size(raw)
        self.header = raw[:end]
        """With the blank line that ends it."""
        self.body = raw[end:]
        """All that follows; empty when there is no blank line."""

    @cached_property
    def fields(self) -> tuple[Field, ...]:
        """The header's fields in their order; lines that are none are left out."""
        return tuple(
            Field(match[1], match[2].rstrip(b"\r\n"), match[0])
            for match in _FIELD.finditer(self.header)
        )

    def header_subset(self, names: frozenset[bytes], *, inverted: bool = False) -> bytes:
        """Return the fields that have one of these names (or none of them), then the blank line.

        Args:
            names: In lower case.
            inverted: Return the others.
        """
        chosen = (f.raw for f in self.fields if (f.name.lower() in names) is not inverted)
        return b"".join(chosen) + b"\r\n"

    def first(self, name: bytes) -> bytes | None:
        """Return the unfolded value of the first field of this name, still encoded."""
        for field in self.fields:
            if field.name.lower() == name:
                return re.sub(rb"\r?\n(?=[ \t])", b"", field.value).strip()
        return None

    def texts(self, name: bytes) -> Iterator[str]:
        """Yield the decoded values of every field of this name (in lower case)."""
        for field in self.fields:
            if field.name.lower() == name:
                yield _decoded(field.value)

    def sent_on(self) -> date | None:
        """Return the day in the Date field, in the sender's zone; None without a readable one."""
        for text in self.texts(b"date"):
            try:
                return parsedate_to_datetime(text).date()
            except (TypeError, ValueError, OverflowError, IndexError):
                return None
        return None

    @cached_property
    def header_text(self) -> str:
        """The whole header, decoded."""
        return "\n".join(f"{_text(f.name)}: {_decoded(f.value)}" for f in self.fields)

    @cached_property
    def body_text(self) -> str:
        """Every text part, decoded; the plain octets of a body too large or too strange."""
        if len(self.raw) > _LARGEST_PARSED or self.raw.count(b";") > _MOST_SEMICOLONS:
            return _text(self.body)
        try:
            parts = message_from_bytes(self.raw, policy=compat32).walk()
            return "\n".join(_part_text(part) for part in parts if not part.is_multipart())
        except (RecursionError, ValueError, LookupError, TypeError, AttributeError):
            return _text(self.body)


def _header_size(raw: bytes) -> int:
    if raw.startswith(b"\r\n"):
        return 2
    blank = raw.find(b"\r\n\r\n")
    return len(raw) if blank < 0 else blank + 4


def _part_text(part: Message) -> str:
    if part.get_content_maintype() != "text":
        return ""
    payload = part.get_payload(decode=True)
    if not isinstance(payload, bytes):
        return ""
    try:
        return payload.decode(part.get_content_charset("utf-8"), "replace")
    except (LookupError, ValueError):
        return _text(payload)


def _decoded(value: bytes) -> str:
    text = _FOLD.sub("", _text(value[:_LONGEST_DECODED])).strip()
    if "=?" not in text:
        return text
    try:
        return str(make_header(decode_header(text)))
    except (HeaderParseError, LookupError, ValueError):
        return text


def _text(raw: bytes) -> str:
    return raw.decode("utf-8", "replace")

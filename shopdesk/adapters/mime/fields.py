"""Header fields: their text, and the parameters that some of them carry."""

from __future__ import annotations

import re
from collections.abc import Iterable
from urllib.parse import unquote_to_bytes

from shopdesk.adapters.mime.charset import decode
from shopdesk.adapters.mime.encoded_words import decode_words
from shopdesk.domain.plain import one_line

MOST_FIELDS = 1_000
LONGEST_VALUE = 64 * 1024
"""Characters of one field that are read."""
MOST_PARAMETERS = 200

_TYPE = re.compile(r"[\w!#$&^.+-]{1,100}/[\w!#$&^.+-]{1,100}", re.ASCII)
_PARAMETER = re.compile(r';\s*([^=;\s"]+)\s*(?:=\s*("(?:[^"\\]|\\.)*"|[^;]*))?', re.DOTALL)
_PIECE = re.compile(r"([^*]+)(?:\*(\d{1,3}))?(\*)?")


class Header:
    """The fields of one part, in order."""

    def __init__(self, fields: Iterable[tuple[str, bytes]]) -> None:
        """Takes names in lower case and unfolded raw values."""
        self.fields = tuple(fields)[:MOST_FIELDS]
        self._first = dict(reversed(self.fields))

    def get(self, name: str) -> str:
        """The first value of that name; encoded words stay encoded. Empty when there is none."""
        value = self._first.get(name)
        return "" if value is None else _text(value)

    def all(self) -> tuple[tuple[str, str], ...]:
        """Every name and value; encoded words stay encoded."""
        return tuple((name, one_line(_text(value))) for name, value in self.fields)


def words(value: str) -> str:
    """A value for people: encoded words decoded, one line, NFC, no control characters."""
    return one_line(decode_words(value))


def media_type(value: str, default: str) -> tuple[str, dict[str, str]]:
    """Content-Type as (type, parameters); a senseless one is the default."""
    head, _, tail = value.partition(";")
    content_type = head.strip().lower()
    if not _TYPE.fullmatch(content_type):
        content_type = default
    return content_type, parameters(";" + tail) if tail else {}


def disposition(value: str) -> tuple[str, dict[str, str]]:
    """Content-Disposition as (word, parameters)."""
    head, _, tail = value.partition(";")
    return head.strip().lower(), parameters(";" + tail) if tail else {}


def parameters(tail: str) -> dict[str, str]:
    """What follows the first semicolon, it included; RFC 2231 and RFC 2047 decoded."""
    plain: dict[str, str] = {}
    pieces: dict[str, dict[int, tuple[str, bool]]] = {}
    for n, found in enumerate(_PARAMETER.finditer(tail)):
        if n >= MOST_PARAMETERS:
            break
        value = _unquoted((found[2] or "").strip())
        named = _PIECE.fullmatch(found[1].lower())
        if named is None or not (named[2] or named[3]):
            plain.setdefault(found[1].lower(), one_line(decode_words(value)))
        else:
            place = int(named[2] or 0)
            pieces.setdefault(named[1], {}).setdefault(place, (value, bool(named[3])))
    return plain | {name: _joined(parts) for name, parts in pieces.items()}


def _joined(pieces: dict[int, tuple[str, bool]]) -> str:
    """The pieces of an RFC 2231 value in their order."""
    charset, data = "", b""
    for place, (value, percent) in sorted(pieces.items()):
        if percent and place == min(pieces) and value.count("'") >= 2:
            charset, _, value = value.split("'", 2)
        data += unquote_to_bytes(value) if percent else value.encode("utf-8", "replace")
    return one_line(decode_words(decode(data, charset)))


def _unquoted(value: str) -> str:
    if len(value) > 1 and value[0] == value[-1] == '"':
        # Only these two: a Windows path in quotes keeps its backslashes.
        return value[1:-1].replace('\\"', '"').replace("\\\\", "\\")
    return value.strip('"')


def _text(value: bytes) -> str:
    value = value[:LONGEST_VALUE].strip()
    return value.decode("ascii") if value.isascii() else decode(value)

"""How IMAP writes values: strings, mailbox names, dates (RFC 3501, section 4 and 9)."""

from __future__ import annotations

import re
from base64 import b64decode, b64encode
from datetime import date, datetime, timedelta, timezone

_QUOTABLE = re.compile(rb"[\x20-\x7e]{0,900}")
_BARE = re.compile(rb"[A-Za-z0-9.:_$-]+")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_MONTH_NUMBER = {name.lower(): number for number, name in enumerate(_MONTHS, 1)}
_DATE = re.compile(r"(\d{1,2})-([A-Za-z]{3})-(\d{4})")
_DATE_TIME = re.compile(r"([ \d]\d-[A-Za-z]{3}-\d{4}) (\d\d):(\d\d):(\d\d) ([+-])(\d\d)(\d\d)")
_UTF7_RUN = re.compile(r"&([A-Za-z0-9+,]*)-|([\x20-\x25\x27-\x7e]+)")
_NOT_PRINTABLE = re.compile(r"[^\x20-\x7e]+")
MAX_NAME = 255
"""Longest mailbox name, in characters."""


def literal(data: bytes) -> bytes:
    """Write bytes as a literal, `{size}` before them."""
    return b"{%d}\r\n%b" % (len(data), data)


def string(data: bytes) -> bytes:
    """Write bytes quoted where the protocol allows that, else as a literal."""
    if _QUOTABLE.fullmatch(data) is None:
        return literal(data)
    return b'"' + data.replace(b"\\", b"\\\\").replace(b'"', b'\\"') + b'"'


def astring(data: bytes) -> bytes:
    """Write bytes bare where the protocol allows that, else as a string."""
    return data if _BARE.fullmatch(data) else string(data)


def nstring(data: bytes | None) -> bytes:
    """Write bytes as a string, or NIL for none."""
    return b"NIL" if data is None else string(data)


def encode_mailbox(name: str) -> bytes:
    """Write a mailbox name in modified UTF-7 (RFC 3501, 5.1.3), quoted."""
    escaped = name.replace("&", "&-")
    return string(_NOT_PRINTABLE.sub(_shifted, escaped).encode("ascii"))


def decode_mailbox(raw: bytes) -> str:
    """Read a mailbox name in modified UTF-7.

    Raises:
        ValueError: It is not valid, empty, too long or has control characters in it.
    """
    text = raw.decode("ascii")
    parts: list[str] = []
    position = 0
    while position < len(text):
        run = _UTF7_RUN.match(text, position)
        if run is None:
            raise ValueError("mailbox name is not valid modified UTF-7")
        parts.append(run[2] if run[1] is None else _unshifted(run[1]))
        position = run.end()
    name = "".join(parts)
    if not 0 < len(name) <= MAX_NAME or not name.isprintable():
        raise ValueError("mailbox name is empty, too long or has control characters")
    return name


def format_internaldate(when: datetime) -> bytes:
    """Write an aware datetime as IMAP's date-time, in its own offset, quoted."""
    offset = when.utcoffset() or timedelta()
    minutes = int(offset.total_seconds()) // 60
    sign = "-" if minutes < 0 else "+"
    hours, minutes = divmod(abs(minutes), 60)
    day = f"{when.day:2d}-{_MONTHS[when.month - 1]}-{when.year:04d}"
    return f'"{day} {when:%H:%M:%S} {sign}{hours:02d}{minutes:02d}"'.encode("ascii")


def parse_internaldate(text: str) -> datetime:
    """Read IMAP's date-time (`17-Jul-1996 02:44:25 -0700`).

    Raises:
        ValueError: It is not one.
    """
    match = _DATE_TIME.fullmatch(text)
    if match is None:
        raise ValueError("not a date-time")
    day = parse_date(match[1].strip())
    offset = timedelta(hours=int(match[6]), minutes=int(match[7]))
    zone = timezone(-offset if match[5] == "-" else offset)
    time = (int(match[2]), int(match[3]), int(match[4]))
    return datetime(day.year, day.month, day.day, *time, tzinfo=zone)


def parse_date(text: str) -> date:
    """Read IMAP's date (`1-Feb-1994`).

    Raises:
        ValueError: It is not one.
    """
    match = _DATE.fullmatch(text)
    if match is None or match[2].lower() not in _MONTH_NUMBER:
        raise ValueError("not a date")
    return date(int(match[3]), _MONTH_NUMBER[match[2].lower()], int(match[1]))


def _shifted(run: re.Match[str]) -> str:
    encoded = b64encode(run[0].encode("utf-16-be")).decode("ascii")
    return "&" + encoded.rstrip("=").replace("/", ",") + "-"


def _unshifted(encoded: str) -> str:
    if not encoded:
        return "&"
    padded = encoded.replace(",", "/") + "=" * (-len(encoded) % 4)
    return b64decode(padded, validate=True).decode("utf-16-be")

"""Reading an IMAP command: a cursor that takes one syntax element at a time (RFC 3501, 9)."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeVar

from shopdesk.demo.servers import imap_wire
from shopdesk.demo.servers.mailfolder import SYSTEM_FLAGS

_ATOM = re.compile(rb'[^\x00-\x20\x7f-\xff(){%*"\\\]]+')
_ASTRING = re.compile(rb'[^\x00-\x20\x7f-\xff(){%*"\\]+')
_LIST_PATTERN = re.compile(rb'[^\x00-\x20\x7f-\xff(){"\\]+')
_TAG = re.compile(rb'[^\x00-\x20\x7f-\xff(){%*"\\+]{1,100}')
_FLAG = re.compile(rb'\\?[^\x00-\x20\x7f-\xff(){%*"\\\]]+')
_QUOTED = re.compile(rb'"((?:[^"\\\r\n\x00]|\\["\\])*)"')
_ESCAPED = re.compile(rb'\\(["\\])')
_LITERAL = re.compile(rb"\{(\d{1,10})\+?\}\r?\n")
_NUMBER = re.compile(rb"\d{1,19}")
_RANGE = rb"(?:\d{1,10}|\*)(?::(?:\d{1,10}|\*))?"
_SEQUENCE_SET = re.compile(_RANGE + rb"(?:," + _RANGE + rb")*")
_NUMBER_STARTS = frozenset(bytes([octet]) for octet in b"0123456789*")
_END_OF_LINE = re.compile(rb"\r?\n\Z")
_MAX_UID = 2**32 - 1
_SYSTEM_FLAGS = frozenset(flag.lower() for flag in (*SYSTEM_FLAGS, "\\Recent"))
_T = TypeVar("_T")


class BadSyntax(Exception):
    """The client's command cannot be understood; it is answered with BAD."""


@dataclass(frozen=True, slots=True)
class Command:
    """A command as it came over the line."""

    text: bytes
    """All its lines; each literal is left out but for its `{size}` and line end."""
    literals: tuple[bytes, ...] = ()
    """The literals, in order."""


@dataclass(frozen=True, slots=True)
class SequenceSet:
    """Message numbers or UIDs as the client wrote them."""

    ranges: tuple[tuple[int | None, int | None], ...]
    """First and last, None for `*`."""

    def spans(self, star: int) -> list[tuple[int, int]]:
        """Return the ranges, low end first, with `*` put in."""
        filled = ((star if a is None else a, star if b is None else b) for a, b in self.ranges)
        return [(min(span), max(span)) for span in filled]

    def largest_number(self) -> int:
        """Return the largest number that is written out; 0 when there is none."""
        return max((n for span in self.ranges for n in span if n is not None), default=0)


class Arguments:
    """What is left to read of a command; each method takes the next element or raises BadSyntax."""

    def __init__(self, command: Command) -> None:
        self._text = _END_OF_LINE.sub(b"", command.text)
        self._literals = deque(command.literals)
        self._position = 0

    def take(self, pattern: re.Pattern[bytes], what: str) -> re.Match[bytes]:
        """Take what matches here."""
        match = pattern.match(self._text, self._position)
        if match is None:
            raise BadSyntax(f"expected {what}")
        self._position = match.end()
        return match

    def accept(self, token: bytes) -> bool:
        """Take `token` if it comes next, in any case; tell whether it did."""
        end = self._position + len(token)
        if self._text[self._position : end].upper() != token.upper():
            return False
        self._position = end
        return True

    def expect(self, token: bytes) -> None:
        """Take exactly this."""
        if not self.accept(token):
            raise BadSyntax(f"expected {token.decode('ascii')!r}")

    def at_end(self) -> bool:
        """Tell whether nothing is left."""
        return self._position >= len(self._text)

    def looking_at(self, token: bytes) -> bool:
        """Tell whether `token` comes next, without taking it."""
        return self._text.startswith(token, self._position)

    def looking_at_number(self) -> bool:
        """Tell whether a digit or `*` comes next."""
        return self._text[self._position : self._position + 1] in _NUMBER_STARTS

    def end(self) -> None:
        """Nothing more may follow."""
        if not self.at_end():
            raise BadSyntax("unexpected arguments")

    def space(self) -> None:
        """Take the one space between arguments."""
        self.expect(b" ")

    def tag(self) -> str:
        """Take a command's tag."""
        return self.take(_TAG, "a tag")[0].decode("ascii")

    def atom(self) -> str:
        """Take an atom."""
        return self.take(_ATOM, "an atom")[0].decode("ascii")

    def keyword(self) -> str:
        """Take an atom that means the same in any case; returned in capitals."""
        return self.atom().upper()

    def number(self) -> int:
        """Take a number of up to 63 bits."""
        value = int(self.take(_NUMBER, "a number")[0])
        if value >= 2**63:
            raise BadSyntax("number too large")
        return value

    def literal(self) -> bytes:
        """Take a literal, and nothing but a literal."""
        self.take(_LITERAL, "a literal")
        if not self._literals:
            raise BadSyntax("literal without its data")
        return self._literals.popleft()

    def string(self) -> bytes:
        """Take a quoted string or a literal."""
        if self.looking_at(b'"'):
            return _ESCAPED.sub(rb"\1", self.take(_QUOTED, "a quoted string")[1])
        return self.literal()

    def astring(self) -> bytes:
        """Take an atom, a quoted string or a literal."""
        if self.looking_at(b'"') or self.looking_at(b"{"):
            return self.string()
        return self.take(_ASTRING, "a string")[0]

    def mailbox(self) -> str:
        """Take a mailbox name."""
        try:
            return imap_wire.decode_mailbox(self.astring())
        except ValueError as error:
            raise BadSyntax("invalid mailbox name") from error

    def list_pattern(self) -> str:
        """Take a mailbox name that may have wildcards in it and may be empty."""
        quoted = self.looking_at(b'"') or self.looking_at(b"{")
        raw = self.string() if quoted else self.take(_LIST_PATTERN, "a mailbox pattern")[0]
        try:
            return imap_wire.decode_mailbox(raw) if raw else ""
        except ValueError as error:
            raise BadSyntax("invalid mailbox pattern") from error

    def sequence_set(self) -> SequenceSet:
        """Take a set of message numbers or UIDs."""
        ranges = []
        for part in self.take(_SEQUENCE_SET, "a sequence set")[0].split(b","):
            first, _, last = part.partition(b":")
            ranges.append((_set_number(first), _set_number(last or first)))
        return SequenceSet(tuple(ranges))

    def parenthesised(self, element: Callable[[], _T]) -> list[_T]:
        """Take `(element element …)`, which may be empty."""
        self.expect(b"(")
        found: list[_T] = []
        while not self.accept(b")"):
            if found:
                self.space()
            found.append(element())
        return found

    def flag(self) -> str:
        """Take one flag."""
        flag = self.take(_FLAG, "a flag")[0].decode("ascii")
        if flag.startswith("\\") and flag.lower() not in _SYSTEM_FLAGS:
            raise BadSyntax("unknown system flag")
        return flag

    def flags(self) -> list[str]:
        """Take flags, in parentheses or bare to the end of the command; \\Recent is left out,
        for it is not the client's to set."""
        if self.looking_at(b"("):
            found = self.parenthesised(self.flag)
        else:
            found = [self.flag()]
            while not self.at_end():
                self.space()
                found.append(self.flag())
        return [flag for flag in found if flag.lower() != "\\recent"]

    def date(self) -> date:
        """Take a date, quoted or not."""
        try:
            return imap_wire.parse_date(self.astring().decode("ascii"))
        except ValueError as error:
            raise BadSyntax("invalid date") from error

    def date_time(self) -> datetime:
        """Take a quoted date with its time and offset."""
        try:
            text = self.take(_QUOTED, "a date-time")[1].decode("ascii")
            return imap_wire.parse_internaldate(text)
        except ValueError as error:
            raise BadSyntax("invalid date-time") from error


def _set_number(text: bytes) -> int | None:
    if text == b"*":
        return None
    number = int(text)
    if not 0 < number <= _MAX_UID:
        raise BadSyntax("message number out of range")
    return number

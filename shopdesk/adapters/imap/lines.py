"""Cuts what an IMAP server sends into lines, however it arrives."""

from __future__ import annotations

import re

from shopdesk.adapters.imap.errors import Garbled

_LONGEST_LINE = 65_536
_LARGEST_LITERAL = 2**20
_LITERAL = re.compile(rb"\{(\d{1,10})\+?\}$")


class Lines:
    """Feed it bytes, get whole lines without their ends.

    What a literal holds is passed over: the line comes with `{n}` where it stood.
    """

    def __init__(self) -> None:
        self._bytes = bytearray()
        self._line = bytearray()
        self._skip = 0

    @property
    def pending(self) -> bool:
        """Whether something came that is no whole line yet."""
        return bool(self._bytes or self._line or self._skip)

    def feed(self, data: bytes) -> list[bytes]:
        """The lines that `data` completes. Raises `Garbled` for one that is too long."""
        self._bytes += data
        whole: list[bytes] = []
        while (end := self._next_end()) >= 0:
            piece = bytes(self._bytes[:end]).removesuffix(b"\r")
            del self._bytes[: end + 1]
            self._line += piece
            literal = _LITERAL.search(piece)
            if literal:
                self._skip = int(literal[1])
            else:
                whole.append(bytes(self._line))
                self._line.clear()
        if len(self._bytes) + len(self._line) > _LONGEST_LINE or self._skip > _LARGEST_LITERAL:
            raise Garbled("a line without end")
        return whole

    def _next_end(self) -> int:
        passed = min(self._skip, len(self._bytes))
        del self._bytes[:passed]
        self._skip -= passed
        return -1 if self._skip else self._bytes.find(b"\n")

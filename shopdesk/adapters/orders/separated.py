"""Rows of a file in which something separates the cells; whatever the bytes, it never raises."""

from __future__ import annotations

import csv
from collections import deque
from collections.abc import Callable, Iterator
from typing import TextIO

from shopdesk.words import _

SEPARATORS = (",", ";", "\t", "|")
LONGEST_ROW = 400
"""Lines: a note may have some, a forgotten quotation mark has thousands."""
LONGEST_LINE = 1_000_000
"""Characters."""
_HINT = "sep="

Row = tuple[int, list[str] | str]
"""The line that it begins in, and its cells; or why it has none."""


class _Unclosed(Exception):
    """A quotation mark that does not end where it should."""


class Lines:
    """A file's lines with their numbers; those of a row that failed can be read again."""

    def __init__(self, source: TextIO) -> None:
        self._source = source
        self._again: deque[str] = deque()
        self.row: list[str] = []
        """Of the row that is being taken apart."""
        self.number = 0
        """Of the line that was handed out last."""

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        row = self.row
        if len(row) >= LONGEST_ROW:
            raise _Unclosed
        if self._again:
            line = self._again.popleft()
        else:
            line = self._source.readline(LONGEST_LINE)
            if not line:
                # within a row, only an open quotation mark asks for more
                raise _Unclosed if row else StopIteration
        self.number += 1
        row.append(line)
        return line

    def leave_first(self) -> None:
        """Read all but the first line of the present row again."""
        rest = self.row[1:]
        self.number -= len(rest)
        self._again.extendleft(reversed(rest))
        self.row.clear()


def rows(source: TextIO, separator: str, *, quoted: bool = True) -> Iterator[Row]:
    """All rows, the heading's too."""
    lines = Lines(source)

    def fresh() -> Callable[[], list[str]]:
        if quoted:
            return csv.reader(lines, delimiter=separator).__next__
        return csv.reader(lines, delimiter=separator, quoting=csv.QUOTE_NONE).__next__

    row, take = lines.row, fresh()
    while True:
        row.clear()
        at = lines.number + 1
        try:
            cells = take()
        except StopIteration:
            return
        except _Unclosed:
            lines.leave_first()
            take = fresh()
            yield at, _("a quotation mark is opened and never closed")
            continue
        except csv.Error as error:
            lines.leave_first()
            take = fresh()
            yield at, _("it cannot be taken apart ({why})").format(why=error)
            continue
        yield at, cells


def hint(first: str) -> str:
    """What a first line of `sep=;` says; empty for any other."""
    line = first.strip("\ufeff\r\n")
    said = line.lower().startswith(_HINT) and len(line) == len(_HINT) + 1
    return line[-1] if said else ""

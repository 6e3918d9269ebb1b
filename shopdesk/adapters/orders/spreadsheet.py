"""Rows of an Excel file, by openpyxl: an optional extra."""

from __future__ import annotations

import warnings
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path
from xml.etree.ElementTree import ParseError

from shopdesk.adapters.orders.separated import Row
from shopdesk.domain.errors import FileTrouble
from shopdesk.words import _

LARGEST = 2 << 30
"""Bytes of the unpacked file: a bomb is larger, a shop's export is not."""
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    ParseError,
    KeyError,
    ValueError,
    TypeError,
    IndexError,
    AttributeError,
    EOFError,
    OSError,
    NotImplementedError,
    RuntimeError,
)
"""What openpyxl and what it stands on raise on files that are no spreadsheets, or broken ones."""


def sheets(file: Path) -> Iterator[tuple[str, Iterator[Row]]]:
    """Each sheet's name and rows; raises `FileTrouble`."""
    try:
        from openpyxl import load_workbook
    except ImportError as error:
        raise FileTrouble(
            _(
                "{file} is a spreadsheet, for which a part is missing. Install it with: "
                "pip install 'shopdesk-inbox[excel]', or save the sheet as CSV."
            ).format(file=file.name)
        ) from error
    try:
        with zipfile.ZipFile(file) as packed:
            if sum(part.file_size for part in packed.infolist()) > LARGEST:
                raise FileTrouble(_("{file}: it is too large.").format(file=file.name))
        with warnings.catch_warnings():
            # it warns of styles and extensions that say nothing about the cells
            warnings.simplefilter("ignore")
            book = load_workbook(file, read_only=True, data_only=True)
            names = list(book.sheetnames)
    except _BROKEN as error:
        raise _trouble(file) from error
    try:
        for name in names:
            if hasattr(book[name], "iter_rows"):
                yield name, _rows(file, book[name])
    finally:
        book.close()


def _rows(file: Path, sheet: object) -> Iterator[Row]:
    try:
        for number, cells in enumerate(sheet.iter_rows(values_only=True), 1):  # type: ignore[attr-defined]
            yield number, [_text(cell) for cell in cells]
    except _BROKEN as error:
        raise _trouble(file) from error


def _text(cell: object) -> str:
    """As the cell would stand in a CSV file; a long number keeps its digits."""
    match cell:
        case None:
            return ""
        case bool():
            return "yes" if cell else "no"
        case int() | Decimal():
            return str(cell)
        case float():
            return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else f"{cell:.15g}"
        case datetime():
            return cell.isoformat(" ", "seconds")
        case date() | time():
            return cell.isoformat()
    return str(cell)


def _trouble(file: Path) -> FileTrouble:
    return FileTrouble(
        _("{file} is no spreadsheet that can be read. Save it as .xlsx or CSV.").format(
            file=file.name
        )
    )


def first_rows(rows: Iterator[Row], most: int) -> Sequence[Row]:
    """Some of them, from the beginning."""
    found: list[Row] = []
    for row in rows:
        found.append(row)
        if len(found) >= most:
            break
    return found

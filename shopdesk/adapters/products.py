"""The shop's products, from a CSV file that the owner keeps."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from shopdesk.domain.answer.product import Product
from shopdesk.domain.errors import FileTrouble
from shopdesk.domain.finding import folded
from shopdesk.words import _

LARGEST = 32 * 1024 * 1024
"""Bytes of a file that is read: more than a hundred thousand products."""
STANDARD = ("sku", "name", "price", "url", "guide", "video", "facts")
"""The columns that have a meaning of their own; only `name` must be there."""
_SEPARATORS = ",;\t"
_NO_WORD = re.compile(r"\W+")
_AMOUNT = re.compile(
    r"(?P<whole>[1-9]\d{0,2}(?:(?P<sep>[.,' \u00a0\u202f])\d{3})(?:(?P=sep)\d{3})*|\d+)"
    r"(?:[.,](?P<cents>\d+))?",
    re.ASCII,
)
_BOMS = ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"), (b"\xef\xbb\xbf", "utf-8-sig"))


@dataclass(frozen=True, slots=True)
class _Copy:
    """The list as it was read."""

    mark: tuple[int, int, int]
    """Modification time in ns, size and inode."""
    products: tuple[tuple[Product, str], ...]
    """Each with the words that it is found by."""
    columns: tuple[str, ...]
    """The owner's own ones."""


class CsvProducts:
    """The products in the file at `path`; read again when it has changed."""

    def __init__(self, path: Path, *, needed: bool) -> None:
        """`needed`: that there is no such file is a mistake rather than an empty list."""
        self._path = path
        self._needed = needed
        self._copy: _Copy | None = None

    def find(self, words: str) -> tuple[Product, ...]:
        """Those in which every one of the words stands; by name and number before by the rest."""
        wanted = folded(words).split()
        hits = [
            (product, all(word in folded(f"{product.sku} {product.name}") for word in wanted))
            for product, text in self._products()
            if all(word in text for word in wanted)
        ]
        return tuple(product for product, _near in sorted(hits, key=lambda hit: not hit[1]))

    def columns(self) -> tuple[str, ...]:
        """`sku`, `name` and so on, then the owner's own; a broken list has none of these."""
        try:
            self._products()
        except FileTrouble:
            return STANDARD
        return (*STANDARD, *(self._copy.columns if self._copy else ()))

    def _products(self) -> tuple[tuple[Product, str], ...]:
        try:
            status = self._path.stat()
            mark = status.st_mtime_ns, status.st_size, status.st_ino
            if self._copy is None or self._copy.mark != mark:
                self._copy = self._read(mark)
        except FileNotFoundError as error:
            self._copy = None
            if not self._needed:
                return ()
            raise self._trouble(_("there is no such file")) from error
        except OSError as error:
            raise self._trouble(error.strerror or str(error)) from error
        return self._copy.products

    def _read(self, mark: tuple[int, int, int]) -> _Copy:
        if mark[1] > LARGEST:
            most = LARGEST // 1024**2
            raise self._trouble(_("it is larger than {most} MiB").format(most=most))
        text = self._decoded(self._path.read_bytes())
        separator = _separator(text)
        rows = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
        try:
            columns = tuple(_NO_WORD.sub("_", cell.strip().lower()) for cell in next(rows, ()))
            if "name" not in columns:
                raise self._trouble(
                    _(
                        "line 1: there is no column `name`; possible are {known}, and your own"
                    ).format(known=", ".join(STANDARD))
                )
            found = tuple((product, _words(product)) for product in _filled(columns, rows))
        except csv.Error as error:
            raise self._trouble(
                _("line {line}: {why}").format(line=rows.line_num, why=error)
            ) from error
        own = tuple(dict.fromkeys(c for c in columns if c and c not in STANDARD))
        return _Copy(mark, found, own)

    def _decoded(self, content: bytes) -> str:
        encoding = next((name for bom, name in _BOMS if content.startswith(bom)), "utf-8")
        try:
            return content.decode(encoding)
        except UnicodeDecodeError as error:
            line = content.count(b"\n", 0, error.start) + 1
            raise self._trouble(
                _("line {line}: this is not UTF-8; save it as CSV UTF-8").format(line=line)
            ) from error

    def _trouble(self, why: str) -> FileTrouble:
        return FileTrouble(
            _("The products in {file} cannot be read: {why}.").format(file=self._path, why=why)
        )


def _filled(columns: Sequence[str], rows: Iterator[list[str]]) -> Iterator[Product]:
    for row in rows:
        cells = {name: cell.strip() for name, cell in zip(columns, row, strict=False) if name}
        if cells.get("name"):
            yield _product(cells)


def _product(cells: Mapping[str, str]) -> Product:
    return Product(
        sku=cells.get("sku", ""),
        name=cells["name"],
        price=_price(cells.get("price", "")),
        url=cells.get("url", ""),
        guide=cells.get("guide", ""),
        video=cells.get("video", ""),
        facts=cells.get("facts", ""),
        more={name: cell for name, cell in cells.items() if name not in STANDARD and cell},
    )


def _price(text: str) -> Decimal | str:
    """A number however it is written: `1250000`, `12.50`, `12,50`, `1 250,00`, `1.250.000`."""
    found = _AMOUNT.fullmatch(text)
    if found is None:
        return text
    whole = "".join(digit for digit in found["whole"] if digit.isdecimal())
    return Decimal(f"{whole}.{found['cents']}" if found["cents"] else whole)


def _words(product: Product) -> str:
    more = " ".join(product.more.values())
    return folded(f"{product.sku} {product.name} {product.facts} {more}")


def _separator(text: str) -> str:
    heading = text[: text.find("\n")] if "\n" in text else text
    return max(_SEPARATORS, key=heading.count)

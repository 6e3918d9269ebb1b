"""Exports as files: opened, understood, read."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO
from zoneinfo import ZoneInfo

from shopdesk.adapters.orders import dates, spreadsheet
from shopdesk.adapters.orders.formats import FIELDS, PEOPLE_FIELDS, Shape
from shopdesk.adapters.orders.formats_any import EVERY
from shopdesk.adapters.orders.heading import DEPTH, Heading, Remembered, find, format_called
from shopdesk.adapters.orders.layout import Layout, layout
from shopdesk.adapters.orders.order_rows import OrderRows
from shopdesk.adapters.orders.people_rows import PeopleRows
from shopdesk.adapters.orders.separated import SEPARATORS, Row, hint, rows
from shopdesk.adapters.orders.survey import Survey, survey
from shopdesk.domain.errors import ConfigError, FileTrouble
from shopdesk.domain.money import NO_CURRENCY, is_currency
from shopdesk.ports.order_files import Ask, Batch, Reading, Refused
from shopdesk.words import _

SAMPLED = 300
"""Rows below the heading that tell how amounts and days are written."""
AT_ONCE = 2_000
"""Rows in a batch."""
_HEAD = 1 << 19


@dataclass(frozen=True, slots=True)
class _Opened:
    """A file and how far it is read."""

    survey: Survey
    separator: str
    heading: Heading
    samples: tuple[list[str], ...]
    rows: Iterator[Row]
    """Those below the heading."""
    bytes: BinaryIO | None
    """Tells how far a CSV file is read."""


class ExportFiles:
    """Reads any export; see the formats."""

    def __init__(
        self, zone: ZoneInfo, currency: str, remembered: Remembered = lambda headings: None
    ) -> None:
        """The shop's zone and currency; what the owner once said about files like these."""
        self._shop = zone, currency
        self._remembered = remembered

    def formats(self) -> Mapping[str, str]:
        """Every format's name and what it is."""
        return {format.id: format.title for format in EVERY.values()}

    @contextmanager
    def open(self, file: Path, ask: Ask) -> Iterator[ExportSheet]:
        """Raises `FileTrouble` for what cannot be read, `ConfigError` for a wrong question."""
        _check(ask)
        if not file.is_file():
            raise FileTrouble(_("There is no file {file}.").format(file=file))
        with ExitStack() as stack:
            looked = survey(file)
            if looked.is_zip:
                opened = self._spreadsheet(file, looked, ask, stack)
            else:
                opened = self._separated(file, looked, ask, stack)
            yield ExportSheet(opened, self._shop)

    def _separated(self, file: Path, looked: Survey, ask: Ask, stack: ExitStack) -> _Opened:
        encoding = ask.encoding or looked.encoding
        try:
            raw = stack.enter_context(file.open("rb"))
            head = io.TextIOWrapper(
                io.BytesIO(raw.read(_HEAD)), encoding, "replace", newline=""
            ).read()
            raw.seek(0)
        except OSError as error:
            raise FileTrouble(
                _("{file} cannot be read: {why}.").format(file=file, why=error.strerror or error)
            ) from error
        separator, found = self._likeliest(head, ask)
        if found is None:
            raise _no_heading(file, head)
        text = io.TextIOWrapper(raw, encoding, "replace", newline="")
        stack.enter_context(closing(text))
        quoted = found.format.quoted
        lines = rows(text, separator, quoted=quoted)
        if hint(head[:10].split("\n")[0]):
            next(lines, None)
        below = list(rows(io.StringIO(head, newline=""), separator, quoted=quoted))
        start = next((n for n, row in enumerate(below) if row[0] == found.line), 0) + 1
        samples = tuple(c for _l, c in below[start : start + SAMPLED] if not isinstance(c, str))
        for at, _cells in lines:
            if at >= found.line:
                break
        return _Opened(looked, separator, found, samples, lines, raw)

    def _likeliest(self, head: str, ask: Ask) -> tuple[str, Heading | None]:
        """The separator under which a heading is found most surely."""
        said = hint(head.partition("\n")[0])
        best: tuple[str, Heading | None] = (said or ",", None)
        for separator in (said,) if said else SEPARATORS:
            source = io.StringIO(head, newline="")
            first = spreadsheet.first_rows(rows(source, separator), DEPTH)
            found = find(first, ask, self._remembered)
            if found and (best[1] is None or found.weight > best[1].weight):
                best = separator, found
        return best

    def _spreadsheet(self, file: Path, looked: Survey, ask: Ask, stack: ExitStack) -> _Opened:
        every = spreadsheet.sheets(file)
        stack.enter_context(closing(every))  # type: ignore[type-var]
        for _name, lines in every:
            first = spreadsheet.first_rows(lines, DEPTH + SAMPLED)
            found = find(first, ask, self._remembered)
            if found is not None:
                below = first[found.after :]
                samples = tuple(c for _l, c in below if not isinstance(c, str))
                return _Opened(looked, "", found, samples, _after(below, lines), None)
        raise _no_heading(file, "")


def _after(first: Sequence[Row], rest: Iterator[Row]) -> Iterator[Row]:
    yield from first
    yield from rest


class ExportSheet:
    """One export."""

    def __init__(self, opened: _Opened, shop: tuple[ZoneInfo, str]) -> None:
        self._opened = opened
        found = opened.heading
        self._layout = layout(found.format, found.names, opened.samples, found.ask, shop)
        self.reading = _reading(opened, self._layout)
        """How it is read."""

    def first(self, most: int) -> tuple[tuple[str, ...], ...]:
        """The cells of its first rows below the heading."""
        return tuple(tuple(cells) for cells in self._opened.samples[:most])

    def batches(self) -> Iterator[Batch]:
        """All of it, once; raises `FileTrouble` when the file itself breaks."""
        people = self._layout.shape is Shape.PERSON
        reader = PeopleRows(self._layout) if people else OrderRows(self._layout)
        take = reader.take
        since = 0
        try:
            for line, cells in self._opened.rows:
                if isinstance(cells, str):
                    reader.batch.rows += 1
                    reader.batch.refused.append(Refused(line, cells))
                else:
                    take(line, cells)
                since += 1
                if since >= AT_ONCE:
                    since = 0
                    yield self._full(reader)
        except OSError as error:
            raise FileTrouble(
                _("The file broke off: {why}.").format(why=error.strerror or error)
            ) from error
        reader.finish()
        yield self._full(reader, share=1.0)

    def _full(self, reader: OrderRows | PeopleRows, share: float | None = None) -> Batch:
        batch, reader.batch = reader.batch, Batch()
        opened = self._opened
        if share is None:
            read = opened.bytes.tell() if opened.bytes else 0
            share = min(read / max(opened.survey.size, 1), 1.0)
        batch.share = share
        return batch


def _reading(opened: _Opened, made: Layout) -> Reading:
    found, looked = opened.heading, opened.survey
    people = made.shape is Shape.PERSON
    used = {place for places in made.where.values() for place in places}
    used |= {place for _n, place in made.charges} | {place for _n, place, _s in made.extras}
    used |= set(made.items)
    fields = PEOPLE_FIELDS if people else FIELDS
    return Reading(
        format=found.format.id,
        title=found.format.title,
        source=found.ask.source or found.format.shop,
        people=people,
        encoding="" if looked.is_zip else (found.ask.encoding or looked.encoding),
        separator=opened.separator,
        heading=found.line,
        headings=found.cells,
        names=found.names,
        columns={f: found.cells[made.at(f)] for f in fields if f in made.where},
        unused=tuple(cell for n, cell in enumerate(found.cells) if n not in used and cell.strip()),
        currency=made.currency,
        decimal=made.decimal,
        days=made.days,
        repeats=made.shape is Shape.ITEM,
        digest=looked.digest,
        modified=looked.modified,
        size=looked.size,
        warnings=tuple(_warnings(opened, made)),
    )


def _warnings(opened: _Opened, made: Layout) -> Iterator[str]:
    if opened.survey.doubtful and not opened.heading.ask.encoding:
        yield _("The charset is a guess: {name}. Look at the names.").format(
            name=opened.survey.encoding
        )
    money = {"total", "price", "amount", "part_total", "spent"} & made.where.keys()
    if made.currency == NO_CURRENCY and "currency" not in made.where and money:
        yield _(
            "No currency is named: amounts without a sign are kept without one. "
            "Say which with --currency, or under [shop] in the settings."
        )
    figures = [
        row[place]
        for row in opened.samples
        for place in made.where.get("placed", ())[:1]
        if place < len(row) and dates.in_figures(row[place])
    ]
    if figures and not made.days:
        yield _("{day} is read as day, month, year; --days mdy says otherwise.").format(
            day=figures[0]
        )


def _check(ask: Ask) -> None:
    problems = []
    if ask.format != "auto":
        format_called(ask.format)
    if ask.currency and not is_currency(ask.currency):
        problems.append(_("{code} is no currency such as GBP.").format(code=ask.currency))
    unknown = [f for f in ask.columns if f not in (*FIELDS, *PEOPLE_FIELDS)]
    if unknown:
        problems.append(
            _("There is no field {names}; possible are {known}.").format(
                names=", ".join(unknown), known=", ".join(FIELDS)
            )
        )
    if ask.encoding:
        try:
            "".encode(ask.encoding)
        except (LookupError, UnicodeError):
            problems.append(_("There is no charset {name}.").format(name=ask.encoding))
    if problems:
        raise ConfigError(*problems)


def _no_heading(file: Path, head: str) -> FileTrouble:
    del head
    return FileTrouble(
        _(
            "{file}: no heading of orders or customers is found in it. Say which column is what: "
            "--mapping 'number=Order No,total=Sum,email=Mail'."
        ).format(file=file.name)
    )

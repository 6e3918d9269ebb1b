"""Files of orders: looked at, then taken in as a whole or not at all."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from fnmatch import fnmatch
from pathlib import Path

from shopdesk.domain.errors import ShopdeskError
from shopdesk.domain.guests.order_report import ImportReport, RefusedRow
from shopdesk.domain.guests.order_settings import OrderSettings, SourceSettings
from shopdesk.domain.guests.tier import levels
from shopdesk.ports.order_files import Ask, Batch, OrderFiles, Progress, Reading, Sheet
from shopdesk.ports.orders import Stamp, Taken
from shopdesk.ports.records import Records
from shopdesk.words import _

SHOWN = 8
"""Rows of a file that a look at it shows."""
TOLD = 1_000
"""Refused rows that a report names; the rest is counted."""


class Stopped(ShopdeskError):
    """The owner stopped it; nothing was changed."""


class _DryRun(Exception):
    """Takes back what was only tried."""


@dataclass(frozen=True, slots=True)
class FileLook:
    """A file before it is taken in."""

    reading: Reading
    """How it would be read."""
    rows: tuple[tuple[str, ...], ...]
    """The cells of its first rows."""
    known: bool
    """These very bytes were taken in before."""


def always(_share: float, _rows: int) -> bool:
    """A progress that nobody watches."""
    return True


class OrderImport:
    """Used from the thread that opened the records: its own, for a large file takes a while."""

    def __init__(self, records: Records, files: OrderFiles, settings: OrderSettings) -> None:
        self._records = records
        self._files = files
        self._settings = settings

    def look(self, file: Path, ask: Ask) -> FileLook:
        """Understand it; raises `FileTrouble` or `ConfigError`."""
        with self._files.open(file, self.asked(file, ask)) as sheet:
            reading = sheet.reading
            known = self._records.imported_as_of(reading.source, reading.digest) is not None
            return FileLook(reading, sheet.first(SHOWN), known)

    def take(
        self,
        file: Path,
        ask: Ask,
        now: datetime,
        *,
        dry_run: bool = False,
        as_of: datetime | None = None,
        progress: Progress = always,
    ) -> ImportReport:
        """All of the file in one transaction.

        `as_of` says how old its values are; else they are as old as the file, or as these very
        bytes were when they came first. Raises `FileTrouble`, `ConfigError`, `RecordsError`, and
        `Stopped` when `progress` says so: nothing is changed then.
        """
        with self._files.open(file, self.asked(file, ask)) as sheet:
            tally = _Tally()
            try:
                self._records.unstage(sheet.reading.size)
                self._stage(sheet, tally, progress)
                stamp = self._stamp(sheet.reading, now, as_of)
                taken = self._taken(stamp, sheet.reading, file, now, tally, dry_run=dry_run)
            finally:
                self._records.unstage()
            return tally.report(file, sheet.reading, taken, dry_run=dry_run)

    def keep_mapping(self, reading: Reading, ask: Ask, now: datetime) -> None:
        """Files with this heading are read so from now on."""
        self._records.keep_mapping(reading.names, reading.source, ask.columns, now)

    def asked(self, file: Path, ask: Ask) -> Ask:
        """With what the settings say about the source, or about files of such a name."""
        source = self._settings.source(ask.source) if ask.source else self._named(file)
        if source is None:
            return ask
        return Ask(
            format=ask.format if ask.format != "auto" else source.format,
            source=source.name,
            columns={**source.columns, **ask.columns},
            currency=ask.currency or source.currency,
            days=ask.days or source.days,
            decimal=ask.decimal or source.decimal,
            encoding=ask.encoding or source.encoding,
        )

    def _named(self, file: Path) -> SourceSettings | None:
        name = file.name.casefold()
        return next(
            (s for s in self._settings.sources if s.files and fnmatch(name, s.files.casefold())),
            None,
        )

    def _stage(self, sheet: Sheet, tally: _Tally, progress: Progress) -> None:
        for batch in sheet.batches():
            self._records.stage(batch)
            tally.add(batch)
            if not progress(batch.share, tally.rows):
                raise Stopped(_("Stopped; nothing was changed."))

    def _stamp(self, reading: Reading, now: datetime, as_of: datetime | None) -> Stamp:
        first = self._records.imported_as_of(reading.source, reading.digest)
        # a clock that went wrong must not make a file the newest for ever
        age = as_of or first or min(reading.modified, now)
        return Stamp(reading.source, reading.format, reading.digest, age, reading.repeats)

    def _taken(
        self,
        stamp: Stamp,
        reading: Reading,
        file: Path,
        now: datetime,
        tally: _Tally,
        *,
        dry_run: bool,
    ) -> Taken:
        take = self._records.take_people if reading.people else self._records.take_orders
        done: list[Taken] = []
        try:
            with self._records.transaction():
                done.append(take(stamp))
                if dry_run:
                    raise _DryRun
                self._records.note_import(stamp, file.name, now, tally.summary(done[0]))
        except _DryRun:
            # what was tried is taken back already
            return done[0]
        if done[0].added or done[0].changed:
            # reads every order: nobody who wants to write waits for that
            self._records.keep_levels(levels(self._records.spends()))
        return done[0]


class _Tally:
    """Counts while a file is read."""

    def __init__(self) -> None:
        self.rows = self.found = self.refused_rows = 0
        self.refused: list[RefusedRow] = []

    def add(self, batch: Batch) -> None:
        """Some more of the file."""
        self.rows += batch.rows
        self.found += len(batch.orders) + len(batch.people)
        self._refuse(batch.refused)

    def report(self, file: Path, reading: Reading, taken: Taken, *, dry_run: bool) -> ImportReport:
        """All that came of it."""
        self._refuse(taken.twice)
        return ImportReport(
            file=file.name,
            format=reading.format,
            source=reading.source,
            people=reading.people,
            rows=self.rows,
            found=taken.added + taken.changed + taken.unchanged + taken.older,
            added=taken.added,
            changed=taken.changed,
            unchanged=taken.unchanged,
            older=taken.older,
            totals=taken.totals,
            refused=tuple(sorted(self.refused, key=lambda row: row.line)),
            refused_rows=self.refused_rows,
            dry_run=dry_run,
            warnings=reading.warnings,
        )

    def summary(self, taken: Taken) -> str:
        """For the records."""
        return json.dumps(
            {
                "rows": self.rows,
                "added": taken.added,
                "changed": taken.changed,
                "unchanged": taken.unchanged,
                "older": taken.older,
                "refused": self.refused_rows + len(taken.twice),
            }
        )

    def _refuse(self, rows: Sequence[tuple[int, str]]) -> None:
        self.refused_rows += len(rows)
        room = TOLD - len(self.refused)
        self.refused += [RefusedRow(line, reason) for line, reason in rows[: max(room, 0)]]

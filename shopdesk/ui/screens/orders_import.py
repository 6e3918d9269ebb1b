"""A file of orders: how it is read, then taken in, with progress and a report."""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import replace
from functools import partial
from pathlib import Path

from rich.text import Text
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.widgets import ProgressBar, Static

from shopdesk.desk.guests.orders import FileLook, OrderImport, Stopped
from shopdesk.domain.errors import ShopdeskError
from shopdesk.domain.guests.order_report import ImportReport
from shopdesk.domain.plain import plain
from shopdesk.ports.order_files import Ask
from shopdesk.ui.commands.orders_import import IMPORT
from shopdesk.ui.said.amounts import written
from shopdesk.ui.screens.base import DeskScreen
from shopdesk.ui.screens.menu import MenuScreen
from shopdesk.ui.widgets.status import Status
from shopdesk.words import _, _n

Imports = Callable[[], AbstractContextManager[OrderImport]]
"""Opens what takes files in, in the thread that is to use it."""
_ROWS = 3
_SHOWN = 12
_ORDER = ("number", "placed", "email", "name", "status", "total", "tracking", "item", "quantity")
_PEOPLE = ("key", "email", "name", "phone", "note", "tags", "spent")
_SPOKEN_FOR = {"status": ("payment", "delivery"), "total": ("price", "amount", "part_total")}
"""What a format may have in the place of a field."""


class OrdersImportScreen(DeskScreen):
    """Nothing is changed before enter, and nothing when it is stopped."""

    BINDINGS = [c.binding() for c in IMPORT]

    def __init__(self, file: Path, imports: Imports) -> None:
        super().__init__()
        self._file = file
        self._imports = imports
        self._ask = Ask()
        self._look: FileLook | None = None
        self._report: ImportReport | None = None
        self._working = False
        self._stop = threading.Event()

    def compose(self) -> ComposeResult:
        """The file, how it is read, progress, keys."""
        yield Static(id="guest", markup=False)
        with VerticalScroll(id="thread"):
            yield Static(id="reading", markup=False)
        yield ProgressBar(total=1.0, show_eta=False, id="progress")
        yield Status(id="status")
        yield self.footer()

    async def on_mount(self) -> None:
        """Look into the file."""
        await super().on_mount()
        self.query_one("#progress").display = False
        self.query_one("#guest", Static).update(f" {plain(self._file.name)}")
        self._begin(self._read)

    def _begin(self, work: Callable[[], None]) -> None:
        if not self._working:
            self._working = True
            self._stop.clear()
            self.run_worker(partial(self._run_work, work), thread=True, group="orders")

    def _run_work(self, work: Callable[[], None]) -> None:
        try:
            work()
        except Stopped as stopped:
            self.app.call_from_thread(self._ended, str(stopped), False)
        except ShopdeskError as error:
            self.app.call_from_thread(self._ended, str(error), True)

    def _read(self) -> None:
        with self._imports() as importing:
            look = importing.look(self._file, self._ask)
        self.app.call_from_thread(self._understood, look)

    def _take(self, *, dry_run: bool) -> None:
        with self._imports() as importing:
            now = self.host.now
            report = importing.take(
                self._file, self._ask, now, dry_run=dry_run, progress=self._progress
            )
            if self._ask.columns and self._look and not dry_run and not report.nothing:
                importing.keep_mapping(self._look.reading, self._ask, now)
        self.app.call_from_thread(self._taken, report)

    def _progress(self, share: float, rows: int) -> bool:
        self.app.call_from_thread(self._moved, share, rows)
        return not self._stop.is_set()

    def _moved(self, share: float, rows: int) -> None:
        bar = self.query_one("#progress", ProgressBar)
        bar.display = True
        bar.update(progress=share)
        self.say(_n("{n} row read", "{n} rows read", rows))

    def _ended(self, sentence: str, alarming: bool) -> None:
        self._working = False
        self.query_one("#progress").display = False
        self.say(sentence, alarming=alarming)

    def _understood(self, look: FileLook) -> None:
        self._look, self._report = look, None
        self._ended(_("enter takes it in · t tries it out · m changes what is what"), False)
        self.query_one("#reading", Static).update(self._reading(look))

    def _taken(self, report: ImportReport) -> None:
        self._report = report
        if not report.dry_run:
            now = self.host.now
            self.run_worker(self.asked(lambda desk: desk.recompute.judged_anew(now)))
        words = _("A dry run: nothing was changed.") if report.dry_run else _("Taken in.")
        self._ended(words, report.nothing)
        self.query_one("#reading", Static).update(self._told(report))

    def _reading(self, look: FileLook) -> Text:
        reading = look.reading
        how = [reading.title, reading.source, reading.encoding, _separator(reading.separator)]
        how += [reading.currency, reading.days]
        lines = [Text(" · ".join(plain(word) for word in how if word), "bold")]
        if look.known:
            lines.append(Text(_("This very file was taken in before.")))
        lines += [Text(f"! {plain(warning)}", "bold") for warning in reading.warnings]
        places = {heading: n for n, heading in enumerate(reading.headings)}
        for field in _PEOPLE if reading.people else _ORDER:
            instead = (f for f in _SPOKEN_FOR.get(field, ()) if f in reading.columns)
            column = reading.columns.get(field, reading.columns.get(next(instead, "")))
            line = Text(f"{_(field):<10} ")
            line.append(plain(column) if column else "—", "bold" if column else "dim")
            if column is not None and column in places:
                cells = (
                    row[places[column]] for row in look.rows[:_ROWS] if len(row) > places[column]
                )
                line.append("   " + " | ".join(plain(cell)[:24] for cell in cells), "dim")
            lines.append(line)
        return Text("\n").join(lines)

    def _told(self, report: ImportReport) -> Text:
        shop = self.host.settings.shop
        found = _n("{n} order", "{n} orders", report.found)
        if report.people:
            found = _n("{n} customer", "{n} customers", report.found)
        counts = _("new {added} · changed {changed} · as before {same} · older {older}").format(
            added=report.added, changed=report.changed, same=report.unchanged, older=report.older
        )
        amounts = [written(money, shop.language, shop.country) for money in report.totals]
        lines = [Text(" · ".join((found, *amounts)), "bold"), Text(counts)]
        lines += [
            Text(plain(_("line {line} refused: {why}").format(line=row.line, why=row.reason)))
            for row in report.refused[:_SHOWN]
        ]
        if report.refused_rows > _SHOWN:
            n = report.refused_rows
            lines.append(Text(_n("{n} row was refused in all", "{n} rows were refused in all", n)))
        return Text("\n").join(lines)

    def action_take(self) -> None:
        """All of it, in one go."""
        if self._look is not None and (self._report is None or self._report.dry_run):
            self._begin(partial(self._take, dry_run=False))

    def action_try(self) -> None:
        """Only say what would be done."""
        if self._look is not None:
            self._begin(partial(self._take, dry_run=True))

    async def action_mapping(self) -> None:
        """Which field, then which column."""
        if self._look is None or self._working:
            return
        reading = self._look.reading
        headings = [h for h in reading.headings if h.strip()]
        fields = _PEOPLE if reading.people else _ORDER

        async def field_chosen(field: str | None) -> None:
            if field is None:
                return

            def column_chosen(column: str | None) -> None:
                if column is not None:
                    columns = {**self._ask.columns, field: column}
                    self._ask = replace(self._ask, columns=columns)
                    self._begin(self._read)

            question = _("Which column is it?")
            answers = [(plain(heading), heading) for heading in headings]
            await self.app.push_screen(MenuScreen(question, answers), column_chosen)

        question = _("Say of which field which column it is:")
        answers = [(f"{_(f)} — {plain(reading.columns.get(f, ''))}", f) for f in fields]
        await self.app.push_screen(MenuScreen(question, answers), field_chosen)

    def action_back(self) -> None:
        """Stop what is going on, else leave."""
        if self._working:
            self._stop.set()
        else:
            self.dismiss()


def _separator(separator: str) -> str:
    return {"": "", "\t": _("tab")}.get(separator, separator)

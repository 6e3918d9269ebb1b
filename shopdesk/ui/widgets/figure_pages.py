"""The pages of the figures."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from math import ceil
from typing import TYPE_CHECKING

from rich.cells import cell_len, set_cell_size
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text
from textual.color import Color
from textual.containers import Vertical
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option
from textual_plotext import PlotextPlot

from shopdesk.desk.figures.months import by_month
from shopdesk.desk.figures.said import Line, advice_text, sections
from shopdesk.desk.figures.words import channel_text, duration_text, share_cell, too_few
from shopdesk.domain.plain import plain
from shopdesk.ui.widgets.heat_map import HeatMap
from shopdesk.words import _

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from shopdesk.domain.figures.report import Report
    from shopdesk.domain.figures.service import Service

_NOW = 37
_GAP = 2
"""Columns beside a label at least."""

_STEPS = 5
_LONG_S = 3 * 3600
"""From here on a chart counts in hours."""


class Overview(OptionList):
    """Every single figure beside the one of the span before."""

    def __init__(self) -> None:
        super().__init__(id="overview", markup=False)

    def show(self, report: Report) -> None:
        """Show them, the cursor where it was."""
        at = self.highlighted
        self.clear_options()
        listed = sections(report)
        wide = max(cell_len(line.label) for section in listed for line in section.lines) + _GAP
        for section in listed:
            self.add_option(Option(Text(f" {section.title}", "bold"), disabled=True))
            for line in section.lines:
                self.add_option(Option(_row(line, wide), id=line.id))
        self.highlighted = 1 if at is None else at

    @property
    def pointed(self) -> str:
        """The figure under the cursor; empty when there is none."""
        if self.highlighted is None:
            return ""
        return self.get_option_at_index(self.highlighted).id or ""


class Trend(Vertical):
    """Day by day."""

    def compose(self) -> ComposeResult:
        """Two charts."""
        yield PlotextPlot(id="by-day")
        yield PlotextPlot(id="median-by-day")

    def show(self, report: Report) -> None:
        """Mail, and how quickly it was answered."""
        days = list(report.by_day.items())
        labels = [f"{day:%d.%m}" for day, _found in days]
        places = [float(n) for n in range(len(days))]
        every = max(len(days) // 8, 1)
        self._draw(
            "#by-day",
            _("mail by day"),
            [float(found.received) for _day, found in days],
            (places[::every], labels[::every]),
        )
        medians = [found.every.calendar.median for _day, found in days]
        seconds = [m.total_seconds() if m is not None else 0.0 for m in medians]
        long = max(seconds, default=0.0) > _LONG_S
        self._draw(
            "#median-by-day",
            _("median answer by day, hours") if long else _("median answer by day, minutes"),
            [s / (3600 if long else 60) for s in seconds],
            (places[::every], labels[::every]),
        )

    def _draw(
        self, chart: str, title: str, values: list[float], marks: tuple[list[float], list[str]]
    ) -> None:
        plot = self.query_one(chart, PlotextPlot)
        plot.plt.clear_data()
        plot.plt.clear_figure()
        plot.plt.title(title if any(values) else f"{title}: {too_few(0)}")
        colour = Color.parse(self.app.theme_variables["accent"]).rgb
        plot.plt.bar(list(range(len(values))), values, width=0.6, color=colour)
        plot.plt.xticks(*marks)
        plot.plt.yticks(_steps(max(values, default=0.0)))
        plot.refresh()


class Week(Vertical):
    """When mail comes and when it is answered slowly, and what would help."""

    def compose(self) -> ComposeResult:
        """Two maps and a sentence."""
        yield HeatMap(id="arrivals")
        yield HeatMap(id="slowness")
        yield Static(id="advice", markup=False)

    def show(self, report: Report) -> None:
        """Show the week."""
        most = max((n for day in report.arrivals for n in day), default=0)
        self.query_one("#arrivals", HeatMap).show(_("Mail comes"), report.arrivals, str(most))
        cells = [c for day in report.slowness for c in day if c is not None]
        self.query_one("#slowness", HeatMap).show(
            _("Answers take"),
            [[None if c is None else c.total_seconds() for c in day] for day in report.slowness],
            duration_text(max(cells, default=None)),
        )
        self.query_one("#advice", Static).update(advice_text(report.advice))


class Kinds(Static):
    """By what it is about, and how it came."""

    def __init__(self) -> None:
        super().__init__(id="kinds", markup=False)

    def show(self, report: Report) -> None:
        """Two tables in one."""
        table = Table.grid(padding=(0, 2))
        for _column in range(6):
            table.add_column(justify="left" if not table.columns else "right", no_wrap=True)
        categories = {_(category.value): found for category, found in report.by_category.items()}
        channels = {channel_text(c): found for c, found in report.by_channel.items()}
        for title, parts in (
            (_("By category"), categories),
            (_("By channel"), channels),
        ):
            heads = (title, _("questions"), _("answered"), _("in target"), _("median"), "p90")
            table.add_row(*(Text(word, "bold") for word in heads))
            for row in _rows(parts):
                table.add_row(*row)
            table.add_row()
        self.update(table)


class Months(Static):
    """Month by month."""

    def __init__(self) -> None:
        super().__init__(id="months", markup=False)

    def show(self, report: Report) -> None:
        """Three tables, one below the other."""
        grids: list[RenderableType] = []
        for table in by_month(report):
            grid = Table.grid(padding=(0, 2))
            for nth in range(len(table.heads)):
                grid.add_column(justify="right" if nth else "left", no_wrap=True)
            grid.add_row(*(Text(head, "bold") for head in table.heads))
            for row in table.rows:
                grid.add_row(*map(Text, row))
            grids += [grid, Text()]
        self.update(Group(*grids))


def _steps(most: float) -> list[float]:
    """Whole numbers up the side of a chart, each once."""
    step = max(ceil(most / _STEPS), 1)
    return [float(n) for n in range(0, max(ceil(most), 1) + step, step)]


def _rows(parts: Mapping[str, Service]) -> Iterator[tuple[Text, ...]]:
    for name, found in parts.items():
        took = found.every.calendar
        yield (
            Text(plain(name)),
            Text(str(found.received)),
            Text(str(found.answered)),
            Text(share_cell(found.in_target)),
            Text(duration_text(took.median)),
            Text(duration_text(took.p90)),
        )


def _row(line: Line, wide: int) -> Text:
    row = Text(" ")
    row.append(set_cell_size(line.label, wide))
    row.append(line.now)
    gap = max(_NOW - cell_len(line.now), 2)
    row.append(" " * gap + line.before, "dim")
    row.no_wrap = True
    row.overflow = "ellipsis"
    return row

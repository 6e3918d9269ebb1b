"""The figures: how fast, how well, when, and beside the span before."""

from __future__ import annotations

from datetime import date

from textual import on
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.widgets import ContentSwitcher, OptionList, Static

from shopdesk.domain.figures.report import Report
from shopdesk.ui.commands.figures import FIGURES_SCREEN
from shopdesk.ui.screens.base import DeskScreen
from shopdesk.ui.widgets.figure_coach import Coach
from shopdesk.ui.widgets.figure_pages import Kinds, Months, Overview, Trend, Week
from shopdesk.ui.widgets.status import Status
from shopdesk.ui.wishes import figures as figures_wishes
from shopdesk.words import _

_PAGES = ("overview", "trend", "week", "kinds-page", "months-page", "coach")


class FiguresScreen(DeskScreen):
    """Pages of one span; the span and the page change by a key."""

    BINDINGS = [c.binding() for c in FIGURES_SCREEN]

    def __init__(self, report: Report) -> None:
        super().__init__()
        self.report = report
        self._page = 0

    def compose(self) -> ComposeResult:
        """The span, the pages, the keys."""
        yield Static(id="figures-head", markup=False)
        with ContentSwitcher(initial=_PAGES[0], id="pages"):
            yield Overview()
            yield Trend(id="trend")
            yield Week(id="week")
            with VerticalScroll(id="kinds-page"):
                yield Kinds()
            with VerticalScroll(id="months-page"):
                yield Months()
            yield Coach()
        yield Status(id="status")
        yield self.footer()

    async def on_mount(self) -> None:
        """Draw."""
        await super().on_mount()
        self.show(self.report)

    def show(self, report: Report) -> None:
        """Show the figures of another span."""
        self.report = report
        self._head()
        self.query_one(Overview).show(report)
        self.query_one(Trend).show(report)
        self.query_one(Week).show(report)
        self.query_one(Kinds).show(report)
        self.query_one(Months).show(report)
        self.query_one(Coach).show(report)

    def _head(self) -> None:
        span, before = self.report.part.span, self.report.before.span
        names = (
            *(_("figures"), _("day by day"), _("the week"), _("what about")),
            *(_("months"), _("coach")),
        )
        pages = "  ".join(
            f"[{name}]" if n == self._page else f" {name} " for n, name in enumerate(names)
        )
        days = f"{_day(span.first)} – {_day(span.last)}" if span.days > 1 else _day(span.first)
        said = _("{days}  (beside {before})").format(
            days=days,
            before=f"{_day(before.first)} – {_day(before.last)}"
            if before.days > 1
            else _day(before.first),
        )
        self.query_one("#figures-head", Static).update(f" {said}\n{pages}")

    def action_span(self, days: int) -> None:
        """So many days up to today."""
        self.post_message(figures_wishes.ShowFigures(days))

    def action_any_span(self) -> None:
        """Any days."""
        self.post_message(figures_wishes.ChooseSpan())

    def action_page(self, step: int) -> None:
        """The next page."""
        self._page = (self._page + step) % len(_PAGES)
        self.query_one(ContentSwitcher).current = _PAGES[self._page]
        self.query_one(f"#{_PAGES[self._page]}").focus()
        self._head()

    def action_behind(self) -> None:
        """The conversations behind what is under the cursor."""
        overview, coach = self.query_one(Overview), self.query_one(Coach)
        if _PAGES[self._page] == "coach" and coach.pointed:
            self.post_message(figures_wishes.ShowConversations(coach.pointed))
        elif self._page == 0 and overview.pointed:
            wish = figures_wishes.ShowBehind(overview.pointed, self.report.part.span)
            self.post_message(wish)

    @on(OptionList.OptionSelected)
    def _selected(self) -> None:
        self.action_behind()

    def action_accept(self) -> None:
        """Make the advised hour a desk hour."""
        if self.report.advice is None:
            self.say(_("There is no advice to take."))
            return
        self.post_message(figures_wishes.AcceptAdvice(self.report.advice))

    def action_back(self) -> None:
        """To the board."""
        self.app.pop_screen()


def _day(day: date) -> str:
    return day.isoformat()

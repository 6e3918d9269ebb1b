"""What can be done with the figures."""

from __future__ import annotations

from shopdesk.ui.commands.command import Command
from shopdesk.words import _

FIGURES = Command(
    "figures",
    "d,ctrl+d",
    "figures",
    _("figures"),
    _("How fast and how well you answer: times, busy hours, trends."),
    shown=False,
)
BEHIND = Command(
    "behind", "enter", "behind", _("which?"), _("The conversations behind the figure.")
)
TODAY = Command("figures-today", "1", "span(1)", _("today"), _("The figures of today."))
WEEK = Command("figures-7", "2", "span(7)", _("7 days"), _("The figures of seven days."))
MONTH = Command("figures-28", "3", "span(28)", _("28 days"), _("The figures of 28 days."))
QUARTER = Command("figures-90", "4", "span(90)", _("90 days"), _("The figures of 90 days."))
ANY_SPAN = Command("figures-any", "5,s", "any_span", _("any"), _("The figures of any days."))
PAGE = Command(
    "figures-page",
    "tab,right",
    "page(1)",
    _("next page"),
    _("Figures, trends, the week, what mail is about."),
    display="tab",
)
PAGE_BACK = Command(
    "figures-page-back", "shift+tab,left", "page(-1)", _("page back"), _("Back."), shown=False
)
ACCEPT = Command(
    "accept-advice",
    "y,f9",
    "accept",
    _("take advice"),
    _("Make the advised hour a desk hour: the board shows it and reminds."),
)
LEAVE_FIGURES = Command(
    "leave-figures", "escape,q", "back", _("back"), _("Back to the board."), display="esc"
)
FIGURES_SCREEN = (
    BEHIND,
    TODAY,
    WEEK,
    MONTH,
    QUARTER,
    ANY_SPAN,
    PAGE,
    PAGE_BACK,
    ACCEPT,
    LEAVE_FIGURES,
)

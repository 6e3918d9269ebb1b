"""The `[goals]` and `[report]` tables of the settings file."""

from __future__ import annotations

import re
from datetime import time, timedelta
from typing import TYPE_CHECKING

from shopdesk.adapters.config.hours import DAYS
from shopdesk.domain.figures.goals import Goals
from shopdesk.domain.figures.weekly import ReportRules, Weekly
from shopdesk.words import _

if TYPE_CHECKING:
    from shopdesk.adapters.config.reader import Reader

_WHEN = re.compile(r"(?P<day>[a-z]{3}) +(?P<hour>[01]?\d|2[0-3]):(?P<minute>[0-5]\d)", re.I)
_ADDRESS = re.compile(r"[^\s@<>,;]+@[^\s@<>,;]+\.[^\s@<>,;]+")
_SHORTEST, _LONGEST = timedelta(days=30), timedelta(days=3650)


def read_goals(file: Reader) -> Goals:
    """What the owner wants to reach; mistakes go to `file.problems`."""
    table = file.table("goals", needed=False)
    goals = Goals()
    if "in_target" in table:
        goals = Goals(in_target=table.number("in_target", range(1, 101), 100))
    else:
        # asked for in any case: a misspelt key is answered with the names of all
        table.number("in_target", range(1, 101), 100)
    table.finish()
    return goals


def read_report(file: Reader) -> ReportRules:
    """How the figures are told; mistakes go to `file.problems`."""
    table, usual = file.table("report", needed=False), ReportRules()
    when = table.text(
        "weekly",
        _('a day and a time, such as "mon 08:00"'),
        lambda text: weekly(text) is not None,
        default="",
    )
    rules = ReportRules(
        weekly=weekly(when),
        to=table.text(
            "to", _('an address, such as "lan@example.com"'), _ADDRESS.fullmatch, default=""
        ),
        churned_after=table.duration("churned_after", usual.churned_after, _SHORTEST, _LONGEST),
    )
    table.finish()
    return rules


def weekly(text: str) -> Weekly | None:
    """`mon 08:00`; None for anything else."""
    found = _WHEN.fullmatch(text.strip())
    if found is None or found["day"].lower() not in DAYS:
        return None
    at = time(int(found["hour"]), int(found["minute"]))
    return Weekly(DAYS.index(found["day"].lower()), at)

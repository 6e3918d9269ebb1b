"""The `[hours]` table of the settings file."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from shopdesk.adapters.public_holidays import is_place, parts_of
from shopdesk.domain.clock.hours import DAY_MINUTES, Hours, Span
from shopdesk.words import _

if TYPE_CHECKING:
    from shopdesk.adapters.config.reader import Reader

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
YEARS = range(1970, 2200)
"""The years that are reckoned with."""

_SPAN = re.compile(r"(\d{1,2}):(\d\d)\s*[-–]\s*(\d{1,2}):(\d\d)", re.ASCII)
_PLACE = re.compile(r"[A-Z]{2}(-\w+)?", re.ASCII)


def read_hours(file: Reader) -> Hours | None:
    """The opening hours; None where clocks run day and night. Mistakes go to `file.problems`."""
    mistakes = len(file.problems)
    table = file.table("hours", needed=False)
    always_open = table.flag("always_open", default="hours" not in file)
    hours = Hours(
        tuple(read_day(table, day) for day in DAYS),
        _holidays(table),
        table.dates(
            "closed", _('a list of dates such as "2026-12-31"'), lambda day: day.year in YEARS
        ),
    )
    table.finish()
    if len(file.problems) > mistakes:
        return None
    if not always_open:
        return _some_opening(file, hours)
    if hours != Hours(((),) * len(DAYS)):
        file.note(
            _(
                "hours.always_open: excludes the other keys of [hours]; a shop that is closed on "
                'some days writes mon = ["00:00-24:00"] for each of the others.'
            )
        )
    return None


def read_day(table: Reader, day: str) -> tuple[Span, ...]:
    """The spans of one day, in order; mistakes go to `table.problems`."""
    allowed = _(
        'a list of spans such as "09:00-12:00", each ending after it begins, by 24:00 at most '
        "(hours past midnight are two spans)"
    )
    texts = table.texts(day, allowed, parse_hours, once=False)
    spans = sorted(span for text in texts if (span := parse_hours(text)))
    for earlier, later in pairwise(spans):
        if later.opens < earlier.closes:
            table.note(
                _(
                    '{key}: "{earlier}" and "{later}" overlap; allowed are spans one after the '
                    'other, such as ["09:00-12:00", "13:00-19:00"].'
                ),
                key=table.name(day),
                earlier=hours_text(earlier),
                later=hours_text(later),
            )
    return tuple(spans)


def clock_times(text: str) -> tuple[int, int] | None:
    """The minutes of the day between which `09:00-12:00` lies; None where it says none."""
    found = _SPAN.fullmatch(text.strip())
    if found is None:
        return None
    hour, minute, last_hour, last_minute = map(int, found.groups())
    if minute > 59 or last_minute > 59:
        return None
    return hour * 60 + minute, last_hour * 60 + last_minute


def parse_hours(text: str) -> Span | None:
    """`09:00-12:00` as a span; None when it is none, or ends before it begins."""
    times = clock_times(text)
    if times is None:
        return None
    span = Span(*times)
    return span if span.opens < span.closes <= DAY_MINUTES else None


def hours_text(span: Span) -> str:
    """The span as it would stand in the file."""
    opens, closes = (divmod(minutes, 60) for minutes in (span.opens, span.closes))
    return "{:02}:{:02}-{:02}:{:02}".format(*opens, *closes)


def _holidays(table: Reader) -> str:
    allowed = _('a country such as "VN", or a part of one such as "US-CA"')
    place = table.text("holidays", allowed, _PLACE.fullmatch, default="")
    if not place or is_place(place):
        return place
    country, _dash, _part = place.partition("-")
    if is_place(country):
        parts = ", ".join(parts_of(country)) or _("none")
        allowed = _("{country} alone, or with one of its parts ({parts})").format(
            country=f'"{country}"', parts=parts
        )
    table.wrong("holidays", place, allowed)
    return ""


def _some_opening(file: Reader, hours: Hours) -> Hours:
    if not any(hours.week):
        file.note(
            _(
                "hours: there is no opening; allowed is at least one day with a span, such as "
                'mon = ["09:00-12:00", "13:00-19:00"], or always_open = true.'
            )
        )
    return hours

"""Days and times as exports write them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime, timedelta, timezone
from functools import lru_cache
from zoneinfo import ZoneInfo

from shopdesk.domain.folding import fold

FIRST, LAST = 1990, 2100
"""Years in which orders are made."""
_MONTHS = {
    name: month
    for month, names in enumerate(
        (
            "jan january janv janvier ene enero gen gennaio januar янв января январь",
            "feb february fevr fev fevrier febrero febbraio februar фев февр февраля февраль",
            "mar march mars marzo marz maerz мар марта март",
            "apr april avr avril abr abril aprile апр апреля апрель",
            "may mai mayo maggio мая май маи",
            "jun june juin junio giugno juni июн июня июнь",
            "jul july juil juillet julio luglio juli июл июля июль",
            "aug august aout ago agosto авг августа август",
            "sep sept september septembre septiembre settembre сен сент сентября сентябрь",
            "oct october octobre octubre ottobre okt oktober окт октября октябрь",
            "nov november novembre noviembre ноя нояб ноября ноябрь",
            "dec december decembre diciembre dicembre dez dezember дек декабря декабрь",
        ),
        1,
    )
    for name in names.split()
}
_ISO = re.compile(
    r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ,]+(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?)?"
    r"\s*(Z|UTC|GMT|[+-]\d{2}:?\d{2})?"
)
_FIGURES = re.compile(
    r"(\d{1,2})[./-](\d{1,2})[./-](\d{4}|\d{2})"
    r"(?:[T ,]+(\d{1,2})[:h](\d{2})(?::(\d{2}))?\s*(am|pm)?)?\s*(Z|UTC|GMT|[+-]\d{2}:?\d{2})?",
    re.IGNORECASE,
)
_TIME_FIRST = re.compile(r"(\d{1,2}:\d{2}(?::\d{2})?)[ ,]+(\d{1,2}[./-]\d{1,2}[./-]\d{4})")
_NAMED = re.compile(
    r"(?:(\d{1,2})[-. ]+([^\W\d_]+)|([^\W\d_]+)[-. ]+(\d{1,2}))[-., ]+(\d{4}|\d{2})"
    r"(?:[ ,]+(?:[^\W\d_]{1,3} )?(\d{1,2}):(\d{2})(?::(\d{2}))?\s*(am|pm)?)?"
    r"\s*(Z|UTC|GMT|PST|PDT|[+-]\d{2}:?\d{2})?",
    re.IGNORECASE,
)
_ZONES = {"Z": 0, "UTC": 0, "GMT": 0, "PST": -480, "PDT": -420}


class NoInstant(ValueError):
    """A text that is no day."""


@lru_cache(maxsize=65536)
def instant(text: str, zone: ZoneInfo, days: str) -> int:
    """Milliseconds since 1970; a time without a zone is in `zone`, a day alone is its beginning.

    `days` is `dmy` or `mdy`; otherwise a day in figures that can be both is taken as the former.
    Raises `NoInstant`.
    """
    try:
        if len(text) == 25 and text[19] == " ":
            # 2025-05-11 09:55:16 -0400
            at = datetime.fromisoformat(text[:19] + text[20:])
        else:
            at = _read(" ".join(text.split()), days)
        at = at if at.tzinfo else at.replace(tzinfo=zone)
        if not FIRST <= at.year <= LAST:
            raise NoInstant(text)
        return int(at.timestamp() * 1000)
    except (ValueError, OverflowError) as error:
        raise NoInstant(text) from error


def order_of_days(samples: Iterable[str]) -> str:
    """`dmy` or `mdy` where a day above 12 tells it; empty where both are possible, or neither."""
    found = {""}
    for text in samples:
        if hit := _FIGURES.match(text.strip()):
            one, other = int(hit[1]), int(hit[2])
            if one > 12 >= other:
                found.add("dmy")
            elif other > 12 >= one:
                found.add("mdy")
    return max(found) if len(found) == 2 else ""


def in_figures(text: str) -> bool:
    """Whether day and month could be taken for each other."""
    return _FIGURES.match(text.strip()) is not None


def _read(text: str, days: str) -> datetime:
    if hit := _ISO.fullmatch(text):
        year, month, day, hour, minute, second, offset = hit.groups()
        return _made(year, int(month), day, (hour, minute, second), "", offset)
    if hit := _TIME_FIRST.fullmatch(text):
        text = f"{hit[2]} {hit[1]}"
    if hit := _FIGURES.fullmatch(text):
        one, other, year, hour, minute, second, half, offset = hit.groups()
        day, month = (other, one) if days == "mdy" else (one, other)
        return _made(year, int(month), day, (hour, minute, second), half, offset)
    if hit := _NAMED.fullmatch(text):
        day, name = hit[1] or hit[4], hit[2] or hit[3]
        month_number = _MONTHS.get(fold(name))
        if month_number is None:
            raise NoInstant(text)
        return _made(hit[5], month_number, day, (hit[6], hit[7], hit[8]), hit[9], hit[10])
    raise NoInstant(text)


def _made(
    year: str,
    month: int,
    day: str,
    clock: tuple[str | None, str | None, str | None],
    half: str | None,
    offset: str | None,
) -> datetime:
    hour, minute, second = (int(part or 0) for part in clock)
    if half:
        hour = hour % 12 + (12 if half.lower() == "pm" else 0)
    full = int(year) + 2000 if len(year) == 2 else int(year)
    if hour == 24 and not minute and not second:
        return _made(year, month, day, (None, None, None), "", offset) + timedelta(days=1)
    return datetime(full, month, int(day), hour, minute, second, tzinfo=_zone(offset))


def _zone(offset: str | None) -> timezone | None:
    if not offset:
        return None
    if offset.upper() in _ZONES:
        minutes = _ZONES[offset.upper()]
    else:
        bare = offset.replace(":", "")
        minutes = int(bare[1:3]) * 60 + int(bare[3:5])
        minutes = -minutes if bare[0] == "-" else minutes
    return timezone(timedelta(minutes=minutes))

"""Times as an owner types them: `17:30`, `thu 12:00`, `2 h`, `3 days`, `2026-12-01 09:00`."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

MORNING = time(9)
"""A day without a time means this one."""

_DAYS = {
    **dict.fromkeys(("mon", "t2", "пн"), 0),
    **dict.fromkeys(("tue", "t3", "вт"), 1),
    **dict.fromkeys(("wed", "t4", "ср"), 2),
    **dict.fromkeys(("thu", "t5", "чт"), 3),
    **dict.fromkeys(("fri", "t6", "пт"), 4),
    **dict.fromkeys(("sat", "t7", "сб"), 5),
    **dict.fromkeys(("sun", "cn", "вс"), 6),
}
_TOMORROW = frozenset({"tomorrow", "mai", "завтра"})
_TODAY = frozenset({"today", "nay", "сегодня"})
_UNITS = {
    **dict.fromkeys(
        ("m", "min", "mins", "minutes", "phút", "мин", "минут", "минуты"), timedelta(minutes=1)
    ),
    **dict.fromkeys(
        ("h", "hour", "hours", "giờ", "tiếng", "ч", "час", "часа", "часов"), timedelta(hours=1)
    ),
    **dict.fromkeys(
        ("d", "day", "days", "ngày", "д", "дн", "день", "дня", "дней"), timedelta(days=1)
    ),
}
_SPAN = re.compile(r"\+?(\d{1,4})\s*([^\W\d]+)")
_CLOCK = re.compile(r"(\d{1,2}):(\d{2})")
_ISO_DAY = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")


def when(typed: str, now: datetime, zone: ZoneInfo) -> datetime | None:
    """The instant meant, UTC and later than `now`; None where nothing clear is meant."""
    words = re.sub(r"(?<=\d)t(?=\d)", " ", typed.strip().lower()).replace("ngày mai", "mai")
    if span := _SPAN.fullmatch(words):
        unit = _UNITS.get(span[2])
        return now + int(span[1]) * unit if unit and int(span[1]) else None
    local = now.astimezone(zone)
    clock, day = MORNING, None
    for word in words.replace(",", " ").split():
        if (at := _clock(word)) is not None:
            clock = at
            continue
        found = _day(word, local.date())
        if found is None or day is not None:
            return None
        day = found
    if not words or (day is None and not _CLOCK.search(words)):
        return None
    meant = datetime.combine(day or local.date(), clock, zone)
    if meant <= local and day is None:
        meant = datetime.combine(local.date() + timedelta(days=1), clock, zone)
    if meant <= local and any(w in _DAYS for w in words.split()):
        meant = datetime.combine((day or local.date()) + timedelta(days=7), clock, zone)
    return meant.astimezone(now.tzinfo) if meant > local else None


def _clock(word: str) -> time | None:
    found = _CLOCK.fullmatch(word)
    if found is None or int(found[1]) > 23 or int(found[2]) > 59:
        return None
    return time(int(found[1]), int(found[2]))


def _day(word: str, today: date) -> date | None:
    if word in _TODAY:
        return today
    if word in _TOMORROW:
        return today + timedelta(days=1)
    key = word.rstrip(".")
    number = _DAYS.get(key, _DAYS.get(key[:3]) if key[:3].isascii() and len(key) > 3 else None)
    if number is not None:
        return today + timedelta(days=(number - today.weekday()) % 7)
    if iso := _ISO_DAY.fullmatch(word):
        try:
            return date(int(iso[1]), int(iso[2]), int(iso[3]))
        except ValueError:
            return None
    return None

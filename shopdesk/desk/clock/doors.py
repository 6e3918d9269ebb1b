"""When the shop opens or closes next, in words."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from shopdesk.domain.clock.schedule import Schedule
from shopdesk.words import _

_DAY = timedelta(days=1)
_WEEK = timedelta(days=7)


def weekday(local: datetime) -> str:
    """The day's name, short."""
    return (_("Mon"), _("Tue"), _("Wed"), _("Thu"), _("Fri"), _("Sat"), _("Sun"))[local.weekday()]


def doors(schedule: Schedule, now: datetime, zone: ZoneInfo) -> str:
    """`to 19:00` while open, `opens Mon 09:00` while closed; empty when neither is in sight."""
    if schedule.is_open(now):
        closes = schedule.closes_at(now)
        return closes_text(closes, now, zone) if closes is not None else ""
    opens = schedule.opening_after(now)
    return opens_text(opens, now, zone) if opens is not None else ""


def opens_text(opens: datetime, now: datetime, zone: ZoneInfo) -> str:
    """`opens Mon 09:00`; with the date when that is a week away or more."""
    local = opens.astimezone(zone)
    day = weekday(local) if opens - now < _WEEK else f"{local:%Y-%m-%d}"
    return _("opens {day} {time}").format(day=day, time=f"{local:%H:%M}")


def closes_text(closes: datetime, now: datetime, zone: ZoneInfo) -> str:
    """`to 19:00`, `to 24:00`; with the day when that is not within a day."""
    local = closes.astimezone(zone)
    said = f"{local:%H:%M}"
    if local.time() == time():
        local, said = local - _DAY, "24:00"
    if closes - now <= _DAY:
        return _("to {time}").format(time=said)
    day = weekday(local) if closes - now < _WEEK else f"{local:%Y-%m-%d}"
    return _("to {day} {time}").format(day=day, time=said)

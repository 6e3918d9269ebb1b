"""A desk hour in words: on the board while it runs, and said aloud when it begins."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from shopdesk.desk.clock.doors import doors
from shopdesk.domain.alarm.board import Note
from shopdesk.domain.clock import desk_hours
from shopdesk.domain.clock.severity import Severity
from shopdesk.words import _, _n

if TYPE_CHECKING:
    from shopdesk.domain.clock.desk_hours import DeskHour
    from shopdesk.domain.clock.schedule import Schedule
    from shopdesk.domain.shop.settings import Settings


def headline(settings: Settings, schedule: Schedule, now: datetime) -> str:
    """`desk hour to 20:00` while one runs, else when the shop opens or closes."""
    zone = settings.shop.zone
    hour = desk_hours.current(settings.desk_hours, zone, now)
    if hour is None:
        return doors(schedule, now, zone)
    return _("desk hour to {time}").format(time=_clock(hour[1], zone))


def reminder(hour: DeskHour, waiting: int, zone: ZoneInfo) -> Note:
    """What is said aloud at its beginning."""
    title = _("Your desk hour: {begins}-{ends}").format(
        begins=_clock(hour[0], zone), ends=_clock(hour[1], zone)
    )
    if waiting:
        body = _n("{n} customer waits", "{n} customers wait", waiting)
    else:
        body = _("Nobody waits.")
    return Note(title, body, Severity.CALM)


def _clock(at: datetime, zone: ZoneInfo) -> str:
    return f"{at.astimezone(zone):%H:%M}"

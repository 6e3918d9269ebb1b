"""What the masthead and `shopdesk due` say of the doors."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from shopdesk.desk.clock.doors import doors
from shopdesk.domain.clock.hours import Span, WeeklyHours
from shopdesk.domain.clock.schedule import AlwaysOpen

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
OFFICE = Span(9 * 60, 19 * 60)
WORKDAYS = WeeklyHours(((OFFICE,),) * 6 + ((),), ZONE)
FAIR = WeeklyHours(((OFFICE,),) * 6 + ((),), ZONE, {date(2026, 11, n) for n in range(21, 29)})
BAR = WeeklyHours(((Span(0, 120), Span(20 * 60, 1440)),) * 7, ZONE)
LATE = WeeklyHours(((Span(9 * 60, 1440),),) * 7, ZONE)
WEEKEND = WeeklyHours((((),) * 5) + ((Span(0, 1440),),) * 2, ZONE)
EVER = WeeklyHours(((Span(0, 1440),),) * 7, ZONE)


@pytest.mark.parametrize(
    ("schedule", "local", "said"),
    [
        (WORKDAYS, "2026-11-21 09:02", "to 19:00"),
        (WORKDAYS, "2026-11-21 08:59", "opens Sat 09:00"),
        (WORKDAYS, "2026-11-21 19:00", "opens Mon 09:00"),
        (FAIR, "2026-11-21 12:00", "opens 2026-11-30 09:00"),
        (FAIR, "2026-11-24 12:00", "opens Mon 09:00"),
        (BAR, "2026-11-21 21:00", "to 02:00"),
        (LATE, "2026-11-21 21:00", "to 24:00"),
        (WEEKEND, "2026-11-21 09:00", "to Sun 24:00"),
        (EVER, "2026-11-21 09:00", ""),
        (AlwaysOpen(), "2026-11-21 09:00", ""),
        (WeeklyHours(((),) * 7, ZONE), "2026-11-21 09:00", ""),
    ],
)
def test_what_the_doors_do_next(schedule: WeeklyHours | AlwaysOpen, local: str, said: str) -> None:
    now = datetime.fromisoformat(local).replace(tzinfo=ZONE).astimezone(UTC)
    assert doors(schedule, now, ZONE) == said

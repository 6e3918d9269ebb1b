"""What business time costs: `python -m tests.benchmarks.business_time`.

A board redraws each second and asks about three times for each alarm.
"""

from __future__ import annotations

import random
import timeit
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from shopdesk.adapters.public_holidays import weekly_hours
from shopdesk.domain.alarm.board import heat
from shopdesk.domain.clock.hours import Hours, Span

ALARMS = 300
NOW = datetime(2026, 11, 21, 3, tzinfo=UTC)
OFFICE = (Span(9 * 60, 12 * 60), Span(13 * 60, 19 * 60))
HOURS = Hours((OFFICE,) * 6 + ((),), "VN")
ZONE = ZoneInfo("Asia/Ho_Chi_Minh")


def best_us(work: Callable[[], object], calls: int) -> float:
    """Microseconds for each of the calls, the best of five runs."""
    return min(timeit.repeat(work, number=1, repeat=5)) / calls * 1e6


def main() -> None:
    """Print microseconds."""
    chance = random.Random(1)  # noqa: S311 - no secret in it
    starts = [NOW - timedelta(seconds=chance.randrange(7 * 86400)) for _ in range(ALARMS)]
    target = timedelta(minutes=15)
    first = timeit.timeit(lambda: weekly_hours(HOURS, ZONE).between(starts[0], NOW), number=1)
    schedule = weekly_hours(HOURS, ZONE)
    laid_out = timeit.timeit(lambda: schedule.between(starts[0], NOW), number=1)
    dues = [schedule.after(start, target) for start in starts]
    pairs = list(zip(starts, dues, strict=True))
    rows = {
        "first call, with the library of holidays": first * 1e6,
        "first call of another schedule": laid_out * 1e6,
        "between, a week apart at most": best_us(
            lambda: [schedule.between(start, NOW) for start in starts], ALARMS
        ),
        "after, 15 minutes": best_us(
            lambda: [schedule.after(start, target) for start in starts], ALARMS
        ),
        "between, five years apart": best_us(
            lambda: [schedule.between(NOW - timedelta(days=5 * 365), NOW) for _ in starts], ALARMS
        ),
        "heat of one alarm": best_us(
            lambda: [heat(start, due, NOW, schedule) for start, due in pairs], ALARMS
        ),
    }
    for name, us in rows.items():
        print(f"{us:12.1f} µs  {name}")


if __name__ == "__main__":
    main()

"""What the records keep about every wait, for whoever reckons with it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from shopdesk.bootstrap import Profile, schedule_of
from shopdesk.domain.clock.wait_record import WaitRecord
from shopdesk.domain.shop.settings import Settings


def kept_waits(
    profile: Profile, settings: Settings, since: datetime | None, until: datetime | None
) -> Iterator[tuple[WaitRecord, timedelta]]:
    """Every wait received in [since, until), the oldest first, and its target; makes no files.

    Raises `RecordsError`.
    """
    from shopdesk.adapters.records import SqliteRecords

    if not profile.records.exists():
        return
    schedule = schedule_of(settings)
    records = SqliteRecords(profile.records)
    try:
        for kept in records.wait_records(since, until):
            yield kept, kept.allowed(schedule)
    finally:
        records.close()

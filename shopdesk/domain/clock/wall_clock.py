"""From a clock on the wall to instants, also on the days on which clocks are changed."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

_SECOND = timedelta(seconds=1)


def instant_of(wall: datetime, zone: ZoneInfo, *, last: bool = False) -> datetime:
    """The instant, in UTC, at which the clocks of `zone` show the naive `wall`.

    A time that is shown twice (a fold) is its first instant, with `last` its second. One that is
    never shown (within a gap) is the gap's end.
    """
    found = wall.replace(tzinfo=zone, fold=int(last)).astimezone(UTC)
    if found.astimezone(zone).replace(tzinfo=None) == wall:
        return found
    return _gap_end(wall, zone)


def _gap_end(wall: datetime, zone: ZoneInfo) -> datetime:
    """The instant at which the clocks jump over `wall`."""
    # PEP 495: in a gap the offsets of both folds lead to the far side of the jump
    before = wall.replace(tzinfo=zone, fold=1).astimezone(UTC)
    after = wall.replace(tzinfo=zone, fold=0).astimezone(UTC)
    old = before.astimezone(zone).utcoffset()
    while after - before > _SECOND:
        middle = before + (after - before) // (2 * _SECOND) * _SECOND
        if middle.astimezone(zone).utcoffset() == old:
            before = middle
        else:
            after = middle
    return after

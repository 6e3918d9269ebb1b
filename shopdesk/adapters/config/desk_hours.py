"""The `[desk_hours]` table of the settings file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shopdesk.adapters.config.hours import DAYS, read_day

if TYPE_CHECKING:
    from shopdesk.adapters.config.reader import Reader
    from shopdesk.domain.clock.hours import Week


def read_desk_hours(file: Reader) -> Week:
    """The hours set apart for the desk; mistakes go to `file.problems`."""
    table = file.table("desk_hours", needed=False)
    week = tuple(read_day(table, day) for day in DAYS)
    table.finish()
    return week

"""What the board shows at a start, before the desk is there."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from shopdesk.bootstrap import Profile
from shopdesk.domain.errors import RecordsError

if TYPE_CHECKING:
    from shopdesk.desk.board import Board
    from shopdesk.domain.shop.settings import Settings


def first_board(profile: Profile, settings: Settings, now: datetime) -> Board | None:
    """The board, true and whole, as the records have it; changes nothing.

    None where there are none yet, or something must be done to them first: mended, put back from
    a backup, brought to this version. That is for whoever opens them all, and so is telling why.
    """
    if not profile.records.exists() or profile.restoring.exists():
        return None
    from shopdesk.adapters.records.glance import GlanceRecords
    from shopdesk.desk.board import BoardLook
    from shopdesk.desk.guests.known import Known

    try:
        records = GlanceRecords(profile.records)
    except RecordsError:
        return None
    try:
        if not records.current:
            return None
        return BoardLook(records, settings, Known(records, settings).guests).board(now)
    except RecordsError:
        return None
    finally:
        records.close()

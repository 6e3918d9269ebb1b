"""What happens once a reply is accepted, for the composer."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from shopdesk.desk.ringing.ring_notes import moment_text
from shopdesk.words import _

if TYPE_CHECKING:
    from shopdesk.domain.alarm.reminder import After


def afterwards(after: After, now: datetime, zone: ZoneInfo) -> list[str]:
    """A phrase for each thing that ctrl+n chose."""
    said = []
    if after.promise is not None:
        time = moment_text(after.promise, now, zone)
        said.append(_("PROMISE for {time}: say so in the text, then ^s").format(time=time))
    if after.remind is not None:
        time = moment_text(now + after.remind, now, zone)
        said.append(_("back at {time} if there is no answer").format(time=time))
    if after.close:
        said.append(_("closes the conversation"))
    return said

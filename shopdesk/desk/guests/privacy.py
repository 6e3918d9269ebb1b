"""A person's rights: to have all that is kept of them, and to be forgotten."""

from __future__ import annotations

from datetime import datetime

from shopdesk.desk.clock.waits import Waits
from shopdesk.domain.alarm.reminder import ReminderEnd
from shopdesk.domain.errors import RecordsError
from shopdesk.domain.guests.privacy import About, Forgotten
from shopdesk.domain.mail.conversation import Reason, Status
from shopdesk.ports.cache import Cache
from shopdesk.ports.records import Records
from shopdesk.words import _, _n


class Privacy:
    """Every method raises `RecordsError` with a sentence."""

    def __init__(self, records: Records, cache: Cache, waits: Waits) -> None:
        self._records = records
        self._cache = cache
        self._waits = waits

    def about(self, address: str) -> About:
        """How much is kept of whoever has the address; raises where that is nothing."""
        found = self._records.about(address)
        if found.nothing and not any(self._cache.with_address(key, 1) for key in found.keys):
            raise RecordsError(
                _("Nothing is kept about {address}.").format(address=address.strip())
            )
        return found

    def waiting(self, about: About) -> int:
        """In how many of their conversations they wait for an answer."""
        return sum(bool(self._records.running(number)) for number in self._records.alone(about))

    def forget(self, about: About, now: datetime) -> Forgotten:
        """Take everything out; clocks that have ended stay in the figures, without a name.

        What still waits ends uncounted. Nobody else may have the files open.
        """
        if leaving := self._records.leaving(about):
            raise RecordsError(
                _n(
                    "{n} reply to them is on its way out. Let it leave, or take it back, first.",
                    "{n} replies to them are on their way out. Let them leave, or take them back, "
                    "first.",
                    leaving,
                )
            )
        older = self._cache.forget(about.keys)
        with self._records.transaction():
            for conversation in self._records.alone(about):
                self._waits.dismiss(conversation, now)
                self._records.end_reminders(conversation, ReminderEnd.DISMISSED, now)
                if self._records.conversation(conversation).status is not Status.CLOSED:
                    self._records.set_status(conversation, Status.CLOSED, Reason.NOT_A_CUSTOMER)
            elsewhere, places = self._records.forget(about)
        self._records.wipe()
        return Forgotten(about, older, elsewhere, places)

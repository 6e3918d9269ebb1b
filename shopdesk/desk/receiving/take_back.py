"""Undo for what was merged, split or corrected."""

from __future__ import annotations

from datetime import datetime

from shopdesk.desk.guests.customers import Customers
from shopdesk.desk.receiving.correct import Correct
from shopdesk.desk.receiving.rearrange import NotPossible, Rearrange
from shopdesk.domain.deeds import Deed, DeedKind
from shopdesk.ports.records import Records
from shopdesk.words import _

_PEOPLE = frozenset((DeedKind.SAME_PERSON, DeedKind.NOTE))
_REARRANGED = frozenset((DeedKind.MERGED, DeedKind.JOINED, DeedKind.SPLIT))


class TakeBack:
    """One door for everything that was noted as a deed."""

    def __init__(
        self, records: Records, rearrange: Rearrange, correct: Correct, customers: Customers
    ) -> None:
        self._records = records
        self._rearrange = rearrange
        self._correct = correct
        self._customers = customers

    def newest(self, conversation: int) -> Deed | None:
        """What could be taken back in a conversation now; None when nothing was done to it."""
        present = self._records.present(conversation)
        deeds = (d for d in self._records.deeds_since(0) if present in (d.conversation, d.other))
        return next(deeds, None)

    def __call__(self, deed: int, now: datetime) -> Deed:
        """Take it back; raises `NotPossible` when it was, or when a later one stands on it."""
        with self._records.transaction():
            done = self._records.deed(deed)
            if done.undone:
                raise NotPossible(_("That was taken back already."))
            if any(_touch(later, done) for later in self._records.deeds_since(deed)):
                raise NotPossible(_("Take back the later change to this conversation first."))
            if done.kind in _REARRANGED:
                self._rearrange.take_back(done, now)
            elif done.kind in _PEOPLE:
                self._customers.take_back(done)
            else:
                self._correct.take_back(done, now)
            self._records.deed_undone(deed)
        return done


def _touch(one: Deed, other: Deed) -> bool:
    mine = {one.conversation, one.other} - {None}
    return not mine.isdisjoint({other.conversation, other.other})

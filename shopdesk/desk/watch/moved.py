"""Waiting messages that another program moved: into the bin, which ends their alarm, or not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from shopdesk.desk.clock.waits import Waits
from shopdesk.desk.events import MovedAway, Publish, Trouble
from shopdesk.domain.clock.wait import Outcome
from shopdesk.domain.mail.conversation import Place, Reason, Status
from shopdesk.ports.mail import Haunt
from shopdesk.ports.records import Records
from shopdesk.ports.whereabouts import Lying
from shopdesk.words import _

_REASONS = {Haunt.TRASH: Reason.NOT_A_CUSTOMER, Haunt.JUNK: Reason.SPAM}


class Moved:
    """Takes notice of what the server shows."""

    def __init__(self, records: Records, waits: Waits, publish: Publish) -> None:
        self._records = records
        self._waits = waits
        self._publish = publish

    def waiting(self, mailbox: str) -> tuple[Lying, ...]:
        """What waits, and where it lay."""
        return self._records.waiting_mails(mailbox)

    def found(self, places: Mapping[int, tuple[Place, Haunt]], now: datetime) -> None:
        """These messages lie elsewhere now. In Trash or Junk they wait no more."""
        said = list[MovedAway]()
        with self._records.transaction():
            for message, (place, haunt) in places.items():
                self._records.move(message, place)
                if haunt is not Haunt.ELSEWHERE:
                    said += self._binned(message, place, haunt, now)
        for event in said:
            self._publish(event)

    def _binned(
        self, message: int, place: Place, haunt: Haunt, now: datetime
    ) -> Sequence[MovedAway]:
        running = self._records.running_with([message])
        if not running:
            return ()
        conversation = running[0][0]
        waiting = {
            m.message for _, wait in self._records.running(conversation) for m in wait.messages
        }
        if waiting == {message}:
            self._records.set_status(conversation, Status.CLOSED, _REASONS[haunt])
        self._waits.end(frozenset({message}), Outcome.DISMISSED, now)
        if waiting != {message}:
            return ()
        stand = self._records.conversation(conversation)
        if stand.backlog:
            return ()
        name = stand.customer.name or stand.customer.email
        return (MovedAway(conversation, name, place.folder, _REASONS[haunt]),)

    def lost(self, message: int) -> None:
        """It is gone from the server: the customer waits all the same."""
        conversation = self._records.holding(message)
        with self._records.transaction():
            self._records.lose(message)
        if conversation is not None:
            stand = self._records.conversation(conversation)
            self._publish(
                Trouble(
                    _(
                        "A mail of {name} was deleted on the server. The alarm goes on: dismiss "
                        "it if nobody waits any more."
                    ).format(name=stand.customer.name or stand.customer.email)
                )
            )

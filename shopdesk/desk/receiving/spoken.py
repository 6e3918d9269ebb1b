"""What was said on the phone or in a chat, logged by the owner: a message like any other."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from shopdesk.desk.clock.waits import Waits
from shopdesk.desk.receiving.beginning import begin
from shopdesk.desk.receiving.rearrange import NotPossible
from shopdesk.desk.receiving.sorting import Sorting
from shopdesk.domain.alarm.reminder import Reminder, ReminderKind, promise_shows
from shopdesk.domain.clock.schedule import Schedule
from shopdesk.domain.clock.targets import Channel
from shopdesk.domain.clock.wait import Waiting
from shopdesk.domain.mail.conversation import Status
from shopdesk.domain.mail.message import Address, Message
from shopdesk.ports.records import Records
from shopdesk.words import _

SPOKEN = (Channel.PHONE, Channel.CHAT, Channel.SOCIAL)
LONGEST = 100_000
"""Characters that are kept of a chat."""
_SUBJECT = 78


class Spoken:
    """Logs what came on other ways than mail, beside a conversation with the same customer."""

    def __init__(
        self,
        records: Records,
        waits: Waits,
        sorting: Sorting,
        schedule: Schedule,
        token: Callable[[], str] = lambda: secrets.token_hex(8),
    ) -> None:
        self._records = records
        self._waits = waits
        self._sorting = sorting
        self._schedule = schedule
        self._token = token

    def log(
        self,
        beside: int,
        channel: Channel,
        words: str,
        now: datetime,
        *,
        waits: bool = False,
        call_back: datetime | None = None,
    ) -> int:
        """A conversation of its own, with the customer of the one `beside`; its number.

        With `waits` it is an alarm, with `call_back` it comes back as a promise to be kept by then;
        otherwise it is closed. Raises `NotPossible` for no words, or a time that is over.
        """
        words = words.strip()[:LONGEST]
        if not words:
            raise NotPossible(_("There is nothing to log."))
        if call_back is not None and call_back <= now:
            raise NotPossible(_("That time is over."))
        stand = self._records.conversation(self._records.present(beside))
        who = Address(stand.customer.name, stand.customer.email)
        message = _message(f"spoken.{self._token()}", who, words, now)
        person = self._sorting.person(stand.mailbox, message)
        person = replace(
            person, contact=who, channel=channel, language=person.language or stand.language
        )
        with self._records.transaction():
            number = begin(self._records, stand.mailbox, message, person, backlog=False, at=now)
            raw = f"{message.message_id}\n\n{words}".encode()
            said = self._records.add_message(
                message,
                place=None,
                digest=hashlib.sha256(raw).hexdigest(),
                raw=raw,
                received=now,
                fetched=now,
                outgoing=False,
                conversation=number,
                automatic=None,
                contact=who,
                order_numbers=person.order_numbers,
            )
            if waits:
                target = self._waits.target(person.category, channel, now, stand.customer.id)
                self._waits.begin_or_join(number, Waiting(said, now, target), now)
            else:
                over = Status.CLOSED if call_back is None else Status.ANSWERED
                self._records.set_status(number, over, waits=False)
            if call_back is not None:
                shows = promise_shows(now, call_back, self._schedule)
                promise = Reminder(ReminderKind.PROMISE, now, call_back, shows)
                self._records.add_reminder(said, promise)
        return number


def _message(id: str, who: Address, words: str, now: datetime) -> Message:
    return Message(
        message_id=id,
        references=(),
        sender=who,
        reply_to=None,
        to=(),
        subject=words.splitlines()[0][:_SUBJECT],
        date=now,
        text=words,
        new_text=words,
        attachments=(),
        headers=(),
    )

"""What the board and the conversation screen show."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from shopdesk.domain.board import Alarm, Today, today
from shopdesk.domain.contact import warnings
from shopdesk.domain.conversation import Conversation, Filed, FiledMessage
from shopdesk.domain.outbox import Dispatch, Stage
from shopdesk.domain.settings import Settings
from shopdesk.ports.records import Records


@dataclass(frozen=True, slots=True)
class Board:
    """One look at the desk."""

    alarms: tuple[Alarm, ...]
    """Those that run, in no order."""
    backlog: tuple[Alarm, ...]
    """Unanswered mail from before the first start."""
    today: Today
    """The day's figures, by the shop's zone."""
    leaving: tuple[Dispatch, ...]
    """Replies that wait for their time, the next first."""
    quarantined: tuple[str, ...]
    """Mails that could not be read: of whom, what about and why, the newest first."""
    change: int
    """The records' change number that this is true for."""


@dataclass(frozen=True, slots=True)
class Thread:
    """One conversation in full."""

    conversation: Conversation
    """Who, what and where it stands."""
    messages: tuple[FiledMessage, ...]
    """Oldest first."""
    alarm: Alarm | None
    """Its running clock."""
    warnings: tuple[str, ...] = ()
    """What is doubtful about the customer's last message, as sentences."""


class Look:
    """Reads; changes nothing but the note that a conversation was looked at."""

    def __init__(self, records: Records, settings: Settings) -> None:
        self._records = records
        self._settings = settings

    def board(self, now: datetime) -> Board:
        """The board as it is now."""
        change = self._records.change()
        local = now.astimezone(self._settings.shop.zone)
        midnight = local.replace(hour=0, minute=0, second=0, microsecond=0)
        leaving = sorted(self._records.dispatches(Stage.QUEUED), key=lambda d: (d.due, d.id))
        return Board(
            alarms=self._records.alarms(backlog=False),
            backlog=self._records.alarms(backlog=True),
            today=today(self._records.answers(midnight, now + timedelta(days=1)), now),
            leaving=tuple(leaving),
            quarantined=tuple(why for _place, _at, why in reversed(self._records.quarantined())),
            change=change,
        )

    def thread(self, conversation: int, now: datetime) -> Thread:
        """A conversation, opened by the owner at `now`."""
        conversation = self._records.present(conversation)
        self._records.opened(conversation, now)
        stand = self._records.conversation(conversation)
        messages = self._records.messages(conversation)
        running = (*self._records.alarms(backlog=False), *self._records.alarms(backlog=True))
        return Thread(
            conversation=stand,
            messages=messages,
            alarm=next((a for a in running if a.conversation == conversation), None),
            warnings=self._warnings(stand, messages),
        )

    def filed(self, limit: int = 100) -> tuple[Filed, ...]:
        """The automatic mail of late, the newest first: what no alarm was made of, and why."""
        return self._records.filed(limit)

    def _warnings(self, stand: Conversation, messages: Sequence[FiledMessage]) -> tuple[str, ...]:
        theirs = [m.message for m in messages if not m.outgoing]
        if not theirs:
            return ()
        own = self._settings.mailbox(stand.mailbox).addresses
        return tuple(dict.fromkeys((*theirs[-1].warnings, *warnings(theirs[-1], own))))

"""What the board and the conversation screen show."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from shopdesk.domain.alarm.board import Alarm, Today, parted, today
from shopdesk.domain.answer.outbox import Dispatch
from shopdesk.domain.answer.stage import Stage
from shopdesk.domain.errors import OnlyShows

if TYPE_CHECKING:
    from shopdesk.domain.guests.guest import Guest
    from shopdesk.domain.mail.conversation import Conversation, Filed, FiledMessage
    from shopdesk.domain.moves.returns import GoodsReturn
    from shopdesk.domain.shop.settings import Settings
    from shopdesk.ports.board import BoardRecords
    from shopdesk.ports.records import Records


@dataclass(frozen=True, slots=True)
class Board:
    """One look at the desk."""

    alarms: tuple[Alarm, ...]
    """Those that run and show, in no order."""
    asleep: tuple[Alarm, ...]
    """Those that are hidden, backlog too, what comes back next in front."""
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
    returns: tuple[GoodsReturn, ...] = ()
    """Those that are under way."""
    quiet_until: datetime | None = None
    """Until when the owner wants to hear nothing, UTC, past or to come."""
    guests: Mapping[int, Guest] = field(default_factory=dict)
    """By conversation, the customers of whom something is known."""


@dataclass(frozen=True, slots=True)
class Thread:
    """One conversation in full."""

    conversation: Conversation
    """Who, what and where it stands."""
    messages: tuple[FiledMessage, ...]
    """Oldest first."""
    alarm: Alarm | None
    """Its running clock, or what comes back in it; a hidden one where nothing of it shows."""
    warnings: tuple[str, ...] = ()
    """What is doubtful about the customer's last message, as sentences."""


class BoardLook:
    """Reads the board; changes nothing."""

    def __init__(
        self,
        records: BoardRecords,
        settings: Settings,
        guests: Callable[[Sequence[int]], Mapping[int, Guest]] = lambda _: {},
    ) -> None:
        """`guests` tells who the customers of conversations are."""
        self._records = records
        self._settings = settings
        self._guests = guests
        self._known_at = -1
        self._asked: dict[int, Guest | None] = {}

    def board(self, now: datetime) -> Board:
        """The board as it is now."""
        change = self._records.change()
        alarms, asleep = parted(self._records.alarms(backlog=False), now)
        backlog, later = parted(self._records.alarms(backlog=True), now)
        local = now.astimezone(self._settings.shop.zone)
        midnight = local.replace(hour=0, minute=0, second=0, microsecond=0)
        tomorrow = now + timedelta(days=1)
        leaving = [d for d in self._records.dispatches(Stage.QUEUED) if not d.automatic]
        return Board(
            alarms=alarms,
            asleep=tuple(sorted((*asleep, *later), key=lambda a: a.hidden_until or now)),
            backlog=backlog,
            today=today(
                self._records.ended_answers(midnight, tomorrow),
                self._records.overdue(midnight, tomorrow, now),
            ),
            leaving=tuple(sorted(leaving, key=lambda d: (d.due, d.id))),
            quarantined=tuple(why for _place, _at, why in reversed(self._records.quarantined())),
            change=change,
            returns=self._records.returns(open_only=True),
            quiet_until=self._records.quiet_until(),
            guests=self._known((*alarms, *asleep, *backlog, *later)),
        )

    def ask_anew(self) -> None:
        """Who the customers are may be otherwise: the rules have changed."""
        self._asked.clear()

    def _known(self, alarms: Sequence[Alarm]) -> Mapping[int, Guest]:
        """Who they are; asked once for each, until something else is known of customers."""
        stands = self._records.guests_change()
        if stands != self._known_at:
            self._known_at = stands
            self._asked.clear()
        if new := [a.conversation for a in alarms if a.conversation not in self._asked]:
            found = self._guests(new)
            self._asked.update((conversation, found.get(conversation)) for conversation in new)
        asked = ((a.conversation, self._asked[a.conversation]) for a in alarms)
        return {conversation: guest for conversation, guest in asked if guest is not None}


class Look(BoardLook):
    """Reads; changes nothing but the note that a conversation was looked at."""

    def __init__(
        self,
        records: Records,
        settings: Settings,
        guests: Callable[[Sequence[int]], Mapping[int, Guest]] = lambda _: {},
    ) -> None:
        super().__init__(records, settings, guests)
        self._all = records

    def thread(self, conversation: int, now: datetime) -> Thread:
        """A conversation, opened by the owner at `now`."""
        conversation = self._all.present(conversation)
        with suppress(OnlyShows):
            self._all.opened(conversation, now)
        stand = self._all.conversation(conversation)
        messages = self._all.messages(conversation)
        running = (*self._all.alarms(backlog=False), *self._all.alarms(backlog=True))
        awake, asleep = parted((a for a in running if a.conversation == conversation), now)
        return Thread(
            conversation=stand,
            messages=messages,
            alarm=next(iter((*awake, *asleep)), None),
            warnings=self._warnings(stand, messages),
        )

    def filed(self, limit: int = 100) -> tuple[Filed, ...]:
        """The automatic mail of late, the newest first: what no alarm was made of, and why."""
        return self._all.filed(limit)

    def _warnings(self, stand: Conversation, messages: Sequence[FiledMessage]) -> tuple[str, ...]:
        theirs = [m.message for m in messages if not m.outgoing]
        if not theirs:
            return ()
        from shopdesk.domain.triage.contact import warnings

        own = self._settings.mailbox(stand.mailbox).addresses
        return tuple(dict.fromkeys((*theirs[-1].warnings, *warnings(theirs[-1], own))))

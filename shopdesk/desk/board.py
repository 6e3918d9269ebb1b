"""What the board and the conversation screen show."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from shopdesk.domain.board import Alarm, Today, today
from shopdesk.domain.conversation import Conversation, FiledMessage
from shopdesk.domain.errors import TemplateError
from shopdesk.domain.outbox import Dispatch, Stage
from shopdesk.domain.settings import Settings
from shopdesk.domain.suggest import likeliest
from shopdesk.domain.template import Template
from shopdesk.ports.records import Records
from shopdesk.ports.templates import Templates


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
    quarantined: int
    """Mails that could not be read."""
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


class Look:
    """Reads; changes nothing but the note that a conversation was looked at."""

    def __init__(self, records: Records, templates: Templates, settings: Settings) -> None:
        self._records = records
        self._templates = templates
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
            quarantined=len(self._records.quarantined()),
            change=change,
        )

    def thread(self, conversation: int, now: datetime) -> Thread:
        """A conversation, opened by the owner at `now`."""
        self._records.opened(conversation, now)
        stand = self._records.conversation(conversation)
        alarms = (
            a for a in self._records.alarms(backlog=stand.backlog) if a.conversation == conversation
        )
        return Thread(stand, self._records.messages(conversation), next(alarms, None))

    def suggestions(self, conversation: int) -> tuple[Template, ...]:
        """Templates for this conversation, the likeliest first; all of them.

        Raises `TemplateError` when the templates' file is broken.
        """
        stand = self._records.conversation(conversation)
        theirs = [m for m in self._records.messages(conversation) if not m.outgoing]
        words = f"{stand.subject}\n{theirs[-1].message.new_text}" if theirs else stand.subject
        return likeliest(self._templates.all(), words, stand.category, stand.language)

    def titles(self, alarm: Alarm, limit: int) -> tuple[str, ...]:
        """Titles of the likeliest templates, for the board's preview; empty without any."""
        try:
            found = likeliest(
                self._templates.all(),
                f"{alarm.subject}\n{alarm.text}",
                alarm.category,
                alarm.language,
            )
        except TemplateError:
            return ()
        language = self._settings.shop.language
        return tuple(t.variant(alarm.language, language)[1].title for t in found[:limit])

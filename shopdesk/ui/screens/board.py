"""The home: every open conversation, the hottest first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.binding import Binding

from shopdesk.desk.clock.desk_hour import headline
from shopdesk.desk.ringing.ring_notes import quiet_text
from shopdesk.domain.alarm.board import Alarm, heat_of
from shopdesk.domain.errors import ShopdeskError
from shopdesk.ui import commands
from shopdesk.ui.commands.places import only_inside
from shopdesk.ui.said.guests import guest_line
from shopdesk.ui.screens.guest_keys import GuestKeys
from shopdesk.ui.widgets.alarm_list import AlarmList
from shopdesk.ui.widgets.alarm_rows import (
    Row,
    leaving_words,
    reminder_text,
    returns_text,
    rows_of,
    sleeping_text,
)
from shopdesk.ui.widgets.arranging import Arranged, Arranging
from shopdesk.ui.widgets.masthead import Masthead
from shopdesk.ui.widgets.preview import Preview
from shopdesk.ui.widgets.status import Status
from shopdesk.ui.wishes import alarms as wishes
from shopdesk.ui.wishes.customers import TakeOrders
from shopdesk.ui.wishes.figures import ShowFigures
from shopdesk.ui.wishes.quiet import BeQuiet
from shopdesk.ui.wishes.settings import ShowSettings
from shopdesk.ui.wishes.stilling import ShowAsleep, Snooze, TakeOn
from shopdesk.words import _

if TYPE_CHECKING:
    from datetime import datetime

    from textual.app import ComposeResult

    from shopdesk.desk.board import Board
    from shopdesk.domain.alarm.order import Rated

TITLES = 5
CHROME_LINES = 6
"""Masthead, blank line, status and footer."""


class BoardScreen(GuestKeys):
    """Alarms above, the customer under the cursor below."""

    BINDINGS = [
        commands.OPEN.binding(),
        *commands.answers(),
        *(c.binding() for c in commands.BOARD if c is not commands.OPEN),
        Binding(",".join(only_inside()), "only_inside", show=False),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._arranging: Arranging | None = None
        self._shown: tuple[Arranged, tuple[str, ...]] | None = None
        self._rows: list[Rated | Row] = []

    def compose(self) -> ComposeResult:
        """Masthead, alarms, preview, status, keys."""
        shop = self.host.settings.shop
        yield Masthead(shop.name, shop.zone, id="masthead")
        yield AlarmList(id="alarms")
        yield Preview(id="preview")
        yield Status(id="status")
        yield self.footer()

    def show_board(self) -> None:
        """Sort, draw, and leave the cursor where it was."""
        board = self.host.board
        if board is None:
            return
        now, schedule = self.host.now, self.host.schedule
        if self._arranging is None:
            self._arranging = Arranging(schedule)
        zone = self.host.settings.shop.zone
        arranged = self._arranging.at(board, now)
        rows = self._rows_of(board, arranged, now)
        alarms = self.query_one(AlarmList)
        alarms.styles.height = max(min(len(rows), self._most_rows()), 1)
        words = leaving_words(board.leaving, now, zone)
        alarms.show(rows, now, words, lambda alarm: heat_of(alarm, now, schedule), arranged.stars)
        self.query_one(Masthead).show(
            now,
            list(self.host.states.values()),
            arranged.severities,
            board.today,
            headline(self.host.settings, schedule, now),
            rest=bool(arranged.backlog or board.quarantined or arranged.asleep),
            quiet=quiet_text(board.quiet_until, now, zone),
            goal=self.host.settings.goals.in_target,
        )
        if alarms.pointed is None:
            self.query_one(Preview).show(None)
        self.query_one(Preview).know(alarms.pointed, self._known(alarms.pointed))
        super().tick()

    def _rows_of(self, board: Board, arranged: Arranged, now: datetime) -> list[Rated | Row]:
        """The very same list as long as it would be alike."""
        hidden = sleeping_text(arranged.asleep, now, self.host.settings.shop.zone)
        resting = returns_text(board.returns, self.host.settings.generosity.returns, now)
        # the mails kept aside are those of a reading of the board, and so is the arrangement
        if self._shown != (arranged, (hidden, resting)):
            self._shown = arranged, (hidden, resting)
            rated, backlog = arranged.rated, arranged.backlog
            self._rows = rows_of(rated, backlog, board.quarantined, hidden, resting)
        return self._rows

    def tick(self) -> None:
        """Every countdown moves."""
        self.show_board()

    def on_resize(self) -> None:
        """More room, more rows."""
        self.call_after_refresh(self.show_board)

    def _most_rows(self) -> int:
        """The alarms take what they need, up to two thirds of the room."""
        room = self.size.height - CHROME_LINES
        return max(room * 2 // 3, 3)

    def on_alarm_list_pointed(self, message: AlarmList.Pointed) -> None:
        """Show who is under the cursor at once, and soon what could be answered."""
        alarm = message.alarm
        zone = self.host.settings.shop.zone
        note = reminder_text(alarm, self.host.now, zone) if alarm else ""
        self.query_one(Preview).show(alarm, note, self._known(alarm))
        if alarm is not None:
            self.run_worker(self._offer(alarm), group="titles", exclusive=True)

    async def _offer(self, alarm: Alarm) -> None:
        try:
            titles = await self.host.gateway.titles(alarm, TITLES)
        except ShopdeskError:
            titles = ()
        # the board may be gone by now
        for preview in self.query(Preview):
            preview.offer(alarm, titles)

    def _known(self, alarm: Alarm | None) -> str:
        board = self.host.board
        guest = board.guests.get(alarm.conversation) if board and alarm else None
        return guest_line(guest, self.host.settings) if guest else ""

    def on_alarm_list_chosen(self) -> None:
        """A double click opens."""
        self.action_open()

    def action_only_inside(self) -> None:
        """A key of the conversation was tried here."""
        self.say(_("That key works in a conversation: enter opens it, and ? names the keys."))

    def action_orders(self) -> None:
        """Take a file of orders in."""
        self.post_message(TakeOrders())

    @property
    def _pointed(self) -> int | None:
        alarm = self.query_one(AlarmList).pointed
        return alarm.conversation if alarm else None

    def in_sight(self) -> int | None:
        """The one under the cursor."""
        return self._pointed

    def point_at_hottest(self) -> None:
        """After an answer: on to the next."""
        self.query_one(AlarmList).point_at_hottest()

    def action_settings(self) -> None:
        """Look at the settings."""
        self.post_message(ShowSettings())

    def action_open(self) -> None:
        """The conversation under the cursor."""
        if (conversation := self._pointed) is not None:
            self.post_message(wishes.Open(conversation))

    def action_answer(self, nth: int) -> None:
        """Straight into the composer."""
        if (conversation := self._pointed) is not None:
            self.post_message(wishes.Answer(conversation, nth))

    def action_reply(self) -> None:
        """From scratch, or the kept draft."""
        if (conversation := self._pointed) is not None:
            self.post_message(wishes.Compose(conversation))

    def action_templates(self) -> None:
        """Find a template."""
        if (conversation := self._pointed) is not None:
            self.post_message(wishes.Pick(conversation))

    def action_manage(self) -> None:
        """Look after the templates."""
        self.post_message(wishes.Manage(self.query_one(AlarmList).pointed))

    def action_correct(self) -> None:
        """Say what it is."""
        if (conversation := self._pointed) is not None:
            self.post_message(wishes.Correct(conversation))

    def action_figures(self) -> None:
        """How fast and how well."""
        self.post_message(ShowFigures())

    def action_quiet(self) -> None:
        """Or ring again."""
        self.post_message(BeQuiet())

    def action_filed(self) -> None:
        """The automatic mail of late."""
        self.post_message(wishes.ShowFiled())

    def action_snooze(self) -> None:
        """Hide it for a while."""
        if alarm := self.query_one(AlarmList).pointed:
            self.post_message(Snooze(alarm.conversation, alarm.name))

    def action_take_on(self) -> None:
        """Let it not ring."""
        if alarm := self.query_one(AlarmList).pointed:
            self.post_message(TakeOn(alarm.conversation, alarm.name))

    def action_asleep(self) -> None:
        """What is hidden."""
        self.post_message(ShowAsleep())

    def action_dismiss_alarm(self) -> None:
        """With a reason."""
        if alarm := self.query_one(AlarmList).pointed:
            self.post_message(wishes.Dismiss(alarm.conversation, alarm.name))

"""The home: every open conversation, the hottest first."""

from __future__ import annotations

from textual.app import ComposeResult

from shopdesk.desk.doors import doors
from shopdesk.domain.board import hottest_first
from shopdesk.domain.errors import ShopdeskError
from shopdesk.ui import commands, wishes
from shopdesk.ui.screens.base import DeskScreen
from shopdesk.ui.widgets.alarm_list import AlarmList, rows_of
from shopdesk.ui.widgets.masthead import Masthead
from shopdesk.ui.widgets.preview import Preview
from shopdesk.ui.widgets.status import Status

TITLES = 5
CHROME_LINES = 6
"""Masthead, blank line, status and footer."""


class BoardScreen(DeskScreen):
    """Alarms above, the customer under the cursor below."""

    BINDINGS = [
        commands.OPEN.binding(),
        *commands.answers(),
        *(c.binding() for c in commands.BOARD if c is not commands.OPEN),
    ]

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
        rated = hottest_first(board.alarms, now, schedule)
        rows = rows_of(rated, board.backlog, board.quarantined)
        alarms = self.query_one(AlarmList)
        alarms.styles.height = max(min(len(rows), self._most_rows()), 1)
        retrying = frozenset(d.conversation for d in board.leaving if d.trouble)
        alarms.show(rows, now, retrying)
        self.query_one(Masthead).show(
            now,
            list(self.host.states.values()),
            [heat for _, heat in rated],
            board.today,
            doors(schedule, now, self.host.settings.shop.zone),
            rest=bool(board.backlog or board.quarantined),
        )
        if alarms.pointed is None:
            self.query_one(Preview).show(None, ())
        super().tick()

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

    async def on_alarm_list_pointed(self, message: AlarmList.Pointed) -> None:
        """Show who is under the cursor."""
        alarm = message.alarm
        try:
            titles = await self.host.gateway.titles(alarm, TITLES) if alarm else ()
        except ShopdeskError:
            titles = ()
        self.query_one(Preview).show(alarm, titles)

    def on_alarm_list_chosen(self) -> None:
        """A double click opens."""
        self.action_open()

    @property
    def _pointed(self) -> int | None:
        alarm = self.query_one(AlarmList).pointed
        return alarm.conversation if alarm else None

    def point_at_hottest(self) -> None:
        """After an answer: on to the next."""
        self.query_one(AlarmList).point_at_hottest()

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

    def action_filed(self) -> None:
        """The automatic mail of late."""
        self.post_message(wishes.ShowFiled())

    def action_dismiss_alarm(self) -> None:
        """With a reason."""
        if alarm := self.query_one(AlarmList).pointed:
            self.post_message(wishes.Dismiss(alarm.conversation, alarm.name))

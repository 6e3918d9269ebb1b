"""The home: every open conversation, the hottest first."""

from __future__ import annotations

from textual.app import ComposeResult

from shopdesk.domain.board import hottest_first
from shopdesk.domain.errors import ShopdeskError
from shopdesk.ui import commands
from shopdesk.ui.screens.base import DeskScreen
from shopdesk.ui.screens.help import HelpScreen
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
        shop = self.desk_app.wiring.settings.shop
        yield Masthead(shop.name, shop.zone, id="masthead")
        yield AlarmList(id="alarms")
        yield Preview(id="preview")
        yield Status(id="status")
        yield self.footer()

    def show_board(self) -> None:
        """Sort, draw, and leave the cursor where it was."""
        board = self.desk_app.board
        if board is None:
            return
        now = self.desk_app.now
        rated = hottest_first(board.alarms, now, self.desk_app.wiring.schedule)
        rows = rows_of(rated, board.backlog, board.quarantined)
        alarms = self.query_one(AlarmList)
        alarms.styles.height = max(min(len(rows), self._most_rows()), 1)
        alarms.show(rows, now)
        self.query_one(Masthead).show(
            now, list(self.desk_app.states.values()), [heat for _, heat in rated], board.today
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
            titles = await self.desk_app.gateway.titles(alarm, TITLES) if alarm else ()
        except ShopdeskError:
            titles = ()
        self.query_one(Preview).show(alarm, titles)

    async def on_alarm_list_chosen(self) -> None:
        """A double click opens."""
        await self.action_open()

    @property
    def _pointed(self) -> int | None:
        alarm = self.query_one(AlarmList).pointed
        return alarm.conversation if alarm else None

    def point_at_hottest(self) -> None:
        """After an answer: on to the next."""
        self.query_one(AlarmList).point_at_hottest()

    async def action_open(self) -> None:
        """The conversation under the cursor."""
        if (conversation := self._pointed) is not None:
            await self.desk_app.flows.open(conversation)

    async def action_answer(self, nth: int) -> None:
        """Straight into the composer."""
        if (conversation := self._pointed) is not None:
            await self.desk_app.flows.answer(conversation, nth)

    async def action_reply(self) -> None:
        """From scratch, or the kept draft."""
        if (conversation := self._pointed) is not None:
            await self.desk_app.flows.compose(conversation)

    async def action_templates(self) -> None:
        """Find a template."""
        if (conversation := self._pointed) is not None:
            await self.desk_app.flows.pick(conversation)

    async def action_dismiss_alarm(self) -> None:
        """With a reason."""
        if alarm := self.query_one(AlarmList).pointed:
            await self.desk_app.flows.dismiss(alarm.conversation, alarm.name)

    async def action_undo(self) -> None:
        """The newest reply or dismissal."""
        await self.desk_app.flows.undo()

    def action_check(self) -> None:
        """Now."""
        self.desk_app.action_check()

    def action_help(self) -> None:
        """What every key does."""
        self.app.push_screen(HelpScreen())

    def action_leave(self) -> None:
        """Quit."""
        self.desk_app.action_leave()

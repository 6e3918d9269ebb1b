"""What every screen of the desk has."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar, cast

from textual.screen import Screen

from shopdesk.ui.host import Host
from shopdesk.ui.widgets.keys import Keys
from shopdesk.ui.widgets.status import Status
from shopdesk.ui.wishes import alarms as wishes
from shopdesk.ui.wishes.search import Find

if TYPE_CHECKING:
    from shopdesk.desk.desk import Desk
    from shopdesk.desk.events import CustomerWrote

T = TypeVar("T")


class DeskScreen(Screen[None]):
    """Gets the board, the second's tick and the desk's events from the app."""

    @property
    def host(self) -> Host:
        """The program around this screen."""
        return cast(Host, self.app)

    @property
    def composed(self) -> bool:
        """Whether its widgets are there yet; a screen hears of the world before they are."""
        # asked for each event of a desk that has thousands, and a query takes Textual long
        return any(isinstance(c, Status) for c in self.children) or bool(self.query(Status))

    def say(self, sentence: str, *, alarming: bool = False) -> None:
        """Put a sentence on this screen's status line."""
        for status in self.query(Status):
            status.say(sentence, self.host.now, alarming=alarming)

    def tick(self) -> None:
        """A second has passed, or the watch stands otherwise."""
        board = self.host.board
        for status in self.query(Status):
            status.tick(self.host.now, board.leaving if board else (), self.host.blind)

    def show_board(self) -> None:
        """The board was read again."""
        self.tick()

    async def reload(self) -> None:
        """The records changed: show what is so now."""

    async def customer_wrote(self, event: CustomerWrote) -> None:
        """A customer's message was filed."""

    async def on_mount(self) -> None:
        """Show at once what is known."""
        if self.composed:
            self.show_board()

    async def on_screen_resume(self) -> None:
        """Back in sight: nothing may be older than it need be."""
        if self.composed:
            self.show_board()

    async def asked(self, work: Callable[[Desk], T]) -> T | None:
        """Have something done by the desk; None after saying what went wrong."""
        return await self.host.attempt(self.host.gateway.ask(work))

    def action_undo(self) -> None:
        """The newest reply or dismissal."""
        self.post_message(wishes.Undo())

    def action_check(self) -> None:
        """Look into the mailboxes now."""
        self.post_message(wishes.Check())

    def action_find(self) -> None:
        """Customers, orders, mails."""
        self.post_message(Find())

    def action_help(self) -> None:
        """What every key does."""
        self.post_message(wishes.Help())

    def action_leave(self) -> None:
        """Quit."""
        self.post_message(wishes.Leave())

    @staticmethod
    def footer() -> Keys:
        """The keys."""
        return Keys()

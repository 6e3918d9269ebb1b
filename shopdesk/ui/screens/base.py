"""What every screen of the desk has."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from textual.screen import Screen
from textual.widgets import Footer

from shopdesk.desk.events import CustomerWrote
from shopdesk.ui.widgets.status import Status

if TYPE_CHECKING:
    from shopdesk.ui.app import ShopdeskApp


class DeskScreen(Screen[None]):
    """Gets the board, the second's tick and the desk's events from the app."""

    @property
    def desk_app(self) -> ShopdeskApp:
        """The app, by its own type."""
        return cast("ShopdeskApp", self.app)

    def say(self, sentence: str, *, alarming: bool = False) -> None:
        """Put a sentence on this screen's status line."""
        for status in self.query(Status):
            status.say(sentence, self.desk_app.now, alarming=alarming)

    def tick(self) -> None:
        """A second has passed, or the watch stands otherwise."""
        board = self.desk_app.board
        for status in self.query(Status):
            status.tick(self.desk_app.now, board.leaving if board else (), self.desk_app.blind)

    def show_board(self) -> None:
        """The board was read again."""
        self.tick()

    async def customer_wrote(self, event: CustomerWrote) -> None:
        """A customer's message was filed."""

    async def on_mount(self) -> None:
        """Show at once what is known."""
        self.show_board()

    async def on_screen_resume(self) -> None:
        """Back in sight: nothing may be older than it need be."""
        self.show_board()

    @staticmethod
    def footer() -> Footer:
        """The keys."""
        return Footer(compact=True, show_command_palette=False)

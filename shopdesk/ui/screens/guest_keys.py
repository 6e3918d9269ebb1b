"""The keys about the customer, on every screen on which a conversation is in sight."""

from __future__ import annotations

from shopdesk.ui.screens.move_keys import MoveKeys
from shopdesk.ui.wishes.customers import LogCall, ShowCard, WriteNote


class GuestKeys(MoveKeys):
    """Posts the wishes."""

    def action_card(self) -> None:
        """Who the customer is."""
        self._wish(ShowCard)

    def action_note(self) -> None:
        """Write something down."""
        self._wish(WriteNote)

    def action_log(self) -> None:
        """A call or a chat."""
        self._wish(LogCall)

"""The keys of the moves, on every screen on which a conversation is in sight."""

from __future__ import annotations

from shopdesk.ui.screens.base import DeskScreen
from shopdesk.ui.wishes import moves as moves_wishes
from shopdesk.ui.wishes.alarms import About


class MoveKeys(DeskScreen):
    """Posts the wishes."""

    def in_sight(self) -> int | None:
        """The conversation that is meant; None: none is."""
        return None

    def _wish(self, kind: type[About]) -> None:
        if (conversation := self.in_sight()) is not None:
            self.post_message(kind(conversation))

    def action_playbook(self) -> None:
        """What the problem may be."""
        self._wish(moves_wishes.ShowPlaybook)

    def action_return_goods(self) -> None:
        """Begin a return."""
        self._wish(moves_wishes.TakeGoodsBack)

    def action_perk(self) -> None:
        """Give something."""
        self._wish(moves_wishes.Give)

    def action_recovered(self) -> None:
        """How a complaint ended."""
        self._wish(moves_wishes.TellRecovered)

    def action_wow(self) -> None:
        """Above and beyond."""
        self._wish(moves_wishes.TellWow)

    def action_returns(self) -> None:
        """What is coming back."""
        self.post_message(moves_wishes.ShowReturns())

    def action_incidents(self) -> None:
        """What goes wrong."""
        self.post_message(moves_wishes.ShowIncidents())

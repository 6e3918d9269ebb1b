"""A surprise that is due, with the rule that says so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.widgets import Static

from shopdesk.ui.wishes.moves import Give
from shopdesk.words import _

if TYPE_CHECKING:
    from shopdesk.domain.moves.perks import Surprise


class Surprising(Static):
    """Not there while none is due."""

    _due: Surprise | None = None

    def show(self, due: Surprise | None) -> None:
        """Say it."""
        self._due = due
        self.display = due is not None
        if due is not None:
            said = _("A surprise is due ({rule}): y writes it with a coupon, p chooses")
            self.update(f" {said.format(rule=_(due.value))}")

    def yes(self, conversation: int) -> None:
        """Give it; nothing where none is due."""
        if self._due is not None:
            self.post_message(Give(conversation, self._due.value, at_once=True))

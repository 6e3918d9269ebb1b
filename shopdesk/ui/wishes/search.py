"""What is wished of the search."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shopdesk.ui.wishes.alarms import Wish

if TYPE_CHECKING:
    from shopdesk.domain.guests.search import Found


class Find(Wish):
    """Look for customers, orders, mails."""


class ShowFound(Wish):
    """Open what a search has found."""

    def __init__(self, found: Found) -> None:
        super().__init__()
        self.found = found

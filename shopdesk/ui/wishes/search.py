"""What is wished of the search."""

from __future__ import annotations

from shopdesk.domain.guests.search import Found
from shopdesk.ui.wishes.alarms import Wish


class Find(Wish):
    """Look for customers, orders, mails."""


class ShowFound(Wish):
    """Open what a search has found."""

    def __init__(self, found: Found) -> None:
        super().__init__()
        self.found = found

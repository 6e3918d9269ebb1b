"""What is wished about customers and orders."""

from __future__ import annotations

from shopdesk.ui.wishes.alarms import About, Wish


class ShowCard(About):
    """The customer's card."""


class WriteNote(About):
    """A note about the customer."""


class LogCall(About):
    """A call or a chat with the customer."""


class JoinPeople(Wish):
    """Another customer is the same person."""

    def __init__(self, customer: int) -> None:
        super().__init__()
        self.customer = customer


class TakeOrders(Wish):
    """A file of orders or customers."""

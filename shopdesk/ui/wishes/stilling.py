"""What is wished of an alarm's quiet, and of what a reply brings with it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

from shopdesk.ui.wishes.alarms import About, Wish

if TYPE_CHECKING:
    from shopdesk.domain.alarm.reminder import After
    from shopdesk.domain.answer.product import Product
    from shopdesk.domain.answer.reply import Draft


class Snooze(About):
    """Hide it for a while."""

    def __init__(self, conversation: int, name: str) -> None:
        super().__init__(conversation)
        self.name = name


class TakeOn(About):
    """The owner is on it: let it not ring."""

    def __init__(self, conversation: int, name: str) -> None:
        super().__init__(conversation)
        self.name = name


class ShowAsleep(Wish):
    """What is hidden; one of them can be woken."""


class SendAnd(Wish):
    """Send, and do something else with it; a promise is first handed back to be written of."""

    def __init__(self, draft: Draft, promised: Callable[[After], None]) -> None:
        super().__init__()
        self.draft = draft
        self.promised = promised


class FindProduct(Wish):
    """Find a product; `chosen` gets it."""

    def __init__(self, chosen: Callable[[Product | None], Awaitable[None]]) -> None:
        super().__init__()
        self.chosen = chosen

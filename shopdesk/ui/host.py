"""What a screen may know of the program around it."""

from __future__ import annotations

from collections.abc import Awaitable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Protocol, TypeVar

if TYPE_CHECKING:
    from shopdesk.desk.board import Board
    from shopdesk.domain.alarm.watching import WatchState
    from shopdesk.domain.clock.schedule import Schedule
    from shopdesk.domain.shop.settings import Settings
    from shopdesk.ui.gateway import Gateway

T = TypeVar("T")


class Host(Protocol):
    """The app, as the screens see it; what they want done they post as wishes."""

    gateway: Gateway
    board: Board | None
    states: dict[str, WatchState]

    @property
    def settings(self) -> Settings:
        """The owner's settings."""
        ...

    @property
    def schedule(self) -> Schedule:
        """Business time."""
        ...

    @property
    def now(self) -> datetime:
        """The instant."""
        ...

    @property
    def blind(self) -> str:
        """Why some mailbox is not watched; empty when all are."""
        ...

    @property
    def theme_variables(self) -> Mapping[str, str]:
        """Colours by name."""
        ...

    async def attempt(self, work: Awaitable[T]) -> T | None:
        """The result, or None after saying on the status line what went wrong."""
        ...

    async def refresh_board(self) -> None:
        """Read the board again and show it everywhere."""
        ...

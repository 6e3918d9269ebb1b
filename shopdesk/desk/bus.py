"""Passes on what the desk tells."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from shopdesk.desk.events import Event, Publish


class Bus:
    """Passes each event to everybody who listens, in the thread that said it."""

    def __init__(self) -> None:
        self._listeners: tuple[Publish, ...] = ()

    def listen(self, listener: Publish) -> None:
        """Hear every event from now on."""
        self._listeners = (*self._listeners, listener)

    def leave(self, listener: Publish) -> None:
        """Hear no more."""
        self._listeners = tuple(one for one in self._listeners if one != listener)

    def say(self, event: Event) -> None:
        """A `Publish`."""
        for listener in self._listeners:
            listener(event)

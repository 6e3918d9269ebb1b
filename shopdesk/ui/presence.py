"""Where the owner is, as far as a terminal can tell; and the terminal's own notifications."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import events
from textual.app import App

if TYPE_CHECKING:
    from shopdesk.ui.wiring import Wiring


class Attending(App[None]):
    """Tells the machinery of focus and of the last key."""

    wiring: Wiring
    _focused: bool | None = None
    """None until the terminal says anything about its focus: many never do."""

    def on_app_focus(self) -> None:
        """The board is looked at."""
        self._focused = True
        self.attend()

    def on_app_blur(self) -> None:
        """Another window is looked at; the last key was here all the same."""
        self._focused = False
        self.attend()

    async def on_event(self, event: events.Event) -> None:
        """Every key and every move of the mouse."""
        if isinstance(event, events.InputEvent):
            self.attend()
        await super().on_event(event)

    def notify_by_terminal(self, sequence: str) -> None:
        """Write between two repaints."""
        if sequence and self._driver is not None and not self.is_headless:
            self._driver.write(sequence)
            self._driver.flush()

    def attend(self) -> None:
        """The owner is here now."""
        from shopdesk.domain.alarm.ring_plan import Presence

        if self.wiring.engine is not None:
            touched = self.wiring.clock.now()
            self.wiring.engine.attended(Presence(self._focused, touched))

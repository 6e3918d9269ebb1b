"""What reaches the screens from outside."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.message import Message

if TYPE_CHECKING:
    from shopdesk.desk.events import Event


class DeskSaid(Message):
    """Something happened at the desk; may be posted from any thread."""

    def __init__(self, event: Event) -> None:
        super().__init__()
        self.event = event


class ThemeChosen(Message):
    """The owner wants the screen to look so from now on."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.name = name

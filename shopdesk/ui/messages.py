"""What reaches the screens from outside."""

from __future__ import annotations

from textual.message import Message

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

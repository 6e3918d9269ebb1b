"""What a screen wants done: posted upwards, carried out by the app's flows."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

from textual.message import Message

from shopdesk.domain.answer.reply import Draft, Kind

if TYPE_CHECKING:
    from shopdesk.desk.board import Thread
    from shopdesk.domain.alarm.board import Alarm
    from shopdesk.domain.answer.template import Template


class Wish(Message):
    """Any of them."""

    def __init_subclass__(cls) -> None:
        # One namespace for the handlers' names, whatever file a wish stands in.
        super().__init_subclass__(namespace="wish")


class About(Wish):
    """A wish about one conversation."""

    def __init__(self, conversation: int) -> None:
        super().__init__()
        self.conversation = conversation


class Open(About):
    """Show it."""


class Compose(About):
    """Write: a reply (the kept draft, or an empty one), or another kind of mail."""

    def __init__(self, conversation: int, kind: Kind = Kind.REPLY) -> None:
        super().__init__(conversation)
        self.kind = kind


class Pick(About):
    """Find a template and answer with it."""


class Answer(About):
    """Answer with the suggestion of that number."""

    def __init__(self, conversation: int, nth: int) -> None:
        super().__init__(conversation)
        self.nth = nth


class Dismiss(About):
    """End its alarm without an answer."""

    def __init__(self, conversation: int, name: str) -> None:
        super().__init__(conversation)
        self.name = name


class Correct(About):
    """Say what it is."""


class Merge(About):
    """Make one of it and another."""


class Split(Wish):
    """Make two of it."""

    def __init__(self, thread: Thread) -> None:
        super().__init__()
        self.thread = thread


class Files(Wish):
    """Open or save what came with a conversation's messages."""

    def __init__(self, thread: Thread) -> None:
        super().__init__()
        self.thread = thread


class ShowFiled(Wish):
    """The automatic mail of late."""


class Choose(About):
    """Choose a template for something that goes on where one is."""

    def __init__(
        self, conversation: int, chosen: Callable[[Template | None], Awaitable[None]]
    ) -> None:
        super().__init__(conversation)
        self.chosen = chosen


class Manage(Wish):
    """Look after the templates; `alarm` is whom they are tried on."""

    def __init__(self, alarm: Alarm | None) -> None:
        super().__init__()
        self.alarm = alarm


class EditOutside(Wish):
    """Let the owner's own editor have a text; `done` gets it back."""

    def __init__(self, text: str, done: Callable[[str], None]) -> None:
        super().__init__()
        self.text = text
        self.done = done


class Attach(Wish):
    """Choose a file; `chosen` gets its path."""

    def __init__(self, chosen: Callable[[str | None], None]) -> None:
        super().__init__()
        self.chosen = chosen


class Send(Wish):
    """Put a reply into the outbox."""

    def __init__(self, draft: Draft, *, later: bool = False) -> None:
        """`later`: ask first when it is to leave."""
        super().__init__()
        self.draft = draft
        self.later = later


class Undo(Wish):
    """Take back the newest thing that can be."""


class Check(Wish):
    """Look into the mailboxes now."""


class Help(Wish):
    """What every key does."""


class Leave(Wish):
    """Quit."""

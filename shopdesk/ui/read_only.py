"""What a board says as long as it is so: that it only shows, that the disk is full."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.app import App

from shopdesk.ui.wishes.alarms import Wish
from shopdesk.words import _

if TYPE_CHECKING:
    from textual.message import Message

    from shopdesk.desk.events import BoardShows, Standing, Topic

SHOWING = frozenset(
    {
        "ChooseSpan",
        "Files",
        "Find",
        "Help",
        "Leave",
        "Open",
        "ShowAsleep",
        "ShowCard",
        "ShowBehind",
        "ShowFigures",
        "ShowFiled",
        "ShowFound",
        "ShowIncidents",
        "ShowReturns",
        "ShowSettings",
    }
)
"""The wishes that change nothing. Every other one is answered in one sentence by a second board."""


class StandingWords(App[None]):
    """The part of the app that knows what stands, and lets a second board's owner only look."""

    only_shows = False
    """Another board is open on the profile."""
    standing: dict[Topic, str]

    def say(self, sentence: str, *, alarming: bool = False) -> None:
        """Put a sentence on the status line; the app knows where."""

    def stand(self, event: Standing | BoardShows) -> None:
        """Something begins or ceases to be so."""
        from shopdesk.desk.events import BoardShows

        if isinstance(event, BoardShows):
            if self.only_shows and not event.only:
                self.say(_("The other board is closed: this one writes now."))
            self.only_shows = event.only
        else:
            self.standing[event.topic] = event.sentence

    @property
    def stands(self) -> str:
        """The most urgent of what is so; empty when all is well."""
        if not self.standing and not self.only_shows:
            return ""
        from shopdesk.desk.answering.only_showing import sentence
        from shopdesk.desk.events import Topic

        if room := self.standing.get(Topic.ROOM):
            return room
        if self.only_shows:
            return sentence()
        return next(filter(None, self.standing.values()), "")

    def check_message_enabled(self, message: Message) -> bool:
        """Textual asks this of every message: a wish to change something is answered here."""
        if self.only_shows and isinstance(message, Wish) and type(message).__name__ not in SHOWING:
            from shopdesk.desk.answering.only_showing import sentence

            self.say(sentence(), alarming=True)
            return False
        return super().check_message_enabled(message)

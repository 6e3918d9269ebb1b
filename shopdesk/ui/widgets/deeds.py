"""What is done on sending, above the text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.widgets import Static

from shopdesk.ui.said.plays import play_text

if TYPE_CHECKING:
    from shopdesk.domain.moves.play import Play


class Deeds(Static):
    """Not there where nothing is done."""

    def show(self, play: Play) -> None:
        """Say it."""
        said = play_text(play)
        self.display = bool(said)
        self.update(f" {said} · f6")

"""The coach's page: what to improve, and who was never answered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from shopdesk.desk.figures.coach_said import names_of, nothing_text, tip_text, waiting_lines
from shopdesk.words import _, _n

if TYPE_CHECKING:
    from shopdesk.domain.figures.report import Report

_SHOWN = 2
"""Conversations that are named below a tip; enter lists all."""


class Coach(OptionList):
    """A tip each, with its numbers; below, every conversation that waits for days."""

    def __init__(self) -> None:
        super().__init__(id="coach", markup=False)
        self._behind: dict[str, tuple[int, ...]] = {}

    def show(self, report: Report) -> None:
        """Show them, the cursor where it was."""
        at = self.highlighted
        self.clear_options()
        self._behind = {}
        self.add_option(Option(Text(f" {_('What to improve')}", "bold"), disabled=True))
        if not report.coach:
            self.add_option(Option(Text(f"  {nothing_text()}"), disabled=True))
        for nth, tip in enumerate(report.coach, 1):
            said = Text(f"  {nth} {tip_text(tip)}")
            for name in names_of(tip.conversations[:_SHOWN], report.named):
                said.append(f"\n      {name}", "dim")
            self._add(f"tip-{nth}", said, tip.conversations)
        if waiting := waiting_lines(report):
            head = _n("Never answered: {n}", "Never answered: {n}", len(waiting))
            self.add_option(Option(Text(f" {head}", "bold"), disabled=True))
            for number, line in waiting:
                row = Text(f"  {line}", no_wrap=True, overflow="ellipsis")
                self._add(f"waiting-{number}", row, (number,))
        if self._behind:
            self.highlighted = 1 if at is None else min(at, self.option_count - 1)

    @property
    def pointed(self) -> tuple[int, ...]:
        """The conversations behind what is under the cursor."""
        if self.highlighted is None:
            return ()
        return self._behind.get(self.get_option_at_index(self.highlighted).id or "", ())

    def _add(self, id: str, said: Text, conversations: tuple[int, ...]) -> None:
        self._behind[id] = conversations
        self.add_option(Option(said, id=id))

"""One line that says what just happened and what can be taken back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from textual.widgets import Static

from shopdesk.domain.plain import plain
from shopdesk.ui.widgets.alarm_rows import SOON
from shopdesk.words import _

if TYPE_CHECKING:
    from shopdesk.domain.answer.outbox import Dispatch

SHOWN_S = 12


class Status(Static):
    """Replies that are about to leave come before all else."""

    def __init__(self, id: str | None = None) -> None:
        super().__init__(id=id, markup=False)
        self._said = ""
        self._since: datetime | None = None
        self._loud = False
        self._line = ""

    def say(self, sentence: str, now: datetime, *, alarming: bool = False) -> None:
        """Show a sentence for a while."""
        self._said = plain(sentence)
        self._since = now
        self._loud = alarming
        self.tick(now, ())

    def tick(self, now: datetime, leaving: Sequence[Dispatch], down: str = "") -> None:
        """Count down, let old words go, and say why we do not watch as long as we do not."""
        if self._since and (now - self._since).total_seconds() > SHOWN_S:
            self._said = ""
            self._since = None
            self._loud = False
        soon = [d for d in leaving if d.trouble or d.due - now <= SOON]
        if soon and not self._loud:
            self.remove_class("-alarming")
            self._leaving(soon, now)
            return
        said = self._said or plain(down)
        self.set_class(bool(down) or (bool(self._said) and self._loud), "-alarming")
        self._tell(f" {said}" if said else "")

    def _leaving(self, leaving: Sequence[Dispatch], now: datetime) -> None:
        first = leaving[0]
        seconds = max(int((first.due - now).total_seconds() + 0.999), 0)
        to = plain(", ".join(first.recipients))
        if first.trouble:
            said = _("Trying again in {n} s (g: now). Not sent yet: {trouble}").format(
                trouble=plain(first.trouble), n=seconds
            )
        else:
            said = _("Sending to {to} in {n} s · u takes it back").format(to=to, n=seconds)
        more = f" (+{len(leaving) - 1})" if len(leaving) > 1 else ""
        self._tell(f" {said}{more}")

    def _tell(self, line: str) -> None:
        """A line that may take more room than before has everything laid out anew."""
        if line != self._line:
            self._line = line
            self.update(line)

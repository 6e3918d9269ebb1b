"""One line that says what just happened and what can be taken back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from textual.widgets import Static

from shopdesk.domain.board import clock_text
from shopdesk.domain.outbox import Dispatch
from shopdesk.domain.plain import plain
from shopdesk.words import _

SHOWN_S = 12
LONG_S = 100
"""From so many seconds on, minutes and hours are easier to read."""


class Status(Static):
    """Replies that are about to leave come before all else."""

    def __init__(self, id: str | None = None) -> None:
        super().__init__(id=id, markup=False)
        self._said = ""
        self._since: datetime | None = None
        self._loud = False

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
        if leaving and not self._loud:
            self.remove_class("-alarming")
            self._leaving(leaving, now)
            return
        said = self._said or plain(down)
        self.set_class(bool(down) or (bool(self._said) and self._loud), "-alarming")
        self.update(f" {said}" if said else "")

    def _leaving(self, leaving: Sequence[Dispatch], now: datetime) -> None:
        first = leaving[0]
        seconds = max(int((first.due - now).total_seconds() + 0.999), 0)
        to = plain(", ".join(first.recipients))
        if first.trouble:
            said = _("Trying again in {n} s (g: now). Not sent yet: {trouble}").format(
                trouble=plain(first.trouble), n=seconds
            )
        else:
            in_time = f"{seconds} s" if seconds < LONG_S else clock_text(timedelta(seconds=seconds))
            said = _("Sending to {to} in {time} · u takes it back").format(to=to, time=in_time)
        more = f" (+{len(leaving) - 1})" if len(leaving) > 1 else ""
        self.update(f" {said}{more}")

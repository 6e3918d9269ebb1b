"""Quitting while a reply still waits to leave."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import cast
from zoneinfo import ZoneInfo

from shopdesk.desk.ringing.ring_notes import moment_text
from shopdesk.domain.answer.outbox import Dispatch
from shopdesk.ui.host import Host
from shopdesk.ui.screens.menu import MenuScreen
from shopdesk.ui.widgets.alarm_rows import SOON
from shopdesk.words import _


class LeavingScreen(MenuScreen[str]):
    """Wait for it, keep it for the next start, or stay. Quits by itself when all have left.

    What leaves at a later time of the owner's choice is not waited for.
    """

    def __init__(self, leaving: Sequence[Dispatch], now: datetime, zone: ZoneInfo) -> None:
        soon = [d for d in leaving if d.trouble or d.due - now <= SOON]
        if soon:
            question = _("A reply has not left yet.")
            answers = [
                (_("send it, then quit"), "wait"),
                (_("quit now, send it at the next start"), "quit"),
            ]
        else:
            question = _(
                "A reply is to leave at {time}. It does if shopdesk or `shopdesk watch` runs then, "
                "or else at the next start."
            ).format(time=moment_text(leaving[0].due, now, zone))
            answers = [(_("quit"), "quit")]
        super().__init__(question, [*answers, (_("stay"), "stay")])
        self._waiting = False

    def on_mount(self) -> None:
        """Look often whether all have left."""
        self.set_interval(0.5, self._look)

    def dismiss(self, result: str | None = None) -> None:  # type: ignore[override]
        """Act on the choice instead of handing it on."""
        if result == "wait":
            self._waiting = True
            self.query_one("#question").update(_("Sending …"))  # type: ignore[attr-defined]
        elif result == "quit":
            self.app.exit()
        else:
            super().dismiss(result)

    async def _look(self) -> None:
        host = cast(Host, self.app)
        await host.refresh_board()
        if not self._waiting or host.board is None:
            return
        now = host.now
        if not any(d.trouble or d.due - now <= SOON for d in host.board.leaving):
            self.app.exit()

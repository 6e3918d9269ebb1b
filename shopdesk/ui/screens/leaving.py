"""Quitting while a reply still waits to leave."""

from __future__ import annotations

from typing import cast

from shopdesk.ui.host import Host
from shopdesk.ui.screens.menu import MenuScreen
from shopdesk.words import _


class LeavingScreen(MenuScreen[str]):
    """Wait for it, keep it for the next start, or stay. Quits by itself when all have left."""

    def __init__(self) -> None:
        super().__init__(
            _("A reply has not left yet."),
            [
                (_("send it, then quit"), "wait"),
                (_("quit now, send it at the next start"), "quit"),
                (_("stay"), "stay"),
            ],
        )
        self._waiting = False

    def on_mount(self) -> None:
        """Look once a second whether all have left."""
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
        if self._waiting and host.board is not None and not host.board.leaving:
            self.app.exit()

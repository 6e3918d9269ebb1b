"""Taking a file of orders in."""

from __future__ import annotations

from pathlib import Path

from shopdesk.ui.granting import Granting
from shopdesk.words import _


class OrdersGranted(Granting):
    """Carries out what is wished about files of orders; part of the app."""

    async def on_wish_take_orders(self) -> None:
        """Choose a file, then look into it."""
        from shopdesk.ui.screens.attach import AttachScreen

        imports = self.wiring.imports
        if imports is None:
            self.say(_("There is nothing to take orders into."))
            return

        async def chosen(path: str | None) -> None:
            if path is not None:
                # its parts are needed by nobody else
                from shopdesk.ui.screens.orders_import import OrdersImportScreen

                await self.push_screen(OrdersImportScreen(Path(path), imports))

        await self.push_screen(AttachScreen(_begun(self.wiring.settings.orders.folder)), chosen)


def _begun(named: str) -> Path:
    """Where to look for files first."""
    folder = Path(named)
    return folder if named and folder.is_dir() else Path.home()

"""Grants what is wished of an alarm's quiet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shopdesk.ui.granting import Granting

if TYPE_CHECKING:
    from shopdesk.ui.wishes import stilling as stilling_wishes


class StillingGranted(Granting):
    """Part of the app."""

    async def on_wish_snooze(self, wish: stilling_wishes.Snooze) -> None:
        """Hide it for a while."""
        await self.flows.stilling.snooze(wish.conversation, wish.name)

    async def on_wish_take_on(self, wish: stilling_wishes.TakeOn) -> None:
        """Let it not ring."""
        await self.flows.stilling.take_on(wish.conversation, wish.name)

    async def on_wish_show_asleep(self) -> None:
        """What is hidden."""
        await self.flows.stilling.show_asleep()

    async def on_wish_send_and(self, wish: stilling_wishes.SendAnd) -> None:
        """Send and do something else with it."""
        await self.flows.sending.menu(wish.draft, wish.promised)

    def on_wish_find_product(self, wish: stilling_wishes.FindProduct) -> None:
        """Find a product."""
        from shopdesk.ui.screens.product import ProductScreen

        self.push_screen(ProductScreen(self.gateway.products), wish.chosen)

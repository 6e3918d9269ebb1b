"""Returns: asked for with one key, followed on a screen of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shopdesk.ui.flows.playing import PlayingGranted

if TYPE_CHECKING:
    from shopdesk.ui.screens.return_form import Filled
    from shopdesk.ui.wishes import moves as moves_wishes


class ReturningGranted(PlayingGranted):
    """Carries out what is wished of returns; part of the app."""

    async def on_wish_take_goods_back(self, wish: moves_wishes.TakeGoodsBack) -> None:
        """The form, then the mail."""
        from shopdesk.ui.screens.return_form import ReturnFormScreen

        now, conversation = self.wiring.clock.now(), wish.conversation
        found = await self.asked(
            lambda d: (d.return_form.blank(conversation, now), d.returning.worth)
        )
        if found is None:
            return
        blank, worth = found

        async def chosen(filled: Filled | None) -> None:
            if filled is None:
                return
            draft = await self.asked(
                lambda d: d.return_form.draft(filled.asked, filled.problem, d.templates.all(), now)
            )
            if draft is not None:
                await self.write(draft)

        await self.push_screen(ReturnFormScreen(blank, worth), chosen)

    async def on_wish_show_returns(self) -> None:
        """Those that are not over."""
        from shopdesk.ui.screens.returns import ReturnsScreen

        found = await self.asked(lambda d: d.returning.all(open_only=True))
        if found is not None:
            await self.push_screen(ReturnsScreen(found))

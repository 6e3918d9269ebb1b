"""What goes wrong: looked at, and a step resolved on."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from shopdesk.ui.flows.perks import PerksGranted
from shopdesk.words import _

if TYPE_CHECKING:
    from shopdesk.ui.wishes import moves as moves_wishes


class IncidentsGranted(PerksGranted):
    """Carries out what is wished of them; part of the app."""

    async def on_wish_show_incidents(self) -> None:
        """Those that ask for a step first."""
        from shopdesk.ui.screens.incidents import IncidentsScreen

        now = self.wiring.clock.now()
        found = await self.asked(lambda d: d.incidents.learned(now))
        if found is not None:
            await self.push_screen(IncidentsScreen(found))

    async def on_wish_resolve(self, wish: moves_wishes.Resolve) -> None:
        """What is done, and by when."""
        from shopdesk.ui.screens.ask import AskScreen

        async def told(step: str | None) -> None:
            if step is None:
                return

            async def dated(due: datetime | None) -> None:
                if due is not None:
                    await self._resolve(wish.problem, step, due)

            question = _("By when?")
            await self.push_screen(AskScreen(question, _("7 days · Friday"), self._meant), dated)

        question = _("What is done, so that it does not happen again?")
        await self.push_screen(AskScreen(question, "", _words), told)

    async def _resolve(self, problem: str, step: str, due: datetime) -> None:
        from shopdesk.ui.screens.incidents import IncidentsScreen

        now = self.wiring.clock.now()
        if await self.asked(lambda d: d.incidents.resolve(problem, step, due, now)) is None:
            return
        self.say(_("Resolved: {step}").format(step=step))
        if isinstance(self.screen, IncidentsScreen):
            await self.screen.reload()

    def _meant(self, typed: str) -> datetime | None:
        from shopdesk.domain.clock.when import when

        return when(typed, self.wiring.clock.now(), self.wiring.settings.shop.zone)


def _words(typed: str) -> str | None:
    return " ".join(typed.split())[:200] or None

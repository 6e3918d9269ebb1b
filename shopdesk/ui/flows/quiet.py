""" "Be quiet": for an hour, until tomorrow's opening, or no longer."""

from __future__ import annotations

import asyncio
from datetime import datetime, timedelta

from shopdesk.domain.errors import ShopdeskError
from shopdesk.ui.granting import Granting
from shopdesk.words import _

HOUR = timedelta(hours=1)


class QuietGranted(Granting):
    """Carries out what is wished of the ringing; part of the app."""

    async def on_wish_be_quiet(self) -> None:
        """Ask for how long; what is quiet already can be ended."""
        from shopdesk.desk.ringing.ring_notes import moment_text, quiet_text
        from shopdesk.domain.alarm.quiet_hours import tomorrows_opening
        from shopdesk.ui.screens.menu import MenuScreen

        now, zone = self.wiring.clock.now(), self.wiring.settings.shop.zone
        opening = tomorrows_opening(now, self.wiring.schedule, zone)
        try:
            until = await self._quiet_until()
        except ShopdeskError as error:
            self.say(str(error), alarming=True)
            return
        # wrapped, since no answer at all is None
        hour = moment_text(now + HOUR, now, zone)
        answers: list[tuple[str, tuple[datetime | None]]] = [
            (_("an hour, to {time}").format(time=hour), (now + HOUR,)),
            (_("until {time}").format(time=moment_text(opening, now, zone)), (opening,)),
        ]
        question = _("Let nothing ring for how long? The clocks run on.")
        if said := quiet_text(until, now, zone):
            question = _("It is {quiet}. The clocks run on.").format(quiet=said)
            answers.insert(0, (_("ring again"), (None,)))

        async def chosen(answer: tuple[datetime | None] | None) -> None:
            if answer is not None:
                await self._be_quiet(answer[0])

        await self.push_screen(MenuScreen(question, answers), chosen)

    async def _quiet_until(self) -> datetime | None:
        work = self.wiring.desk.submit(lambda desk: desk.records.quiet_until())
        return await asyncio.wrap_future(work)

    async def _be_quiet(self, until: datetime | None) -> None:
        from shopdesk.desk.ringing.ring_notes import moment_text

        work = self.wiring.desk.submit(lambda desk: desk.records.set_quiet(until))
        try:
            await asyncio.wrap_future(work)
        except ShopdeskError as error:
            self.say(str(error), alarming=True)
            return
        if until is None:
            self.say(_("It rings again."))
        else:
            now, zone = self.wiring.clock.now(), self.wiring.settings.shop.zone
            time = moment_text(until, now, zone)
            self.say(_("Nothing rings before {time}; b ends that.").format(time=time))
        await self.refresh_board()

    async def refresh_board(self) -> None:
        """Read the board again; the app knows how."""

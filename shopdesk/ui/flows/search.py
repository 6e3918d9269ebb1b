"""Looking for something, and opening what was found."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from shopdesk.domain.errors import ShopdeskError
from shopdesk.ui.granting import Granting
from shopdesk.words import _

if TYPE_CHECKING:
    from shopdesk.desk.guests.seeker import Seeker
    from shopdesk.domain.guests.search import Found
    from shopdesk.domain.mail.conversation import FiledMessage
    from shopdesk.ui.wishes import search as search_wishes

LINES = 50
"""Of an answer: who does not find it there types another word."""


class SearchGranted(Granting):
    """Carries out what is wished of the search; part of the app."""

    _seeker: Seeker | None = None

    async def on_wish_find(self) -> None:
        """The screen comes at once; what is new is read meanwhile."""
        from shopdesk.desk.guests.seeker import Seeker
        from shopdesk.ui.screens.search import SearchScreen

        make = self.wiring.search
        if make is None:
            return
        if self._seeker is None:
            self._seeker = Seeker(make)
        self._seeker.open()
        await self.push_screen(SearchScreen(self._found))

    async def on_wish_show_found(self, wish: search_wishes.ShowFound) -> None:
        """Its conversation, or the mail itself."""
        from shopdesk.ui.wishes import alarms as wishes

        found = wish.found
        if found.conversation is not None:
            self.post_message(wishes.Open(found.conversation))
            return
        mail = await self._mail(found)
        if mail is None:
            self.say(_("It is not there any more, or belongs to nobody who has written."))
            return
        from shopdesk.ui.screens.mail import MailScreen

        await self.push_screen(MailScreen(mail))

    def stop_searching(self) -> None:
        """Before the program ends."""
        if self._seeker is not None:
            self._seeker.stop()
            self._seeker = None

    async def _found(self, typed: str) -> tuple[Found, ...]:
        """Raises `ShopdeskError`, or `CancelledError` when a newer question came."""
        assert self._seeker is not None  # noqa: S101 - there is one as long as there is a screen
        return await asyncio.wrap_future(self._seeker.find(typed, LINES))

    async def _mail(self, found: Found) -> FiledMessage | None:
        from shopdesk.domain.mail.conversation import FiledMessage

        try:
            if found.message is not None:
                number = found.message
                filed = await self.gateway.ask(lambda d: d.records.mail(number))
                return FiledMessage(filed.id, found.ours, filed.received, filed.message, True)
            if found.older is not None and self._seeker is not None:
                key = found.older
                older = await asyncio.wrap_future(self._seeker.read(lambda s: s.older(key)))
                if older is not None:
                    return FiledMessage(0, False, older.received, older.message, True)
        except ShopdeskError as error:
            self.say(str(error), alarming=True)
        return None

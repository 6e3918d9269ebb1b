"""The customer's card, notes, calls, and two who are one."""

from __future__ import annotations

from collections.abc import Awaitable
from datetime import datetime
from typing import TYPE_CHECKING, TypeVar

from shopdesk.domain.plain import plain
from shopdesk.ui.granting import Granting
from shopdesk.words import _

if TYPE_CHECKING:
    from shopdesk.domain.clock.targets import Channel
    from shopdesk.domain.deeds import Deed
    from shopdesk.ports.customers import Person
    from shopdesk.ui.screens.ask import AskScreen
    from shopdesk.ui.wishes import customers as customer_wishes

T = TypeVar("T")
SAME = 9
"""Customers to choose from: so many have a digit."""


class CustomersGranted(Granting):
    """Carries out what is wished about customers; part of the app."""

    async def attempt(self, work: Awaitable[T]) -> T | None:
        """The result, or None after saying what went wrong; the app knows how."""

    async def refresh_board(self) -> None:
        """Read the board again; the app knows how."""

    async def on_wish_show_card(self, wish: customer_wishes.ShowCard) -> None:
        """Who she is."""
        from shopdesk.ui.screens.customer import CustomerScreen

        now, conversation = self.wiring.clock.now(), wish.conversation
        card = await self.attempt(
            self.gateway.ask(lambda d: d.customers.card_beside(conversation, now))
        )
        if card is not None:
            await self.push_screen(CustomerScreen(card, conversation))

    async def on_wish_write_note(self, wish: customer_wishes.WriteNote) -> None:
        """Ask for the words, then keep them."""
        from shopdesk.ui.screens.note import NoteScreen

        async def written(text: str | None) -> None:
            if text is None:
                return
            now, conversation = self.wiring.clock.now(), wish.conversation
            deed = await self.attempt(
                self.gateway.ask(
                    lambda d: d.customers.note(
                        d.records.conversation(d.records.present(conversation)).customer.id,
                        text,
                        now,
                    )
                )
            )
            if deed is not None:
                self.say(_("Noted. u takes it back"))
                await self._done(deed)

        question = _("What is to be remembered of this customer?")
        await self.push_screen(NoteScreen(question), written)

    async def on_wish_join_people(self, wish: customer_wishes.JoinPeople) -> None:
        """Ask for words of the other's name or address, then whom of those found."""
        from shopdesk.ui.screens.ask import AskScreen
        from shopdesk.ui.screens.menu import MenuScreen

        async def typed(words: str | None) -> None:
            if words is None:
                return
            found = await self.attempt(
                self.gateway.ask(lambda d: d.customers.others(wish.customer, words, SAME))
            )
            if found is None:
                return
            if not found:
                self.say(_("Nobody of that name or address has written."))
                return
            answers = [(_person_line(p), p.customer) for p in found if p.customer is not None]
            await self.push_screen(MenuScreen(_("Who is the same person?"), answers), chosen)

        async def chosen(other: int | None) -> None:
            if other is None:
                return
            now = self.wiring.clock.now()
            deed = await self.attempt(
                self.gateway.ask(lambda d: d.customers.join(wish.customer, other, now))
            )
            if deed is not None:
                self.say(_("They are one customer now. u takes it back"))
                await self._done(deed)

        screen: AskScreen[str] = AskScreen(
            _("Who is the same person? Name or address:"),
            _("a part of it is enough"),
            lambda text: text.strip() or None,
        )
        await self.push_screen(screen, typed)

    async def on_wish_log_call(self, wish: customer_wishes.LogCall) -> None:
        """Which way, what was said, and what is to come of it."""
        from shopdesk.domain.clock.targets import Channel
        from shopdesk.ui.screens.menu import MenuScreen
        from shopdesk.ui.screens.note import NoteScreen

        ways = [
            (_("a phone call"), Channel.PHONE),
            (_("Zalo, WhatsApp, Viber, Telegram, Messenger or another chat"), Channel.CHAT),
            (_("a message on Facebook, Instagram or another site"), Channel.SOCIAL),
        ]

        async def way(channel: Channel | None) -> None:
            if channel is None:
                return

            async def said(words: str | None) -> None:
                if words is not None:
                    await self._outcome(wish.conversation, channel, words)

            await self.push_screen(NoteScreen(_("What was said? Type or paste it.")), said)

        await self.push_screen(MenuScreen(_("Log what?"), ways), way)

    async def _outcome(self, beside: int, channel: Channel, words: str) -> None:
        from shopdesk.ui.said import times
        from shopdesk.ui.screens.menu import MenuScreen

        outcomes = [
            (_("only keep it"), "keep"),
            (_("the customer waits for an answer: an alarm"), "alarm"),
            (_("call back at …"), "call"),
        ]

        async def chosen(outcome: str | None) -> None:
            match outcome:
                case "keep":
                    await self._keep(beside, channel, words)
                case "alarm":
                    await self._keep(beside, channel, words, waits=True)
                case "call":
                    await self.flows.stilling.ask_when(
                        _("Call back when?"), times.snooze_choices, at
                    )

        async def at(when: datetime | None) -> None:
            if when is not None:
                await self._keep(beside, channel, words, call_back=when)

        await self.push_screen(MenuScreen(_("And now?"), outcomes), chosen)

    async def _keep(
        self,
        beside: int,
        channel: Channel,
        words: str,
        *,
        waits: bool = False,
        call_back: datetime | None = None,
    ) -> None:
        now = self.wiring.clock.now()
        number = await self.attempt(
            self.gateway.ask(
                lambda d: d.spoken.log(
                    beside, channel, words, now, waits=waits, call_back=call_back
                )
            )
        )
        if number is not None:
            self.say(_("Logged."))
            await self.refresh_board()

    async def _done(self, deed: Deed) -> None:
        await self.flows.did(deed)


def _person_line(person: Person) -> str:
    return plain(" · ".join(filter(None, (person.name, *person.emails))))[:74]

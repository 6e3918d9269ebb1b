"""Perks, how complaints ended, and what was done above and beyond."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

from shopdesk.ui.flows.returning import ReturningGranted
from shopdesk.words import _

if TYPE_CHECKING:
    from shopdesk.desk.desk import Desk
    from shopdesk.domain.answer.reply import Draft
    from shopdesk.domain.money import Money
    from shopdesk.domain.moves.perks import Perk
    from shopdesk.ui.wishes import moves as moves_wishes


class PerksGranted(ReturningGranted):
    """Carries out what is wished of them; part of the app."""

    async def on_wish_give(self, wish: moves_wishes.Give) -> None:
        """Choose what."""
        from shopdesk.desk.moves.perks import purpose_of
        from shopdesk.ui.screens.menu import MenuScreen

        now, conversation, why = self.wiring.clock.now(), wish.conversation, wish.why

        def coupon(pool: str | None) -> Callable[[], Awaitable[None]]:
            def make(desk: Desk) -> Draft:
                at = desk.records.present(conversation)
                perk = desk.perks.coupon(purpose_of(at), why, now, pool)
                return desk.perks.draft(desk.compose, at, perk, desk.templates.all())

            async def go() -> None:
                await self._written(make)

            return go

        async def shipping() -> None:
            await self._given(conversation, lambda d: d.perks.shipping(why, now))

        async def gift() -> None:
            await self._ask_gift(conversation, why)

        if wish.at_once:
            await coupon(None)()
            return
        pools = await self.asked(lambda d: d.perks.pools())
        if pools is None:
            return
        own = self.wiring.settings.generosity.coupon_pool
        answers: list[tuple[str, Callable[[], Awaitable[None]]]] = []
        if not own:
            answers.append((_("a coupon of your own pattern"), coupon("")))
        for pool, left in sorted(pools.items(), key=lambda item: item[0] != own):
            said = _("a coupon of {pool} ({left} left)").format(pool=pool, left=left)
            answers.append((said, coupon(pool)))
        answers += [(_("a shipping upgrade"), shipping), (_("a gift …"), gift)]

        async def chosen(go: Callable[[], Awaitable[None]] | None) -> None:
            if go is not None:
                await go()

        await self.push_screen(MenuScreen(_("Give what?"), answers), chosen)

    async def _ask_gift(self, conversation: int, why: str) -> None:
        from shopdesk.ui.screens.ask import AskScreen

        async def named(what: str | None) -> None:
            if what is None:
                return

            async def priced(cost: Money | None) -> None:
                if cost is not None:
                    now = self.wiring.clock.now()
                    await self._given(conversation, lambda d: d.perks.gift(what, cost, why, now))

            await self.ask_amount(priced, question=_("What does it cost you?"), free=True)

        question = _("What is the gift? As the customer reads it.")
        await self.push_screen(AskScreen(question, _("a pair of laces"), _words), named)

    async def _given(self, conversation: int, make: Callable[[Desk], Perk]) -> None:
        await self._written(
            lambda d: d.perks.draft(d.compose, conversation, make(d), d.templates.all())
        )

    async def _written(self, make: Callable[[Desk], Draft]) -> None:
        draft = await self.asked(make)
        if draft is not None:
            await self.write(draft)

    async def on_wish_tell_recovered(self, wish: moves_wishes.TellRecovered) -> None:
        """Content, or not."""
        from shopdesk.ui.screens.menu import MenuScreen

        conversation = wish.conversation
        known = await self.asked(lambda d: (d.recovering.known(conversation),))
        if known is None:
            return
        so = {True: _("content"), False: _("not content"), None: _("not known")}[known[0]]
        question = _("How did this end for the customer? So far: {so}").format(so=so)
        answers: list[tuple[str, tuple[bool | None]]] = [
            (_("content: it was made good"), (True,)),
            (_("not content"), (False,)),
            (_("nobody knows"), (None,)),
        ]

        async def chosen(answer: tuple[bool | None] | None) -> None:
            if answer is None:
                return
            now = self.wiring.clock.now()
            if await self.asked(lambda d: d.recovering.say(conversation, answer[0], now)):
                self.say(_("Noted; the figures count it."))

        await self.push_screen(MenuScreen(question, answers), chosen)

    async def on_wish_tell_wow(self, wish: moves_wishes.TellWow) -> None:
        """What was done, and what it cost."""
        from shopdesk.ui.screens.ask import AskScreen

        conversation = wish.conversation

        async def told(what: str | None) -> None:
            if what is None:
                return

            async def priced(cost: Money | None) -> None:
                if cost is not None:
                    await self._keep_wow(conversation, what, cost)

            await self.ask_amount(
                priced, question=_("What did it cost you? 0 for nothing."), free=True
            )

        question = _("What did you do above and beyond?")
        await self.push_screen(AskScreen(question, _("drove the shoes to her hotel"), _words), told)

    async def _keep_wow(self, conversation: int, what: str, cost: Money) -> None:
        from shopdesk.domain.figures.recovery import Wow
        from shopdesk.domain.mail.addresses import folded
        from shopdesk.ui.said.plays import money_text

        now = self.wiring.clock.now()

        def keep(desk: Desk) -> int:
            stand = desk.records.conversation(desk.records.present(conversation))
            contact = folded(stand.customer.email)
            return desk.records.add_wow(Wow(0, contact, stand.id, what, cost, now))

        if await self.asked(keep) is not None:
            self.say(_("In the wow log: {what} ({cost}).").format(what=what, cost=money_text(cost)))


def _words(typed: str) -> str | None:
    return " ".join(typed.split())[:200] or None

"""The playbook: from a problem to an answer with its action, and changing that action."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from shopdesk.domain.errors import ShopdeskError
from shopdesk.ui.granting import Granting
from shopdesk.words import _

if TYPE_CHECKING:
    from shopdesk.desk.desk import Desk
    from shopdesk.domain.answer.reply import Draft
    from shopdesk.domain.money import Money
    from shopdesk.domain.moves.play import Play
    from shopdesk.ui.wishes import moves as moves_wishes

T = TypeVar("T")


class PlayingGranted(Granting):
    """Carries out what is wished of the playbook; part of the app."""

    async def asked(self, work: Callable[[Desk], T]) -> T | None:
        """Have something done by the desk; None after saying what went wrong."""
        try:
            return await self.gateway.ask(work)
        except ShopdeskError as error:
            self.say(str(error), alarming=True)
            return None

    async def on_wish_show_playbook(self, wish: moves_wishes.ShowPlaybook) -> None:
        """The likeliest first."""
        from shopdesk.ui.screens.playbook import PlaybookScreen

        now, conversation = self.wiring.clock.now(), wish.conversation
        offers = await self.asked(lambda d: d.playing.offers(conversation, now))
        titles = await self.asked(lambda d: d.playing.titles(conversation, d.templates.all()))
        if not offers or titles is None:
            return

        async def chosen(problem: str | None) -> None:
            if problem is not None:
                await self._play(conversation, problem)

        await self.push_screen(PlaybookScreen(offers, titles), chosen)

    async def _play(self, conversation: int, problem: str) -> None:
        from shopdesk.domain.moves.playbook import Action

        now = self.wiring.clock.now()
        draft = await self.asked(
            lambda d: d.playing.draft(conversation, problem, d.templates.all(), now)
        )
        if draft is None:
            return
        play = draft.after.play
        if play.action not in (Action.CREDIT, Action.REFUND) or play.amount is not None:
            await self.write(draft)
            return

        async def named(amount: Money | None) -> None:
            await self.write(await self._reworded(draft, play.giving(amount)) or draft)

        await self.ask_amount(named)

    async def write(self, draft: Draft) -> None:
        """Open the composer with a draft and what goes with it."""
        from shopdesk.ui.screens.composer import ComposerScreen

        thread = await self.asked(
            lambda d: d.look.thread(draft.conversation, self.wiring.clock.now())
        )
        if thread is None:
            return
        await self.push_screen(ComposerScreen(thread, draft))
        if draft.own:
            self.say(_("You had begun a reply: here it is, with what goes with it."))

    async def on_wish_change_play(self, wish: moves_wishes.ChangePlay) -> None:
        """One thing of it at a time."""
        from shopdesk.ui.screens.ask import AskScreen
        from shopdesk.ui.screens.menu import MenuScreen

        draft, play = wish.draft, wish.draft.after.play
        put = partial(self._replay, draft, wish.changed)

        async def amount() -> None:
            async def named(given: Money | None) -> None:
                if given is not None:
                    await put(play.giving(given))

            await self.ask_amount(named, play.amount)

        async def cause() -> None:
            async def told(words: str | None) -> None:
                if words is not None:
                    await put(replace(play, cause=words))

            question = _("What was the cause? A word or two, for your own learning.")
            await self.push_screen(AskScreen(question, "Royal Mail · box", str.strip), told)

        answers: list[tuple[str, Callable[[], Awaitable[None]]]] = [
            (_("credit: another amount …") if play.amount else _("give credit …"), amount),
            *((words, partial(put, without)) for words, without in _less(play)),
            *((words, partial(put, other)) for words, other in self._follow_ups(play)),
        ]
        if play.problem:
            answers.append((_("say what the cause was …"), cause))

        async def chosen(go: Callable[[], Awaitable[None]] | None) -> None:
            if go is not None:
                await go()

        await self.push_screen(MenuScreen(_("What is done on sending?"), answers), chosen)

    def _follow_ups(self, play: Play) -> list[tuple[str, Play]]:
        from shopdesk.ui.said.plays import days_text

        usual = self.wiring.settings.generosity.follow_up
        times = dict.fromkeys((usual, timedelta(days=1), timedelta(days=7)))
        return [
            (_("follow-up in {time}").format(time=days_text(t)), replace(play, follow_up=t))
            for t in times
            if t != play.follow_up
        ]

    async def _replay(self, draft: Draft, changed: Callable[[Draft], None], play: Play) -> None:
        from shopdesk.desk.moves.perks import purpose_of

        perk = draft.after.play.perk
        if perk is not None and play.perk is None and perk.what in draft.body:
            self.say(_("Take {what} out of the text first.").format(what=perk.what), alarming=True)
            return
        number = draft.after.play.goods_return.number if draft.after.play.goods_return else ""
        fresh = await self._reworded(draft, play)
        if fresh is None:
            return
        if number and play.goods_return is None and number in fresh.body:
            said = _("Take {what} out of the text first.").format(what=number)
            self.say(said, alarming=True)
            return
        if perk is not None and play.perk is None:
            purpose = purpose_of(draft.conversation)
            await self.asked(lambda d: d.perks.drop(perk, purpose))
        changed(fresh)

    async def _reworded(self, draft: Draft, play: Play) -> Draft | None:
        return await self.asked(lambda d: d.playing.reworded(draft, play, d.templates.all()))

    async def ask_amount(
        self,
        named: Callable[[Money | None], Awaitable[None]],
        before: Money | None = None,
        question: str = "",
        *,
        free: bool = False,
    ) -> None:
        """What is typed is in the currency of what was there before, else in the shop's.

        `free`: nothing at all is an amount too.
        """
        from shopdesk.domain.money import NO_CURRENCY, NoAmount, money
        from shopdesk.ui.screens.ask import AskScreen

        currency = before.currency if before else self.wiring.settings.shop.currency or NO_CURRENCY

        def meant(typed: str) -> Money | None:
            try:
                found = money(typed, currency)
            except NoAmount:
                return None
            if free and not found:
                return found
            return found if found.amount > 0 and found.currency != NO_CURRENCY else None

        example = f"12.50 {currency if currency != NO_CURRENCY else 'GBP'}"
        await self.push_screen(AskScreen(question or _("How much?"), example, meant), named)


def _less(play: Play) -> list[tuple[str, Play]]:
    """What can be left out of it, in words, and what is left then."""
    from shopdesk.domain.moves.play import Play
    from shopdesk.ui.said.plays import money_text

    found = []
    if play.amount is not None:
        said = _("no {amount}").format(amount=money_text(play.amount))
        found.append((said, play.giving(None)))
    if play.problem:
        found.append((_("do not count it"), replace(play, problem="", title="", cause="")))
    if play.goods_return is not None:
        found.append((_("no return"), replace(play, goods_return=None)))
    if play.perk is not None:
        said = _("no {what}").format(what=play.perk.what)
        found.append((said, replace(play, perk=None)))
    if play.follow_up is not None:
        found.append((_("no follow-up"), replace(play, follow_up=None)))
    if play.gives:
        found.append((_("nothing but the answer"), Play()))
    return found

"""Looking at the figures: their span, the conversations behind them, the advice in them."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING, TypeVar

from shopdesk.domain.errors import ShopdeskError
from shopdesk.domain.plain import plain
from shopdesk.ui.granting import Granting
from shopdesk.words import _

if TYPE_CHECKING:
    from shopdesk.desk.desk import Desk
    from shopdesk.domain.figures.report import Report
    from shopdesk.domain.figures.spans import Span
    from shopdesk.domain.mail.conversation import Conversation
    from shopdesk.ui.wishes import figures as figures_wishes

T = TypeVar("T")
_DAYS = re.compile(r"\s*(\d{4}-\d\d-\d\d)(?:\s*(?:-|–|\s|\.\.)\s*(\d{4}-\d\d-\d\d))?\s*")


class FiguresGranted(Granting):
    """Carries out what is wished of the figures; part of the app."""

    async def on_wish_show_figures(self, wish: figures_wishes.ShowFigures) -> None:
        """So many days up to today."""
        from shopdesk.domain.figures.spans import last_days

        await self._show_span(
            last_days(wish.days, self.wiring.clock.now(), self.wiring.settings.shop.zone)
        )

    async def on_wish_choose_span(self) -> None:
        """Days to be typed."""
        from shopdesk.ui.screens.ask import AskScreen

        async def chosen(span: Span | None) -> None:
            if span is not None:
                await self._show_span(span)

        screen = AskScreen(
            _("The figures of which days?"), "2026-11-01 2026-11-30", self._span_meant
        )
        await self.push_screen(screen, chosen)

    def _span_meant(self, typed: str) -> Span | None:
        from shopdesk.domain.figures.spans import Span

        found = _DAYS.fullmatch(typed)
        if found is None:
            return None
        try:
            days = sorted(date.fromisoformat(day) for day in found.groups() if day)
        except ValueError:
            return None
        if days[0].year < 1971 or days[-1].year > 9000:
            return None
        return Span(days[0], days[-1], self.wiring.settings.shop.zone)

    async def _show_span(self, span: Span) -> None:
        from shopdesk.ui.screens.figures import FiguresScreen

        now = self.wiring.clock.now()
        report = await self._reckoned(span, now)
        if report is None:
            return
        if isinstance(self.screen, FiguresScreen):
            self.screen.show(report)
        else:
            await self.push_screen(FiguresScreen(report))

    async def _reckoned(self, span: Span, now: datetime) -> Report | None:
        """The figures; the desk only reads for them, and goes on while they are reckoned."""
        read = await self._ask(lambda desk: (desk.figures, desk.figures.facts(span)))
        if read is None:
            return None
        figures, facts = read
        report = await asyncio.to_thread(figures.reckon, facts, span, now)
        return await self._ask(lambda desk: desk.figures.named(report))

    async def on_wish_show_behind(self, wish: figures_wishes.ShowBehind) -> None:
        """A list; enter opens one."""
        now = self.wiring.clock.now()

        def work(desk: Desk) -> tuple[Conversation, ...]:
            return desk.figures.behind(wish.figure, wish.span, now)

        found = await self._ask(work)
        if not found:
            self.say(_("No conversations stand behind this figure."))
            return
        await self._list(found)

    async def on_wish_show_conversations(self, wish: figures_wishes.ShowConversations) -> None:
        """A list; enter opens one. A single one is opened at once."""
        from shopdesk.ui.wishes import alarms as wishes

        if len(wish.conversations) == 1:
            self.post_message(wishes.Open(wish.conversations[0]))
            return
        found = await self._ask(lambda desk: desk.figures.listed(wish.conversations))
        if found:
            await self._list(found)

    async def _list(self, found: tuple[Conversation, ...]) -> None:
        from shopdesk.ui.screens.menu import MenuScreen
        from shopdesk.ui.wishes import alarms as wishes

        async def chosen(conversation: int | None) -> None:
            if conversation is not None:
                self.post_message(wishes.Open(conversation))

        answers = [(_line(one), one.id) for one in found]
        await self.push_screen(MenuScreen(_("The conversations behind it"), answers), chosen)

    async def on_wish_accept_advice(self, wish: figures_wishes.AcceptAdvice) -> None:
        """Make the advised hour a desk hour of every day that has none at that time."""
        from shopdesk.domain.shop.editable import DESK_HOURS
        from shopdesk.ui.settings_gateway import SettingsGateway

        if self.wiring.settings_texts is None:
            self.say(_("There are no settings to change here."))
            return
        gateway = SettingsGateway(self.wiring.settings_texts)
        span = f"{wish.advice.opens:02}:00-{wish.advice.opens + 1:02}:00"
        try:
            texts = await gateway.texts()
            added = {
                entry.key: ", ".join(filter(None, (texts[entry.key], span)))
                for entry in DESK_HOURS
                if span not in texts[entry.key]
            }
            kept = await gateway.keep({**texts, **added})
        except ShopdeskError as error:
            self.say(str(error), alarming=True)
            return
        self.wiring = replace(self.wiring, settings=kept.settings)
        self.say(
            _("A desk hour {span} from now on, every day: the board shows it and reminds.").format(
                span=span
            )
        )

    async def _ask(self, work: Callable[[Desk], T]) -> T | None:
        try:
            return await self.gateway.ask(work)
        except ShopdeskError as error:
            self.say(str(error), alarming=True)
            return None


def _line(conversation: Conversation) -> str:
    who = plain(conversation.customer.name or conversation.customer.email)
    return f"{who[:24]} · {_(conversation.category.value)} · {plain(conversation.subject)}"[:74]

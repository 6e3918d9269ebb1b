"""Carries out what the screens wish for."""

from __future__ import annotations

import asyncio
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, cast

from textual.app import App, SuspendNotSupported

from shopdesk.domain.errors import ShopdeskError
from shopdesk.words import _

if TYPE_CHECKING:
    from shopdesk.ui.flows.answering import Flows
    from shopdesk.ui.gateway import Gateway
    from shopdesk.ui.wiring import Wiring
    from shopdesk.ui.wishes import alarms as wishes


class Granting(App[None]):
    """One handler for each wish; what takes several steps is in the flows."""

    gateway: Gateway
    wiring: Wiring

    def say(self, sentence: str, *, alarming: bool = False) -> None:
        """Put a sentence on the status line; the app knows where."""

    @cached_property
    def flows(self) -> Flows:
        """Made for the first wish that needs them."""
        from shopdesk.ui.flows.answering import Flows, Stage

        return Flows(cast(Stage, self), alive=self.wiring.engine is not None)

    async def on_wish_open(self, wish: wishes.Open) -> None:
        """See `wishes.Open`; so with all that follow."""
        await self.flows.open(wish.conversation)

    async def on_wish_compose(self, wish: wishes.Compose) -> None:
        """Write a reply."""
        await self.flows.compose(wish.conversation, kind=wish.kind)

    async def on_wish_pick(self, wish: wishes.Pick) -> None:
        """Find a template."""
        await self.flows.pick(wish.conversation)

    async def on_wish_answer(self, wish: wishes.Answer) -> None:
        """Answer with a suggestion."""
        await self.flows.answer(wish.conversation, wish.nth)

    async def on_wish_dismiss(self, wish: wishes.Dismiss) -> None:
        """End an alarm."""
        await self.flows.dismiss(wish.conversation, wish.name)

    async def on_wish_choose(self, wish: wishes.Choose) -> None:
        """Choose a template."""
        await self.flows.choose_template(wish.conversation, wish.chosen)

    def on_wish_manage(self, wish: wishes.Manage) -> None:
        """Look after the templates."""
        from shopdesk.ui.screens.templates import TemplatesScreen

        self.push_screen(TemplatesScreen(wish.alarm))

    def on_wish_attach(self, wish: wishes.Attach) -> None:
        """Choose a file."""
        from shopdesk.ui.screens.attach import AttachScreen

        self.push_screen(AttachScreen(Path.home()), wish.chosen)

    async def on_wish_edit_outside(self, wish: wishes.EditOutside) -> None:
        """Hand the terminal to the owner's editor."""
        try:
            with self.suspend():
                text = self.wiring.outside.edit(wish.text)
        except (ShopdeskError, SuspendNotSupported) as error:
            self.say(str(error), alarming=True)
            return
        wish.done(text)

    async def on_wish_send(self, wish: wishes.Send) -> None:
        """Into the outbox."""
        await (self.flows.sending.later if wish.later else self.flows.send)(wish.draft)

    async def on_wish_correct(self, wish: wishes.Correct) -> None:
        """Say what it is."""
        await self.flows.mending.correct(wish.conversation)

    async def on_wish_merge(self, wish: wishes.Merge) -> None:
        """With another one."""
        await self.flows.mending.merge(wish.conversation)

    async def on_wish_split(self, wish: wishes.Split) -> None:
        """From a message on."""
        await self.flows.mending.split(wish.thread)

    async def on_wish_show_filed(self) -> None:
        """The automatic mail of late."""
        await self.flows.mending.filed()

    async def on_wish_files(self, wish: wishes.Files) -> None:
        """What came with it."""
        await self.flows.files(wish.thread)

    async def open_outside(self, message: int, nth: int | None, *, show: bool) -> None:
        """Save a file that came with a message, and show it; `nth` None is the message's HTML."""
        if nth is None:
            page = await self.gateway.page(message)
            if page is None:
                self.say(_("This mail has no HTML."))
                return
            path = await asyncio.to_thread(self.wiring.outside.browse, page)
        else:
            file, content = await self.gateway.file(message, nth)
            path = await asyncio.to_thread(self.wiring.outside.save, file, content)
            if show:
                await asyncio.to_thread(self.wiring.outside.show, path)
        self.say(_("It lies in {path}").format(path=path))

    async def on_wish_undo(self) -> None:
        """Take back."""
        await self.flows.undo()

    def on_wish_leave(self) -> None:
        """Quit."""
        self.flows.leave()

    def on_wish_help(self) -> None:
        """Every key, those of this screen first."""
        from shopdesk.ui.screens.help import HelpScreen, place_of

        here = {active.binding.id for active in self.screen.active_bindings.values()}
        self.push_screen(HelpScreen(place_of(here), self.wiring.settings.screen.keys))

    def on_wish_check(self) -> None:
        """Look into the mailboxes now."""
        if self.wiring.engine is not None:
            self.wiring.engine.check_now()
            self.say(_("Checking the mailbox …"))

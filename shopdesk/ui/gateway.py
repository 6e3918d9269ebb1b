"""The screens' way to the desk: asked in the screen's loop, done in the desk's thread."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, TypeVar

from shopdesk.domain.answer.reply import Draft, Kind
from shopdesk.domain.mail.message import Attachment, Automatic

if TYPE_CHECKING:
    from shopdesk.desk.board import Board, Thread
    from shopdesk.desk.desk import Desk
    from shopdesk.desk.thread import DeskThread
    from shopdesk.domain.alarm.board import Alarm
    from shopdesk.domain.answer.product import Product
    from shopdesk.domain.answer.send_check import SendWarning
    from shopdesk.domain.answer.template import Template
    from shopdesk.domain.answer.variables import Variable
    from shopdesk.domain.deeds import Deed
    from shopdesk.domain.mail.conversation import Filed
    from shopdesk.domain.mail.matter import Category, Reason
    from shopdesk.ports.world import Clock

T = TypeVar("T")


class Gateway:
    """Every method raises `ShopdeskError` with a sentence for the owner."""

    def __init__(self, desk: DeskThread, clock: Clock) -> None:
        self._desk = desk
        self._clock = clock

    async def ask(self, work: Callable[[Desk], T]) -> T:
        """Have something done by the desk."""
        return await asyncio.wrap_future(self._desk.submit(work))

    async def board(self) -> Board:
        """The board as it is now."""
        now = self._clock.now()
        return await self.ask(lambda d: d.look.board(now))

    async def change(self) -> int:
        """The records' change number."""
        return await self.ask(lambda d: d.records.change())

    async def thread(self, conversation: int) -> Thread:
        """One conversation in full; the records note that it was opened."""
        now = self._clock.now()
        return await self.ask(lambda d: d.look.thread(conversation, now))

    async def suggestions(self, conversation: int) -> tuple[Template, ...]:
        """All templates, the likeliest for this conversation first."""
        return await self.ask(lambda d: d.suggest.suggestions(conversation))

    async def titles(self, alarm: Alarm, limit: int) -> tuple[str, ...]:
        """Titles of the likeliest templates."""
        return await self.ask(lambda d: d.suggest.titles(alarm, limit))

    async def draft(
        self, conversation: int, template: Template | None = None, kind: Kind = Kind.REPLY
    ) -> Draft:
        """A draft: the kept one, or one from the template."""
        return await self.ask(lambda d: d.compose.draft(conversation, template, kind))

    async def text(self, conversation: int, template: Template) -> str:
        """A template's text for this customer, without the closing."""
        return await self.ask(lambda d: d.compose.text(conversation, template))

    async def snippet(self, conversation: int, name: str) -> str | None:
        """The text of the template with that id or shortcut; None when there is none."""
        return await self.ask(lambda d: d.compose.snippet(conversation, name, d.templates.all()))

    async def keep(self, draft: Draft) -> bool:
        """Keep what the composer holds; True when it is on disk."""
        await self.ask(lambda d: d.compose.keep(draft))
        return True

    async def queue(self, draft: Draft, leaves: datetime | None = None) -> int:
        """Put it into the outbox, to leave now or at an instant; the dispatch's number."""
        now = self._clock.now()
        return await self.ask(lambda d: d.compose.queue(draft, now, leaves))

    async def undo_reply(self, dispatch: int) -> bool:
        """Take a reply back; False when it is too late."""
        return await self.ask(lambda d: d.compose.undo(dispatch))

    async def dismiss(self, conversation: int, reason: Reason) -> None:
        """End an alarm without an answer."""
        now = self._clock.now()
        await self.ask(lambda d: d.dismiss.dismiss(conversation, reason, now))

    async def undo_dismissal(self, conversation: int) -> bool:
        """Ring again; False when there is nothing to undo."""
        return await self.ask(
            lambda d: d.dismiss.undo(conversation) or d.flagged.undo(conversation)
        )

    async def warnings(self, draft: Draft) -> tuple[SendWarning, ...]:
        """What the owner may be sorry to have sent; raises for what may not go at all."""
        now = self._clock.now()

        def look(desk: Desk) -> tuple[SendWarning, ...]:
            desk.compose.may_go(draft)
            return desk.send_check.warnings(draft, now)

        return await self.ask(look)

    async def correct(self, conversation: int, what: Category | Automatic) -> Deed:
        """What a conversation is, as the owner says; learned from."""
        now = self._clock.now()
        if isinstance(what, Automatic):
            return await self.ask(lambda d: d.correct.automatic(conversation, what, now))
        return await self.ask(lambda d: d.correct.category(conversation, what, now))

    async def filed(self) -> tuple[Filed, ...]:
        """The automatic mail of late."""
        return await self.ask(lambda d: d.look.filed())

    async def is_person(self, message: int) -> Deed:
        """An automatic mail is a customer's after all."""
        now = self._clock.now()
        return await self.ask(lambda d: d.correct.person(message, now))

    async def merge(self, into: int, other: int) -> Deed:
        """Two conversations become one."""
        now = self._clock.now()
        return await self.ask(lambda d: d.rearrange.merge(into, other, now))

    async def split(self, conversation: int, message: int) -> Deed:
        """One conversation becomes two."""
        now = self._clock.now()
        return await self.ask(lambda d: d.rearrange.split(conversation, message, now))

    async def take_back(self, deed: int) -> Deed:
        """Undo a correction, a merge or a split."""
        now = self._clock.now()
        return await self.ask(lambda d: d.take_back(deed, now))

    async def file(self, message: int, nth: int) -> tuple[Attachment, bytes]:
        """A file that came with a message."""
        return await self.ask(lambda d: d.enclosed.file(message, nth))

    async def page(self, message: int) -> str | None:
        """A message's HTML, made safe."""
        return await self.ask(lambda d: d.enclosed.page(message))

    async def templates(self) -> tuple[Template, ...]:
        """Every template."""
        return await self.ask(lambda d: d.shelf.all())

    async def variables(self) -> tuple[Variable, ...]:
        """What templates can say."""
        return await self.ask(lambda d: d.shelf.variables())

    async def check_text(self, source: str) -> None:
        """Try a template's text; raises `TemplateError` with its place."""
        await self.ask(lambda d: d.shelf.check(source))

    async def save_template(self, template: Template) -> Template:
        """Check and write it; without an id it gets one."""
        return await self.ask(lambda d: d.shelf.save(template))

    async def copy_template(self, id: str) -> Template:
        """Write a copy."""
        return await self.ask(lambda d: d.shelf.duplicate(id))

    async def remove_template(self, id: str) -> Template:
        """Take it out; what it was."""
        return await self.ask(lambda d: d.shelf.remove(id))

    async def restore_template(self, template: Template) -> None:
        """Put back what was removed."""
        await self.ask(lambda d: d.shelf.restore(template))

    async def sample(self, template: Template, language: str, conversation: int | None) -> str:
        """How one language of it reads: in a conversation, or with made-up values."""
        variant = template.variants[language]
        if conversation is None:
            return await self.ask(lambda d: d.shelf.sample(variant.body, language))
        alone = replace(template, variants={language: variant})
        return await self.ask(lambda d: d.compose.text(conversation, alone))

    async def products(self, words: str) -> tuple[Product, ...]:
        """The shop's products in which all of the words stand."""
        return await self.ask(lambda d: d.products.find(words))

"""What takes more than one screen: answering, dismissing, undoing, leaving."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Any, Protocol

from shopdesk.desk.answering.send_check import sentence
from shopdesk.desk.ringing.ring_notes import moment_text
from shopdesk.domain.alarm.stillness import Stilled
from shopdesk.domain.answer.reply import Draft, Kind
from shopdesk.domain.deeds import Deed
from shopdesk.domain.errors import ShopdeskError
from shopdesk.domain.mail.conversation import Category, Reason
from shopdesk.domain.plain import plain
from shopdesk.ui.flows.mending import Mending
from shopdesk.ui.flows.stilling import SendingAnd, Stilling
from shopdesk.ui.host import Host
from shopdesk.words import _

if TYPE_CHECKING:
    from shopdesk.desk.board import Thread
    from shopdesk.domain.answer.template import Template


@dataclass(frozen=True, slots=True)
class SentReply:
    """Can be taken back while it waits."""

    dispatch: int
    conversation: int


@dataclass(frozen=True, slots=True)
class Dismissal:
    """Can be taken back."""

    conversation: int
    name: str


class Stage(Host, Protocol):
    """What the flows need of the app besides."""

    def say(self, sentence: str, *, alarming: bool = False) -> None:
        """Put a sentence on the status line."""

    async def home(self) -> None:
        """Back to the board."""

    def point_at_hottest(self) -> None:
        """The next one to answer."""

    def push_screen(self, screen: Any, callback: Any = None) -> Any:
        """Textual's."""

    def exit(self) -> None:
        """Textual's."""

    async def open_outside(self, message: int, nth: int | None, *, show: bool) -> None:
        """Save a file that came with a message, and show it; `nth` None is the message's HTML."""


class Flows:
    """Screens start these; each tells on the status line what came of it."""

    def __init__(self, app: Stage, *, alive: bool) -> None:
        """`alive`: something behind the screen sends what waits in the outbox."""
        self._app = app
        self._alive = alive
        self._undoable: list[SentReply | Dismissal | Deed | Stilled] = []
        self.mending = Mending(app, self.did)
        self.stilling = Stilling(app, self._undoable.append)
        self.sending = SendingAnd(app, self.stilling, self.send)

    async def open(self, conversation: int) -> None:
        """Show a conversation."""
        from shopdesk.ui.screens.conversation import ConversationScreen

        thread = await self._app.attempt(self._app.gateway.thread(conversation))
        if thread is not None:
            await self._app.push_screen(ConversationScreen(thread))

    async def answer(self, conversation: int, nth: int) -> None:
        """Compose with the suggestion of that number."""
        found = await self._app.attempt(self._app.gateway.suggestions(conversation))
        if not found:
            return
        kept = await self._app.attempt(self._app.gateway.draft(conversation))
        if kept is not None and kept.own:
            await self.compose(conversation)
            self._app.say(_("You had begun a reply: here it is. ^t puts a template into it."))
            return
        if nth > len(found):
            self._app.say(_("There is no template number {n}.").format(n=nth))
            return
        await self.compose(conversation, found[nth - 1])

    async def compose(
        self, conversation: int, template: Template | None = None, kind: Kind = Kind.REPLY
    ) -> None:
        """Open the composer; without a template with the kept draft or an empty text."""
        from shopdesk.ui.screens.composer import ComposerScreen

        thread = await self._app.attempt(self._app.gateway.thread(conversation))
        draft = await self._app.attempt(self._app.gateway.draft(conversation, template, kind))
        if thread is not None and draft is not None:
            await self._app.push_screen(ComposerScreen(thread, draft))

    async def pick(self, conversation: int) -> None:
        """Choose a template, then compose with it."""

        async def chosen(template: Template | None) -> None:
            if template is not None:
                await self.compose(conversation, template)

        await self.choose_template(conversation, chosen)

    async def choose_template(
        self, conversation: int, chosen: Callable[[Template | None], Awaitable[None]]
    ) -> None:
        """Show the picker."""
        from shopdesk.ui.screens.picker import PickerScreen

        found = await self._app.attempt(self._app.gateway.suggestions(conversation))
        thread = await self._app.attempt(self._app.gateway.thread(conversation))
        if found and thread:
            language = thread.conversation.language
            fallback = self._app.settings.shop.language
            picker = PickerScreen(found, language, fallback, partial(self._filled, conversation))
            await self._app.push_screen(picker, chosen)

    async def _filled(self, conversation: int, template: Template) -> str:
        """How the template would read for this customer, or why it cannot be filled in."""
        try:
            return (await self._app.gateway.draft(conversation, template)).body
        except ShopdeskError as error:
            return str(error)

    async def did(self, deed: Deed) -> None:
        """Something was changed that can be taken back."""
        self._undoable.append(deed)
        await self._app.refresh_board()

    async def files(self, thread: Thread) -> None:
        """Open or save what came with the conversation's messages."""
        from shopdesk.ui.screens.menu import MenuScreen

        answers: list[tuple[str, tuple[int, int | None, bool]]] = []
        for filed in reversed(thread.messages):
            for nth, file in enumerate(filed.message.attachments):
                size = max(file.size // 1024, 1)
                name = f"{plain(file.filename)} · {size} KiB"
                answers.append((_("open {file}").format(file=name), (filed.id, nth, True)))
                answers.append((_("save {file}").format(file=name), (filed.id, nth, False)))
        newest = next((m for m in reversed(thread.messages) if not m.outgoing), None)
        if newest is not None:
            answers.append((_("the newest mail as a page in the browser"), (newest.id, None, True)))

        async def chosen(what: tuple[int, int | None, bool] | None) -> None:
            if what is not None:
                message, nth, show = what
                await self._app.attempt(self._app.open_outside(message, nth, show=show))

        await self._app.push_screen(MenuScreen(_("Files and pages"), answers), chosen)

    async def send(self, draft: Draft, leaves: datetime | None = None) -> None:
        """Look at it once more, then put it into the outbox; says why where it may not go."""
        from shopdesk.ui.screens.menu import MenuScreen

        warnings = await self._app.attempt(self._app.gateway.warnings(draft))
        if warnings is None:
            return
        if not warnings:
            await self._queue(draft, leaves)
            return

        async def chosen(anyway: bool | None) -> None:
            if anyway:
                await self._queue(draft, leaves)

        question = "\n".join(plain(sentence(w)) for w in warnings)
        answers = [(_("back to the text"), False), (_("send it anyway"), True)]
        await self._app.push_screen(MenuScreen(question, answers), chosen)

    async def _queue(self, draft: Draft, leaves: datetime | None) -> bool:
        dispatch = await self._app.attempt(self._app.gateway.queue(draft, leaves))
        if dispatch is None:
            return False
        self._undoable.append(SentReply(dispatch, draft.conversation))
        if leaves is not None:
            told = moment_text(leaves, self._app.now, self._app.settings.shop.zone)
            self._app.say(_("It leaves at {time}. u takes it back").format(time=told))
        await self._app.home()
        await self._app.refresh_board()
        self._app.point_at_hottest()
        return True

    async def dismiss(self, conversation: int, name: str) -> None:
        """Ask for the reason, then end the alarm."""
        from shopdesk.ui.screens.dismissal import DismissalScreen

        async def chosen(reason: Reason | None) -> None:
            if reason is None:
                return
            await self._app.attempt(self._app.gateway.dismiss(conversation, reason))
            self._undoable.append(Dismissal(conversation, name))
            self._app.say(
                _("Dismissed {name}: {reason} · u takes it back").format(
                    name=plain(name), reason=_(reason.value)
                )
            )
            await self._app.home()
            await self._app.refresh_board()

        alarms = self._app.board.alarms if self._app.board else ()
        angry = {a.conversation for a in alarms if a.category is Category.COMPLAINT}
        screen = DismissalScreen(name, complaint=conversation in angry)
        await self._app.push_screen(screen, chosen)

    def dismissed(self, conversation: int, name: str) -> None:
        """An alarm was ended by something else than a key; that can be taken back, too.

        After a reply that is still leaving: `u` must not mean anything else while that is offered.
        """
        leaving = {d.id for d in self._app.board.leaving} if self._app.board else set()
        last = self._undoable[-1] if self._undoable else None
        above = isinstance(last, SentReply) and last.dispatch in leaving
        place = len(self._undoable) - above
        self._undoable.insert(place, Dismissal(conversation, name))

    async def undo(self) -> None:
        """Take back the newest thing that can be."""
        if not self._undoable:
            self._app.say(_("Nothing to take back."))
            return
        last = self._undoable.pop()
        if isinstance(last, Dismissal):
            if await self._app.attempt(self._app.gateway.undo_dismissal(last.conversation)):
                self._app.say(_("{name} is back.").format(name=plain(last.name)))
        elif isinstance(last, Stilled):
            if await self.stilling.take_back(last):
                self._app.say(_("Taken back."))
        elif isinstance(last, Deed):
            if await self._app.attempt(self._app.gateway.take_back(last.id)):
                self._app.say(_("Taken back."))
        elif await self._app.attempt(self._app.gateway.undo_reply(last.dispatch)):
            await self._app.home()
            await self.compose(last.conversation)
            self._app.say(_("Taken back; nothing was sent."))
        else:
            self._app.say(_("Too late: the reply has left."))
        await self._app.refresh_board()

    def leave(self) -> None:
        """Quit; a reply that has not left yet is sent first or kept, as the owner says."""
        from shopdesk.ui.screens.leaving import LeavingScreen

        leaving = self._app.board.leaving if self._app.board else ()
        if not leaving or not self._alive:
            self._app.exit()
            return
        self._app.push_screen(LeavingScreen(leaving, self._app.now, self._app.settings.shop.zone))

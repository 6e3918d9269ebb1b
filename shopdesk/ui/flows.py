"""What takes more than one screen: answering, dismissing, undoing, leaving."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from functools import partial
from typing import Any, Protocol

from shopdesk.domain.conversation import Reason
from shopdesk.domain.errors import ShopdeskError
from shopdesk.domain.plain import plain
from shopdesk.domain.reply import Draft
from shopdesk.domain.template import Template
from shopdesk.ui.host import Host
from shopdesk.ui.screens.composer import ComposerScreen
from shopdesk.ui.screens.conversation import ConversationScreen
from shopdesk.ui.screens.dismissal import DismissalScreen
from shopdesk.ui.screens.leaving import LeavingScreen
from shopdesk.ui.screens.picker import PickerScreen
from shopdesk.words import _


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


class Flows:
    """Screens start these; each tells on the status line what came of it."""

    def __init__(self, app: Stage, *, alive: bool) -> None:
        """`alive`: something behind the screen sends what waits in the outbox."""
        self._app = app
        self._alive = alive
        self._undoable: list[SentReply | Dismissal] = []

    async def open(self, conversation: int) -> None:
        """Show a conversation."""

        thread = await self._app.attempt(self._app.gateway.thread(conversation))
        if thread is not None:
            await self._app.push_screen(ConversationScreen(thread))

    async def answer(self, conversation: int, nth: int) -> None:
        """Compose with the suggestion of that number."""
        found = await self._app.attempt(self._app.gateway.suggestions(conversation))
        if not found:
            return
        if nth > len(found):
            self._app.say(_("There is no template number {n}.").format(n=nth))
            return
        await self.compose(conversation, found[nth - 1])

    async def compose(self, conversation: int, template: Template | None = None) -> None:
        """Open the composer; without a template with the kept draft or an empty text."""

        thread = await self._app.attempt(self._app.gateway.thread(conversation))
        draft = await self._app.attempt(self._app.gateway.draft(conversation, template))
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

    async def send(self, draft: Draft) -> bool:
        """Put it into the outbox; False when it may not go, after saying why."""
        dispatch = await self._app.attempt(self._app.gateway.queue(draft))
        if dispatch is None:
            return False
        self._undoable.append(SentReply(dispatch, draft.conversation))
        await self._app.home()
        await self._app.refresh_board()
        self._app.point_at_hottest()
        return True

    async def dismiss(self, conversation: int, name: str) -> None:
        """Ask for the reason, then end the alarm."""

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

        await self._app.push_screen(DismissalScreen(name), chosen)

    async def undo(self) -> None:
        """Take back the newest thing that can be."""
        if not self._undoable:
            self._app.say(_("Nothing to take back."))
            return
        last = self._undoable.pop()
        if isinstance(last, Dismissal):
            if await self._app.attempt(self._app.gateway.undo_dismissal(last.conversation)):
                self._app.say(_("{name} is back.").format(name=plain(last.name)))
        elif await self._app.attempt(self._app.gateway.undo_reply(last.dispatch)):
            self._app.say(_("Taken back; nothing was sent."))
            await self._app.home()
            await self.compose(last.conversation)
        else:
            self._app.say(_("Too late: the reply has left."))
        await self._app.refresh_board()

    def leave(self) -> None:
        """Quit; a reply that has not left yet is sent first or kept, as the owner says."""

        leaving = self._app.board.leaving if self._app.board else ()
        if not leaving or not self._alive:
            self._app.exit()
            return
        self._app.push_screen(LeavingScreen())

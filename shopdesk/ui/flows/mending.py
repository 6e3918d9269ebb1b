"""Setting right what shopdesk took for something else: each in a menu, each undoable."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any, Protocol

from shopdesk.domain.mail.conversation import Category, FiledMessage
from shopdesk.domain.mail.message import Automatic
from shopdesk.domain.plain import plain
from shopdesk.ui.host import Host
from shopdesk.words import _

if TYPE_CHECKING:
    from shopdesk.desk.board import Thread
    from shopdesk.domain.deeds import Deed

_KINDS = (
    Automatic.NEWSLETTER,
    Automatic.NOTIFICATION,
    Automatic.RECEIPT,
    Automatic.AUTO_REPLY,
    Automatic.SPAM,
)


class Place(Host, Protocol):
    """What mending needs of the app besides."""

    def say(self, sentence: str, *, alarming: bool = False) -> None:
        """Put a sentence on the status line."""

    def push_screen(self, screen: Any, callback: Any = None) -> Any:
        """Textual's."""


class Mending:
    """Corrections, merges and splits."""

    def __init__(self, app: Place, done: Callable[[Deed], Awaitable[None]]) -> None:
        """`done` is told of each deed, for undo."""
        self._app = app
        self._done = done

    async def correct(self, conversation: int) -> None:
        """What it is about, or what kind of machine wrote it."""
        from shopdesk.ui.screens.menu import MenuScreen

        answers: list[tuple[str, Category | Automatic]]
        answers = [(_(c.value), c) for c in Category]
        answers += [(_("automatic: {kind}").format(kind=_(k.value)), k) for k in _KINDS]

        async def chosen(what: Category | Automatic | None) -> None:
            if what is None:
                return
            deed = await self._app.attempt(self._app.gateway.correct(conversation, what))
            if deed is not None:
                self._app.say(_("Now {what}; learned. u takes it back").format(what=_(what.value)))
                await self._done(deed)

        await self._app.push_screen(MenuScreen(_("What is this mail?"), answers), chosen)

    async def filed(self) -> None:
        """The automatic mail of late."""
        from shopdesk.ui.screens.filed import FiledScreen

        found = await self._app.attempt(self._app.gateway.filed())
        if not found:
            self._app.say(_("No automatic mail so far."))
            return

        async def chosen(message: int | None) -> None:
            if message is None:
                return
            deed = await self._app.attempt(self._app.gateway.is_person(message))
            if deed is not None:
                self._app.say(_("It is a customer's, and so will the sender's next mails be."))
                await self._done(deed)

        await self._app.push_screen(FiledScreen(found, self._app.settings.shop.zone), chosen)

    async def merge(self, conversation: int) -> None:
        """Another conversation on the board becomes part of this one."""
        from shopdesk.ui.screens.menu import MenuScreen

        board = self._app.board
        others = [
            a
            for a in ((*board.alarms, *board.backlog) if board else ())
            if a.conversation != conversation
        ]
        if not others:
            self._app.say(_("There is no other open conversation to merge with."))
            return
        answers = [(f"{plain(a.name)} · {plain(a.subject)}", a.conversation) for a in others]

        async def chosen(other: int | None) -> None:
            if other is None:
                return
            deed = await self._app.attempt(self._app.gateway.merge(conversation, other))
            if deed is not None:
                self._app.say(_("Merged. u takes it back"))
                await self._done(deed)

        await self._app.push_screen(MenuScreen(_("Merge which one into this?"), answers), chosen)

    async def split(self, thread: Thread) -> None:
        """From one of its messages on it is another matter."""
        from shopdesk.ui.screens.menu import MenuScreen

        if len(thread.messages) < 2:
            self._app.say(_("There is only one message in it."))
            return
        answers = [(_line(m), m.id) for m in thread.messages[1:]]

        async def chosen(message: int | None) -> None:
            if message is None:
                return
            work = self._app.gateway.split(thread.conversation.id, message)
            deed = await self._app.attempt(work)
            if deed is not None:
                self._app.say(_("Split. u takes it back"))
                await self._done(deed)

        question = _("From which message on is it another conversation?")
        await self._app.push_screen(MenuScreen(question, answers), chosen)


def _line(filed: FiledMessage) -> str:
    who = _("We") if filed.outgoing else filed.writer.name or filed.writer.email
    first = filed.message.new_text.strip().split("\n")[0]
    return f"{plain(who)}: {plain(first)[:60]}"

"""One conversation: who she is, what was said, and how to answer."""

from __future__ import annotations

from rich.text import Text
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.widgets import Static

from shopdesk.desk.board import Thread
from shopdesk.desk.events import CustomerWrote
from shopdesk.domain.board import Heat, clock_text, heat
from shopdesk.domain.plain import plain
from shopdesk.ui import commands
from shopdesk.ui.screens.base import DeskScreen
from shopdesk.ui.screens.help import HelpScreen
from shopdesk.ui.theme import CLASS_OF, word
from shopdesk.ui.widgets.letter import Letter
from shopdesk.ui.widgets.preview import Suggestions
from shopdesk.ui.widgets.status import Status
from shopdesk.words import _, _n

TITLES = 9


class ConversationScreen(DeskScreen):
    """The thread, the newest message in sight."""

    BINDINGS = [*commands.answers(), *(c.binding() for c in commands.CONVERSATION)]

    def __init__(self, thread: Thread) -> None:
        super().__init__()
        self._thread = thread
        self._full = False

    @property
    def conversation(self) -> int:
        """Which one it shows."""
        return self._thread.conversation.id

    def compose(self) -> ComposeResult:
        """Who, the thread, the suggestions, status, keys."""
        yield Static(id="guest", markup=False)
        yield VerticalScroll(id="thread")
        yield Suggestions(id="suggestions")
        yield Status(id="status")
        yield self.footer()

    async def on_mount(self) -> None:
        """Draw the thread and ask for suggestions."""
        self.query_one("#thread").focus()
        await self._draw()
        found = await self.desk_app.flows.attempt(
            self.desk_app.gateway.suggestions(self.conversation)
        )
        language = self._thread.conversation.language
        fallback = self.desk_app.wiring.settings.shop.language
        titles = [t.variant(language, fallback)[1].title for t in (found or ())[:TITLES]]
        self.query_one(Suggestions).show(titles)

    def tick(self) -> None:
        """The countdown moves."""
        super().tick()
        self.query_one("#guest", Static).update(self._guest())

    async def customer_wrote(self, event: CustomerWrote) -> None:
        """The same customer wrote again: show it."""
        if event.conversation == self.conversation:
            await self._reload()

    async def on_screen_resume(self) -> None:
        """Back from the composer: the thread may be longer."""
        await self._reload()

    async def _reload(self) -> None:
        thread = await self.desk_app.flows.attempt(self.desk_app.gateway.thread(self.conversation))
        if thread is not None and thread != self._thread:
            self._thread = thread
            await self._draw()

    async def _draw(self) -> None:
        place = self.query_one("#thread", VerticalScroll)
        zone = self.desk_app.wiring.settings.shop.zone
        await place.remove_children()
        letters = [Letter(m, zone, full=self._full) for m in self._thread.messages]
        await place.mount(*letters)
        newest = self._newest(letters)
        if newest is not None and len(letters) > 1:
            self.call_after_refresh(newest.scroll_visible, animate=False, top=True)
        self.tick()

    @staticmethod
    def _newest(letters: list[Letter]) -> Letter | None:
        theirs = [letter for letter in letters if not letter.filed.outgoing]
        waiting = [letter for letter in theirs if not letter.filed.answered]
        return next(iter(waiting), letters[-1] if letters else None)

    def _guest(self) -> Text:
        stand = self._thread.conversation
        guest = stand.customer
        text = Text()
        if self._thread.alarm is not None:
            now = self.desk_app.now
            alarm = self._thread.alarm
            stands = heat(alarm.started, alarm.due, now, self.desk_app.wiring.schedule)
            text.append_text(self._countdown(stands))
        else:
            text.append(f" {_(stand.status.value)} ")
        text.append(f" {plain(guest.name) or plain(guest.email)}", "bold")
        known = _n("{n} conversation", "{n} conversations", guest.conversations)
        since = f"{guest.since.astimezone(self.desk_app.wiring.settings.shop.zone):%Y-%m-%d}"
        details = [plain(guest.email), known, _("since {day}").format(day=since)]
        if stand.order_number:
            details.append(f"#{plain(stand.order_number)}")
        text.append(" · " + " · ".join(details))
        subject = Text(f" {plain(stand.subject) or _('(no subject)')}", "bold")
        subject.append(f" · {_(stand.category.value)}", "not bold")
        for one in (text, subject):
            one.truncate(max(self.size.width, 20), overflow="ellipsis")
        return Text("\n").join([text, subject])

    def _countdown(self, stands: Heat) -> Text:
        variable = CLASS_OF[stands.severity]
        colour = self.app.theme_variables.get(variable, "")
        if self._thread.conversation.backlog:
            return Text(f" {_('backlog')} ")
        return Text(f" {word(stands.severity)} {clock_text(stands.left)} ", colour)

    async def action_answer(self, nth: int) -> None:
        """Compose with a suggestion."""
        await self.desk_app.flows.answer(self.conversation, nth)

    async def action_reply(self) -> None:
        """Compose from scratch."""
        await self.desk_app.flows.compose(self.conversation)

    async def action_templates(self) -> None:
        """Find a template."""
        await self.desk_app.flows.pick(self.conversation)

    async def action_dismiss_alarm(self) -> None:
        """With a reason."""
        guest = self._thread.conversation.customer
        await self.desk_app.flows.dismiss(self.conversation, guest.name or guest.email)

    async def action_full_text(self) -> None:
        """Show or fold the quoted tail."""
        self._full = not self._full
        await self._draw()

    async def action_undo(self) -> None:
        """The newest reply or dismissal."""
        await self.desk_app.flows.undo()

    def action_check(self) -> None:
        """Now."""
        self.desk_app.action_check()

    def action_help(self) -> None:
        """What every key does."""
        self.app.push_screen(HelpScreen())

    def action_back(self) -> None:
        """To the board."""
        self.dismiss()

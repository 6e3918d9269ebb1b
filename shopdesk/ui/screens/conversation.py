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
from shopdesk.domain.reply import Kind
from shopdesk.ui import commands, wishes
from shopdesk.ui.screens.base import DeskScreen
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
        found = await self.host.attempt(self.host.gateway.suggestions(self.conversation))
        language = self._thread.conversation.language
        fallback = self.host.settings.shop.language
        titles = [t.variant(language, fallback)[1].title for t in (found or ())[:TITLES]]
        self.query_one(Suggestions).show(titles)

    def tick(self) -> None:
        """The countdown moves."""
        super().tick()
        self.query_one("#guest", Static).update(self._guest())

    async def customer_wrote(self, event: CustomerWrote) -> None:
        """The same customer wrote again: show it."""
        if event.conversation == self.conversation:
            await self.reload()

    async def on_screen_resume(self) -> None:
        """Back from the composer: the thread may be longer."""
        if self.composed:
            await self.reload()

    async def reload(self) -> None:
        """The thread may be longer, or stand otherwise."""
        thread = await self.host.attempt(self.host.gateway.thread(self.conversation))
        if thread is not None and thread != self._thread:
            self._thread = thread
            await self._draw()

    async def _draw(self) -> None:
        place = self.query_one("#thread", VerticalScroll)
        zone = self.host.settings.shop.zone
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
            now = self.host.now
            alarm = self._thread.alarm
            stands = heat(alarm.started, alarm.due, now, self.host.schedule)
            text.append_text(self._countdown(stands))
        else:
            text.append(f" {_(stand.status.value)} ")
        text.append(f" {plain(guest.name) or plain(guest.email)}", "bold")
        known = _n("{n} conversation", "{n} conversations", guest.conversations)
        since = f"{guest.since.astimezone(self.host.settings.shop.zone):%Y-%m-%d}"
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
        colour = self.host.theme_variables.get(variable, "")
        if self._thread.conversation.backlog:
            return Text(f" {_('backlog')} ")
        return Text(f" {word(stands.severity)} {clock_text(stands.left)} ", colour)

    def action_answer(self, nth: int) -> None:
        """Compose with a suggestion."""
        self.post_message(wishes.Answer(self.conversation, nth))

    def action_reply(self) -> None:
        """Compose from scratch."""
        self.post_message(wishes.Compose(self.conversation))

    def action_write(self, kind: str) -> None:
        """To all, on to somebody else, or anew."""
        self.post_message(wishes.Compose(self.conversation, Kind(kind)))

    def action_templates(self) -> None:
        """Find a template."""
        self.post_message(wishes.Pick(self.conversation))

    def action_correct(self) -> None:
        """Say what it is."""
        self.post_message(wishes.Correct(self.conversation))

    def action_merge(self) -> None:
        """With another one."""
        self.post_message(wishes.Merge(self.conversation))

    def action_split(self) -> None:
        """From a message on."""
        self.post_message(wishes.Split(self._thread))

    def action_files(self) -> None:
        """What came with it."""
        self.post_message(wishes.Files(self._thread))

    def action_dismiss_alarm(self) -> None:
        """With a reason."""
        guest = self._thread.conversation.customer
        self.post_message(wishes.Dismiss(self.conversation, guest.name or guest.email))

    async def action_full_text(self) -> None:
        """Show or fold the quoted tail."""
        self._full = not self._full
        await self._draw()

    def action_back(self) -> None:
        """To the board."""
        self.dismiss()

"""One conversation: who she is, what was said, and how to answer."""

from __future__ import annotations

from rich.cells import cell_len
from rich.text import Text
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.widgets import Static

from shopdesk.desk.board import Thread
from shopdesk.desk.events import CustomerWrote
from shopdesk.domain.answer.reply import Kind
from shopdesk.domain.plain import plain
from shopdesk.ui import commands
from shopdesk.ui.said.standing import doubts, standing
from shopdesk.ui.screens.guest_keys import GuestKeys
from shopdesk.ui.widgets.guest_strip import GuestStrip
from shopdesk.ui.widgets.letter import Letter
from shopdesk.ui.widgets.preview import Suggestions
from shopdesk.ui.widgets.ratings import Ratings
from shopdesk.ui.widgets.status import Status
from shopdesk.ui.widgets.surprising import Surprising
from shopdesk.ui.wishes import alarms as wishes
from shopdesk.ui.wishes.stilling import Snooze, TakeOn
from shopdesk.words import _, _n

TITLES = 9


class ConversationScreen(GuestKeys):
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

    def in_sight(self) -> int | None:
        """This one."""
        return self.conversation

    def compose(self) -> ComposeResult:
        """Who, the thread, the suggestions, status, keys."""
        yield Static(id="guest", markup=False)
        yield GuestStrip(id="strip")
        yield Surprising(id="surprise", markup=False)
        yield VerticalScroll(id="thread")
        yield Ratings()
        yield Suggestions(id="suggestions")
        yield Status(id="status")
        yield self.footer()

    async def on_mount(self) -> None:
        """Draw the thread and ask for suggestions."""
        self.query_one("#thread").focus()
        await self._draw()
        now, stand = self.host.now, self._thread.conversation
        due = await self.asked(lambda d: (d.perks.due(stand, now),))
        self.query_one(Surprising).show(due[0] if due else None)
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
        await self.query_one(GuestStrip).load(self.conversation, self.host)
        await self.query_one(Ratings).load(self.conversation, self.host)
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
            text.append_text(standing(self._thread.alarm, self.host))
        else:
            text.append(f" {stand.status.said} ")
        text.append(f" {plain(guest.name) or plain(guest.email)}", "bold")
        known = _n("{n} conversation", "{n} conversations", guest.conversations)
        since = f"{guest.since.astimezone(self.host.settings.shop.zone):%Y-%m-%d}"
        details = [plain(guest.email), known, _("since {day}").format(day=since)]
        if stand.order_number:
            details.insert(1, f"#{plain(stand.order_number)}")
        for detail in details:
            # whole or not at all; the address may be cut, as it tells who writes
            if detail is details[0] or text.cell_len + cell_len(detail) + 3 <= self.size.width:
                text.append(f" · {detail}")
        subject = Text(f" {plain(stand.subject) or _('(no subject)')}", "bold")
        subject.append(f" · {_(stand.category.value)}", "not bold")
        for one in (text, subject):
            one.truncate(max(self.size.width, 20), overflow="ellipsis")
        return Text("\n").join([text, subject, *doubts(self._thread)])

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

    def action_snooze(self) -> None:
        """Hide it for a while."""
        guest = self._thread.conversation.customer
        self.post_message(Snooze(self.conversation, guest.name or guest.email))

    def action_take_on(self) -> None:
        """Let it not ring."""
        guest = self._thread.conversation.customer
        self.post_message(TakeOn(self.conversation, guest.name or guest.email))

    def action_surprise(self) -> None:
        """Yes to it."""
        self.query_one(Surprising).yes(self.conversation)

    async def action_full_text(self) -> None:
        """Show or fold the quoted tail."""
        self._full = not self._full
        await self._draw()

    def action_back(self) -> None:
        """To the board."""
        self.dismiss()

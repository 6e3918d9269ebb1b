"""Writing a reply: the customer's words above, ours below."""

from __future__ import annotations

from dataclasses import replace

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.widgets import Input, Label, Static, TextArea
from textual.widgets.text_area import Selection

from shopdesk.desk.board import Thread
from shopdesk.desk.events import CustomerWrote
from shopdesk.domain.board import clock_text, heat
from shopdesk.domain.plain import plain
from shopdesk.domain.reply import Draft, blanks, first_blank
from shopdesk.domain.template import Template
from shopdesk.ui import commands, wishes
from shopdesk.ui.screens.base import DeskScreen
from shopdesk.ui.theme import CLASS_OF, word
from shopdesk.ui.widgets.status import Status
from shopdesk.words import _, _n

KEEP_EVERY_S = 2.0


class ComposerScreen(DeskScreen):
    """Letters typed here are text; commands have ctrl or function keys."""

    BINDINGS = [c.binding() for c in commands.COMPOSER]

    def __init__(self, thread: Thread, draft: Draft) -> None:
        super().__init__()
        self._thread = thread
        self._draft = draft
        self._kept = draft.body
        self._arrived = 0

    def compose(self) -> ComposeResult:
        """Countdown, the customer's words, subject, body, blanks, status, keys."""
        yield Static(id="guest", markup=False)
        with VerticalScroll(id="theirs"):
            yield Static(self._theirs(), markup=False)
        with Horizontal(id="subject-line"):
            yield Label(_("Subject"), markup=False)
            yield Input(self._draft.subject, id="subject", compact=True)
        yield TextArea(self._draft.body, id="body", soft_wrap=True, compact=True)
        yield Static(id="blanks", markup=False)
        yield Status(id="status")
        yield self.footer()

    async def on_mount(self) -> None:
        """Ready to type where the first blank is, or at the top."""
        self.query_one("#body", TextArea).focus()
        self._show_blanks()
        self._to_first_blank()
        self.set_interval(KEEP_EVERY_S, self._keep)
        self.tick()
        held = self._thread.alarm.trouble if self._thread.alarm else ""
        if held:
            self.say(held, alarming=True)

    @property
    def draft(self) -> Draft:
        """What is on the screen now."""
        subject = " ".join(self.query_one("#subject", Input).value.split())
        return replace(self._draft, subject=subject, body=self.query_one("#body", TextArea).text)

    def tick(self) -> None:
        """The countdown moves while the owner writes."""
        super().tick()
        self.query_one("#guest", Static).update(self._guest())

    async def customer_wrote(self, event: CustomerWrote) -> None:
        """She wrote again: said, not shown, for this reply does not answer it."""
        if event.conversation == self._draft.conversation:
            self._arrived += 1
            self.tick()

    @on(TextArea.Changed)
    def _show_blanks(self) -> None:
        names = blanks(self.query_one("#body", TextArea).text)
        line = self.query_one("#blanks", Static)
        line.display = bool(names)
        listed = ", ".join(f"{{{{ {name} }}}}" for name in names)
        line.update(" " + _("To fill in before it can go: {names}").format(names=listed))

    def _to_first_blank(self) -> None:
        """Select the first blank, so that typing replaces it; else stand at the top."""
        body = self.query_one("#body", TextArea)
        span = first_blank(body.text)
        body.move_cursor((0, 0))
        if span is not None:
            body.selection = Selection(_location(body.text, span[0]), _location(body.text, span[1]))
            body.scroll_cursor_visible()

    async def _keep(self) -> None:
        draft = self.draft
        if draft.body != self._kept:
            self._kept = draft.body
            await self.host.attempt(self.host.gateway.keep(draft))

    def _theirs(self) -> str:
        waiting = [m for m in self._thread.messages if not m.outgoing and not m.answered]
        shown = waiting or [m for m in self._thread.messages if not m.outgoing][-1:]
        return "\n\n".join(plain(m.message.new_text, lines=True).strip() for m in shown)

    def _guest(self) -> Text:
        text = Text()
        alarm = self._thread.alarm
        if alarm is not None and not self._thread.conversation.backlog:
            schedule = self.host.schedule
            stands = heat(alarm.started, alarm.due, self.host.now, schedule)
            colour = self.host.theme_variables.get(CLASS_OF[stands.severity], "")
            text.append(f" {word(stands.severity)} {clock_text(stands.left)} ", colour)
        to = plain(self._thread.conversation.customer.name)
        address = plain(self._draft.recipient)
        text.append(" " + _("To {who}").format(who=f"{to} <{address}>" if to else address), "bold")
        text.append(" · " + _("from {address}").format(address=plain(self._draft.sender)))
        if self._arrived:
            new = _n("{n} new message", "{n} new messages", self._arrived)
            text.append(f" · {new}", self.host.theme_variables.get("hot", ""))
        return text

    def action_send(self) -> None:
        """Into the outbox, and back to the board."""
        self.post_message(wishes.Send(self.draft))

    def action_templates(self) -> None:
        """Another template instead of what is there."""

        async def chosen(template: Template | None) -> None:
            if template is None:
                return
            draft = await self.host.attempt(
                self.host.gateway.draft(self._draft.conversation, template)
            )
            if draft is not None:
                self._draft = replace(draft, answers=self._draft.answers)
                self.query_one("#subject", Input).value = draft.subject
                body = self.query_one("#body", TextArea)
                body.replace(draft.body, (0, 0), body.document.end)
                self._to_first_blank()

        self.post_message(wishes.Choose(self._draft.conversation, chosen))

    async def action_keep(self) -> None:
        """Back; the text stays as the conversation's draft."""
        draft = self.draft
        if draft.body != self._kept:
            await self.host.attempt(self.host.gateway.keep(draft))
        self.dismiss()


def _location(text: str, offset: int) -> tuple[int, int]:
    before = text[:offset].split("\n")
    return len(before) - 1, len(before[-1])

"""Writing a mail: the customer's words above, ours below."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.widgets import Input, Label, Static, TextArea
from textual.widgets.text_area import Selection

from shopdesk.desk.board import Thread
from shopdesk.desk.events import CustomerWrote
from shopdesk.domain.board import clock_text, heat
from shopdesk.domain.completing import snippets, variables
from shopdesk.domain.plain import plain
from shopdesk.domain.reply import Draft, addresses, blanks, first_blank
from shopdesk.domain.template import Template
from shopdesk.ui import commands, wishes
from shopdesk.ui.screens.base import DeskScreen
from shopdesk.ui.theme import CLASS_OF, word
from shopdesk.ui.widgets.completing_text import CompletingText
from shopdesk.ui.widgets.status import Status
from shopdesk.words import _, _n

KEEP_EVERY_S = 2.0
LONGEST = 1_000_000
"""Characters that a reply may have; nobody reads more."""
SHOWN = 6_000
"""Characters of the customer's words above the text."""
_SNIPPET = re.compile(r"(?:^|\s);([\w-]+)\s$")


class ComposerScreen(DeskScreen):
    """Letters typed here are text; commands have ctrl or function keys."""

    BINDINGS = [c.binding() for c in commands.COMPOSER]

    def __init__(self, thread: Thread, draft: Draft) -> None:
        super().__init__()
        self._thread = thread
        self._draft = draft
        self._quote = draft.quote
        self._kept = draft
        self._untouched = None if draft.own else draft.body
        self._arrived = 0

    def compose(self) -> ComposeResult:
        """Countdown, the customer's words, whom to, subject, body, what is missing, keys."""
        yield Static(id="guest", markup=False)
        with VerticalScroll(id="theirs"):
            yield Static(self._theirs(), markup=False)
        with Horizontal(classes="field"):
            yield Label(_("To"), markup=False)
            yield Input(", ".join(self._draft.to), id="to", compact=True)
            yield Label(_("Cc"), markup=False)
            yield Input(", ".join(self._draft.cc), id="cc", compact=True)
        with Horizontal(classes="field"):
            yield Label(_("Subject"), markup=False)
            yield Input(self._draft.subject, id="subject", compact=True)
        yield CompletingText(self._draft.body, most=LONGEST, id="body")
        yield Static(id="extras", markup=False)
        yield Static(id="blanks", markup=False)
        yield Status(id="status")
        yield self.footer()

    async def on_mount(self) -> None:
        """Ready to type where something is missing, or at the top."""
        self.query_one("#body" if self._draft.to else "#to").focus()
        self._show_blanks()
        self._show_extras()
        self._to_first_blank()
        self.set_interval(KEEP_EVERY_S, self._keep)
        self.tick()
        await self._offer()
        held = self._thread.alarm.trouble if self._thread.alarm else ""
        if held:
            self.say(held, alarming=True)
        writers = {m.writer.email.lower() for m in self._thread.messages if not m.outgoing}
        if len(writers) > 1 and self._draft.to:
            to = ", ".join(self._draft.to)
            said = _("Several people wrote in this conversation; this goes to {to}.").format(to=to)
            self.say(said, alarming=True)

    @property
    def draft(self) -> Draft:
        """What is on the screen now."""
        return replace(
            self._draft,
            to=addresses(self.query_one("#to", Input).value),
            cc=addresses(self.query_one("#cc", Input).value),
            subject=" ".join(self.query_one("#subject", Input).value.split()),
            body=self._body.text,
        )

    @property
    def _body(self) -> TextArea:
        return self.query_one("#body", TextArea)

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
    async def _typed(self) -> None:
        self._show_blanks()
        row, column = self._body.cursor_location
        before = self._body.document.get_line(row)[:column]
        # A line break ends the name as well as a blank does.
        if column == 0 and row > 0:
            before = self._body.document.get_line(row - 1) + "\n"
        if found := _SNIPPET.search(before):
            await self._expand(found[1])

    async def _expand(self, name: str) -> None:
        """Put a template's text where `;name` and a blank were typed."""
        text = await self.host.attempt(self.host.gateway.snippet(self._draft.conversation, name))
        body = self._body
        typed = f";{name}"
        end = _offset(body.text, body.cursor_location) - 1
        if text is None or body.text[end - len(typed) : end] != typed:
            return
        body.replace(text, _location(body.text, end - len(typed)), _location(body.text, end))
        self._to_first_blank(stay=True)

    async def _offer(self) -> None:
        """What `{{` and `;` complete to."""
        known = await self.host.attempt(self.host.gateway.variables())
        templates = await self.host.attempt(self.host.gateway.templates())
        language = self._thread.conversation.language
        fallback = self.host.settings.shop.language
        self.query_one("#body", CompletingText).completers = [
            variables(known or ()),
            snippets(templates or (), language, fallback),
        ]

    @on(CompletingText.Chosen)
    async def _taken(self, event: CompletingText.Chosen) -> None:
        name = event.choice.id
        text = await self.host.attempt(self.host.gateway.snippet(self._draft.conversation, name))
        if text is not None:
            self._body.insert(text)
            self._to_first_blank(stay=True)

    def _show_blanks(self) -> None:
        names = blanks(self._body.text)
        line = self.query_one("#blanks", Static)
        line.display = bool(names)
        listed = ", ".join(f"{{{{ {name} }}}}" for name in names)
        line.update(" " + _("To fill in before it can go: {names}").format(names=listed))

    def _show_extras(self) -> None:
        """Files and the quote, on one line."""
        said = [f"📎 {plain(Path(path).name)} {_size(path)}" for path in self._draft.files]
        if self._draft.quote:
            n = self._draft.quote.count("\n")
            said.append(_n("{n} quoted line below", "{n} quoted lines below", n))
        line = self.query_one("#extras", Static)
        line.display = bool(said)
        line.update(" " + " · ".join(said))

    def _to_first_blank(self, *, stay: bool = False) -> None:
        """Select the first blank, so that typing replaces it; else stand at the top."""
        body = self._body
        span = first_blank(body.text)
        if not stay:
            body.move_cursor((0, 0))
        if span is not None:
            body.selection = Selection(_location(body.text, span[0]), _location(body.text, span[1]))
            body.scroll_cursor_visible()

    async def _keep(self) -> bool:
        """Keep what is new; False when it could not be kept, after saying why."""
        draft = self.draft
        if draft == self._kept or (draft.body == self._untouched and not draft.files):
            return True
        if not await self.host.attempt(self.host.gateway.keep(draft)):
            return False
        self._kept = draft
        return True

    def _theirs(self) -> str:
        waiting = [m for m in self._thread.messages if not m.outgoing and not m.answered]
        shown = waiting or [m for m in self._thread.messages if not m.outgoing][-1:]
        words = "\n\n".join(m.message.new_text.strip() for m in shown)
        return plain(words[:SHOWN], lines=True) + (" …" if len(words) > SHOWN else "")

    def _guest(self) -> Text:
        text = Text()
        alarm = self._thread.alarm
        if alarm is not None and not self._thread.conversation.backlog:
            stands = heat(alarm.started, alarm.due, self.host.now, self.host.schedule)
            colour = self.host.theme_variables.get(CLASS_OF[stands.severity], "")
            text.append(f" {word(stands.severity)} {clock_text(stands.left)} ", colour)
        customer = self._thread.conversation.customer
        text.append(f" {plain(customer.name) or plain(customer.email)}", "bold")
        text.append(" · " + _("from {address}").format(address=plain(self._draft.sender)))
        if self._arrived:
            new = _n("{n} new message", "{n} new messages", self._arrived)
            text.append(f" · {new}", self.host.theme_variables.get("hot", ""))
        return text

    async def action_send(self) -> None:
        """Into the outbox, and back to the board."""
        await self._keep()
        self.post_message(wishes.Send(self.draft))

    async def action_later(self) -> None:
        """At a time that the owner names."""
        await self._keep()
        self.post_message(wishes.Send(self.draft, later=True))

    def action_templates(self) -> None:
        """A template: all of an untouched draft, else at the cursor."""
        self.post_message(wishes.Choose(self._draft.conversation, self._chosen))

    async def _chosen(self, template: Template | None) -> None:
        if template is None:
            return
        gateway, conversation = self.host.gateway, self._draft.conversation
        if self._body.text != self._untouched:
            text = await self.host.attempt(gateway.text(conversation, template))
            self._body.insert(text or "")
            self._to_first_blank(stay=True)
            return
        filled = await self.host.attempt(gateway.draft(conversation, template))
        if filled is not None:
            self._draft = replace(self._draft, template=filled.template)
            if filled.subject:
                self.query_one("#subject", Input).value = filled.subject
            self._untouched = filled.body
            self._put(filled.body)

    def _put(self, text: str) -> None:
        """Another text instead of what is there; ctrl+z brings it back."""
        self._body.replace(text, (0, 0), self._body.document.end)
        self._to_first_blank()

    def action_attach(self) -> None:
        """A file to go with it."""
        self.post_message(wishes.Attach(self._attached))

    def _attached(self, path: str | None) -> None:
        if path is not None and path not in self._draft.files:
            self._draft = replace(self._draft, files=(*self._draft.files, path))
            self._show_extras()

    def action_unattach(self) -> None:
        """The last file stays here."""
        self._draft = replace(self._draft, files=self._draft.files[:-1])
        self._show_extras()

    def action_quote(self) -> None:
        """The customer's words below ours, or not."""
        quote = "" if self._draft.quote else self._quote
        self._draft = replace(self._draft, quote=quote)
        self._show_extras()

    def action_editor(self) -> None:
        """The owner's own editor."""
        self.post_message(wishes.EditOutside(self._body.text, self._put))

    async def action_keep(self) -> None:
        """Back; the text stays as the conversation's draft. Where it cannot, nor do we go."""
        if await self._keep():
            self.dismiss()


def _size(path: str) -> str:
    try:
        size = Path(path).expanduser().stat().st_size
    except OSError:
        return _("(not there)")
    return f"{size / 1024 / 1024:.1f} MiB" if size >= 1024 * 1024 else f"{max(size // 1024, 1)} KiB"


def _location(text: str, offset: int) -> tuple[int, int]:
    before = text[:offset].split("\n")
    return len(before) - 1, len(before[-1])


def _offset(text: str, location: tuple[int, int]) -> int:
    lines = text.split("\n")
    return sum(len(line) + 1 for line in lines[: location[0]]) + location[1]

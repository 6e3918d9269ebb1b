"""Writing a mail: the customer's words above, ours below."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.widgets import Input, Label, Static, TextArea

from shopdesk.desk.board import Thread
from shopdesk.desk.events import CustomerWrote
from shopdesk.domain.alarm.reminder import After
from shopdesk.domain.answer.completing import snippets, variables
from shopdesk.domain.answer.product import Product
from shopdesk.domain.answer.reply import Draft, addresses, blanks
from shopdesk.domain.answer.template import Template
from shopdesk.domain.plain import plain
from shopdesk.ui import commands
from shopdesk.ui.commands.moves import DEEDS
from shopdesk.ui.said.afterwards import afterwards
from shopdesk.ui.said.file_size import size_text
from shopdesk.ui.said.standing import doubts, standing
from shopdesk.ui.screens.base import DeskScreen
from shopdesk.ui.widgets.completing_text import CompletingText
from shopdesk.ui.widgets.deeds import Deeds
from shopdesk.ui.widgets.reply_text import ReplyText
from shopdesk.ui.widgets.status import Status
from shopdesk.ui.wishes import alarms as wishes
from shopdesk.ui.wishes.moves import ChangePlay
from shopdesk.ui.wishes.stilling import FindProduct, SendAnd
from shopdesk.words import _, _n

KEEP_EVERY_S = 2.0
SHOWN = 6_000
"""Characters of the customer's words above the text."""


class ComposerScreen(DeskScreen):
    """Letters typed here are text; commands have ctrl or function keys, f6 before the text area."""

    BINDINGS = [replace(c.binding(), priority=c is DEEDS) for c in commands.COMPOSER]

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
        yield Deeds(id="deeds", markup=False)
        yield ReplyText(self._draft.body, id="body")
        yield Static(id="extras", markup=False)
        yield Static(id="blanks", markup=False)
        yield Status(id="status")
        yield self.footer()

    async def on_mount(self) -> None:
        """Ready to type where something is missing, or at the top."""
        self.query_one("#body" if self._draft.to else "#to").focus()
        self._show_blanks()
        self._show_extras()
        self._body.to_first_blank()
        self.set_interval(KEEP_EVERY_S, self._keep)
        self.tick()
        await self._offer()
        if self._thread.alarm and (held := self._thread.alarm.trouble):
            self.say(held, alarming=True)
        writers = {m.writer.email.lower() for m in self._thread.messages if not m.outgoing}
        if len(writers) > 1 and self._draft.to:
            said = _("Several people wrote in this conversation; this goes to {to}.")
            self.say(said.format(to=", ".join(self._draft.to)), alarming=True)

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
    def _body(self) -> ReplyText:
        return self.query_one("#body", ReplyText)

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
    def _typed(self) -> None:
        self._show_blanks()

    @on(ReplyText.Named)
    async def _expand(self, event: ReplyText.Named) -> None:
        """Put a template's text where `;name` and a blank were typed."""
        gateway = self.host.gateway
        text = await self.host.attempt(gateway.snippet(self._draft.conversation, event.name))
        if text is not None:
            self._body.spell_out(event.name, text)

    async def _offer(self) -> None:
        """What `{{` and `;` complete to."""
        known = await self.host.attempt(self.host.gateway.variables())
        templates = await self.host.attempt(self.host.gateway.templates())
        language = self._thread.conversation.language
        fallback = self.host.settings.shop.language
        self._body.completers = [
            variables(known or ()),
            snippets(templates or (), language, fallback),
        ]

    @on(CompletingText.Chosen)
    async def _taken(self, event: CompletingText.Chosen) -> None:
        name = event.choice.id
        text = await self.host.attempt(self.host.gateway.snippet(self._draft.conversation, name))
        if text is not None:
            self._body.add(text)

    def _show_blanks(self) -> None:
        names = blanks(self._body.text)
        line = self.query_one("#blanks", Static)
        line.display = bool(names)
        listed = ", ".join(f"{{{{ {name} }}}}" for name in names)
        line.update(" " + _("To fill in before it can go: {names}").format(names=listed))

    def _show_extras(self) -> None:
        """What is done on sending; what happens then, files and the quote on one line."""
        said = [f"📎 {plain(Path(path).name)} {size_text(path)}" for path in self._draft.files]
        said[:0] = afterwards(self._draft.after, self.host.now, self.host.settings.shop.zone)
        if self._draft.quote:
            n = self._draft.quote.count("\n")
            said.append(_n("{n} quoted line below", "{n} quoted lines below", n))
        self.query_one(Deeds).show(self._draft.after.play)
        line = self.query_one("#extras", Static)
        line.display = bool(said)
        line.update(" " + " · ".join(said))

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
        if alarm is not None and not alarm.backlog:
            text.append_text(standing(alarm, self.host))
        customer = self._thread.conversation.customer
        text.append(f" {plain(customer.name) or plain(customer.email)}", "bold")
        text.append(" · " + _("from {address}").format(address=plain(self._draft.sender)))
        if self._arrived:
            new = _n("{n} new message", "{n} new messages", self._arrived)
            text.append(f" · {new}", self.host.theme_variables.get("hot", ""))
        return Text("\n").join([text, *doubts(self._thread)])

    async def action_send(self) -> None:
        """Into the outbox, and back to the board."""
        await self._keep()
        self.post_message(wishes.Send(self.draft))

    async def action_later(self) -> None:
        """At a time that the owner names."""
        await self._keep()
        self.post_message(wishes.Send(self.draft, later=True))

    async def action_send_and(self) -> None:
        """And something else with it."""
        await self._keep()
        self.post_message(SendAnd(self.draft, self._promised))

    def _promised(self, after: After) -> None:
        """Set, and shown until it leaves: the customer has to read of it."""
        self._draft = replace(self._draft, after=after)
        self._show_extras()
        self._body.focus()

    def action_deeds(self) -> None:
        """What is done besides."""
        self.post_message(ChangePlay(self.draft, self._replayed))

    def _replayed(self, draft: Draft) -> None:
        if self._body.text == self._untouched:
            self._untouched = draft.body
        self._draft = replace(self._draft, after=draft.after)
        if draft.body != self._body.text:
            self._put(draft.body)
        self._show_extras()

    def action_product(self) -> None:
        """Its facts into the text."""
        self.post_message(FindProduct(self._offered))

    async def _offered(self, product: Product | None) -> None:
        if product is None:
            return
        body, conversation = self._body.text, self._draft.conversation
        filled = await self.asked(lambda d: d.offering.filled(conversation, body, product))
        if filled is not None and filled != body:
            self._put(filled)
            return
        line = await self.asked(lambda d: d.offering.line(conversation, product))
        self._body.add(line or "")

    def action_templates(self) -> None:
        """A template: all of an untouched draft, else at the cursor."""
        self.post_message(wishes.Choose(self._draft.conversation, self._chosen))

    async def _chosen(self, template: Template | None) -> None:
        if template is None:
            return
        gateway, conversation = self.host.gateway, self._draft.conversation
        if self._body.text != self._untouched:
            text = await self.host.attempt(gateway.text(conversation, template))
            self._body.add(text or "")
            return
        play = self._draft.after.play
        filled = await self.asked(lambda d: d.compose.draft(conversation, template, play=play))
        if filled is not None:
            self._draft = replace(self._draft, template=filled.template)
            if filled.subject:
                self.query_one("#subject", Input).value = filled.subject
            self._untouched = filled.body
            self._put(filled.body)

    def _put(self, text: str) -> None:
        """Another text instead of what is there; ctrl+z brings it back."""
        self._body.put(text)

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

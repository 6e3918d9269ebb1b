"""Writing a template: one language at a time, checked as it is written."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import replace

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.widgets import Input, Label, Select, Static

from shopdesk.domain.alarm.board import Alarm
from shopdesk.domain.answer.completing import variables
from shopdesk.domain.answer.template import LONGEST_TEXT, Template, Variant
from shopdesk.domain.answer.variables import Variable
from shopdesk.domain.errors import ShopdeskError, TemplateError
from shopdesk.domain.mail.conversation import Category
from shopdesk.domain.plain import plain
from shopdesk.ui import commands
from shopdesk.ui.screens.base import DeskScreen
from shopdesk.ui.widgets.completing_text import CompletingText
from shopdesk.ui.widgets.status import Status
from shopdesk.ui.wishes import alarms as wishes
from shopdesk.words import _

CHECK_AFTER_S = 0.2
"""Pause in the writing after which the text is checked."""
LANGUAGES = ("en", "vi", "ru", "de", "es", "fr", "it", "ja", "ko", "pl", "pt", "th", "uk", "zh")
"""Offered besides those that the template has."""


class TemplateEditor(DeskScreen):
    """Letters typed here are text; commands have ctrl or function keys."""

    BINDINGS = [c.binding() for c in commands.TEMPLATE_EDITOR]

    def __init__(
        self,
        template: Template,
        language: str,
        known: Sequence[Variable],
        alarm: Alarm | None,
        *,
        resumed: bool = False,
    ) -> None:
        """`known` completes `{{`; `resumed`: the template is not what is kept, from the start."""
        super().__init__()
        self._template = template
        self._resumed = resumed
        self._first = template
        self._known = known
        self._alarm = alarm
        self.language = language
        """The language whose text is shown."""
        self.saved: Template | None = None
        """What was kept; None when nothing was."""
        self.unsaved: Template | None = None
        """What was on the screen when it was left, if that is not what is kept."""

    def compose(self) -> ComposeResult:
        """What it is called and found by, its text, what is wrong with it, keys."""
        template, variant = self._template, self._variant_of(self.language)
        yield Static(plain(template.id) or _("New template"), id="shelf-head", markup=False)
        with Horizontal(classes="field"):
            yield Label(_("Title"), markup=False)
            yield Input(variant.title, id="title", compact=True)
            yield Label(_("Language"), markup=False)
            yield self._select("language", self._languages(), self.language)
        with Horizontal(classes="field"):
            yield Label(_("Shortcut ;"), markup=False)
            yield Input(template.shortcut, id="shortcut", compact=True)
            yield Label(_("Category"), markup=False)
            categories = [(_(one.value), one.value) for one in Category]
            yield self._select("category", categories, template.category.value)
        with Horizontal(classes="field"):
            yield Label(_("Words it is found by"), markup=False)
            yield Input(", ".join(variant.tags), id="tags", compact=True)
        with Horizontal(classes="field"):
            yield Label(_("Subject"), markup=False)
            yield Input(
                variant.subject, placeholder=_("as in the mail"), id="subject", compact=True
            )
            yield Label(_("Files"), markup=False)
            yield Input(", ".join(template.attachments), id="files", compact=True)
        yield CompletingText(
            variant.body,
            [variables(self._known)],
            most=LONGEST_TEXT,
            show_line_numbers=True,
            id="body",
        )
        with VerticalScroll(id="template-sample"):
            yield Static(id="sample-text", markup=False)
        yield Static(id="fault", markup=False)
        yield Status(id="status")
        yield self.footer()

    @staticmethod
    def _select(id: str, options: list[tuple[str, str]], value: str) -> Select[str]:
        return Select(options, value=value, allow_blank=False, compact=True, id=id)

    def _languages(self) -> list[tuple[str, str]]:
        there = self._template.variants
        codes = dict.fromkeys((self.language, *there, *LANGUAGES))
        return [(code if code in there else f"{code} +", code) for code in codes]

    async def on_mount(self) -> None:
        """Ready to type: the title of a new one, else the text."""
        self.query_one("#template-sample").display = False
        self._fault("")
        self._first = self.template
        title = self.query_one("#title", Input)
        (self._body if title.value else title).focus()
        self._check()

    @property
    def _body(self) -> CompletingText:
        return self.query_one("#body", CompletingText)

    def _variant_of(self, language: str) -> Variant:
        return self._template.variants.get(language, Variant("", ""))

    def _value(self, id: str) -> str:
        return self.query_one(f"#{id}", Input).value.strip()

    def _several(self, id: str) -> tuple[str, ...]:
        return tuple(part for one in self._value(id).split(",") if (part := one.strip()))

    @property
    def template(self) -> Template:
        """What the fields say now; a language without a text is no part of it."""
        shown = Variant(
            self._value("title"),
            self._body.text.strip(),
            self._value("subject"),
            self._several("tags"),
        )
        variants = {**self._template.variants, self.language: shown}
        written = {code: one for code, one in variants.items() if one.body}
        category = self.query_one("#category", Select).value
        return replace(
            self._template,
            category=Category(str(category)),
            variants=written or {self.language: shown},
            shortcut=self._value("shortcut").removeprefix(";"),
            attachments=self._several("files"),
        )

    @on(Select.Changed, "#language")
    def _another_language(self, event: Select.Changed) -> None:
        if event.value == self.language:
            return
        self._template = self.template
        self.language = str(event.value)
        variant = self._variant_of(self.language)
        self.query_one("#title", Input).value = variant.title
        self.query_one("#subject", Input).value = variant.subject
        self.query_one("#tags", Input).value = ", ".join(variant.tags)
        self._body.load_text(variant.body)

    @on(CompletingText.Changed)
    def _written(self) -> None:
        self._check()

    @on(CompletingText.TooLong)
    def _too_long(self) -> None:
        self.say(
            _("That is too long: at most {most} characters are allowed.").format(most=LONGEST_TEXT),
            alarming=True,
        )

    def _check(self) -> None:
        self.run_worker(self._say_fault(self._body.text), group="check", exclusive=True)

    async def _say_fault(self, text: str) -> None:
        await asyncio.sleep(CHECK_AFTER_S)
        try:
            await self.host.gateway.check_text(text)
        except TemplateError as error:
            where = _("Line {line}, column {column}: {why}")
            self._fault(
                where.format(line=error.line, column=error.column, why=error.why)
                if error.line
                else str(error)
            )
        else:
            self._fault("")

    def _fault(self, said: str) -> None:
        # none is left when the screen was closed while the text was checked
        for line in self.query("#fault").results(Static):
            line.display = bool(said)
            line.update(f" {plain(said)}")

    async def action_save(self) -> None:
        """Check the whole and keep it, then back; else say why not."""
        template = self.template
        try:
            self.saved = await self.host.gateway.save_template(template)
        except ShopdeskError as error:
            self.say(str(error), alarming=True)
            if isinstance(error, TemplateError) and error.line:
                self._body.move_cursor((error.line - 1, error.column - 1))
                self._body.focus()
            return
        self.dismiss()

    async def action_preview(self) -> None:
        """Filled in for the customer under the board's cursor, or for nobody; again: the text."""
        sample, body = self.query_one("#template-sample"), self._body
        sample.display = not sample.display
        body.display = not sample.display
        if body.display:
            body.focus()
            return
        conversation = self._alarm.conversation if self._alarm else None
        try:
            text = await self.host.gateway.sample(self.template, self.language, conversation)
        except ShopdeskError as error:
            text = str(error)
        self.query_one("#sample-text", Static).update(plain(text, lines=True))
        sample.focus()

    def action_attach(self) -> None:
        """Choose a file."""
        self.post_message(wishes.Attach(self._attached))

    def _attached(self, path: str | None) -> None:
        if path is not None:
            self.query_one("#files", Input).value = ", ".join((*self._several("files"), path))

    def action_leave_template(self) -> None:
        """Back; the list can bring back what was not saved."""
        template = self.template
        if self._resumed or template != self._first:
            self.unsaved = template
        self.dismiss()

"""All templates: found by typing, looked at as a customer would read them, changed."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, VerticalScroll
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from shopdesk.domain.alarm.board import Alarm
from shopdesk.domain.answer.template import Template, Variant
from shopdesk.domain.errors import ShopdeskError
from shopdesk.domain.finding import found
from shopdesk.domain.mail.conversation import Category
from shopdesk.domain.plain import plain
from shopdesk.ui import commands
from shopdesk.ui.screens.base import DeskScreen
from shopdesk.ui.screens.template_editor import TemplateEditor
from shopdesk.ui.widgets.status import Status
from shopdesk.words import _, _n


@dataclass(frozen=True, slots=True)
class Deleted:
    """Can be brought back."""

    template: Template


@dataclass(frozen=True, slots=True)
class Unsaved:
    """What the editor held when it was left; can be gone on with."""

    template: Template
    language: str


class TemplatesScreen(DeskScreen):
    """Letters are for finding; commands have function keys."""

    BINDINGS = [
        *(c.binding() for c in commands.TEMPLATE_LIST),
        Binding("down", "move(1)", show=False, priority=True),
        Binding("up", "move(-1)", show=False, priority=True),
        Binding("pagedown", "move(10)", show=False, priority=True),
        Binding("pageup", "move(-10)", show=False, priority=True),
    ]

    def __init__(self, alarm: Alarm | None) -> None:
        """`alarm`: the conversation that the templates are tried on."""
        super().__init__()
        self._alarm = alarm
        self._templates: dict[str, Template] = {}
        self._undoable: list[Deleted | Unsaved] = []

    def compose(self) -> ComposeResult:
        """How many, what to look for, what was found, how it reads, keys."""
        yield Static(id="shelf-head", markup=False)
        yield Input(
            placeholder=_("type to find a template, enter changes it"), id="wanted", compact=True
        )
        with Horizontal(id="shelf"):
            yield OptionList(id="found", compact=True, markup=False)
            with VerticalScroll(id="sample"):
                yield Static(id="sample-text", markup=False)
        yield Static(id="about", markup=False)
        yield Status(id="status")
        yield self.footer()

    async def on_mount(self) -> None:
        """All of them; letters go to the input wherever the mouse was."""
        self.query_one(OptionList).can_focus = False
        self.query_one(Input).focus()
        self.tick()
        await self._read()

    async def on_screen_resume(self) -> None:
        """Another program may have written meanwhile."""
        if self.is_mounted:
            self.tick()
            await self._read()

    async def _read(self, at: str | None = None) -> None:
        """Read them again; the cursor goes to `at`, else it stays."""
        templates = await self.host.attempt(self.host.gateway.templates())
        if templates is None:
            return
        self._templates = {template.id: template for template in templates}
        n = len(templates)
        head = _n("{n} template", "{n} templates", n)
        if self._alarm is not None:
            head += " · " + _("tried on {name}").format(name=plain(self._alarm.name))
        self.query_one("#shelf-head", Static).update(head)
        self._narrow(at or self._pointed_id)

    @property
    def _language(self) -> str:
        language = self._alarm.language if self._alarm else ""
        return language or self.host.settings.shop.language

    @property
    def _pointed_id(self) -> str | None:
        listed = self.query_one(OptionList)
        if listed.highlighted is None:
            return None
        return listed.get_option_at_index(listed.highlighted).id

    def _variant(self, template: Template) -> tuple[str, Variant]:
        return template.variant(self._language, self.host.settings.shop.language)

    @on(Input.Changed)
    def _typed(self) -> None:
        self._narrow(self._pointed_id)

    def _narrow(self, at: str | None) -> None:
        typed = self.query_one(Input).value
        listed = self.query_one(OptionList)
        listed.clear_options()
        for template in self._found(typed):
            _code, variant = self._variant(template)
            listed.add_option(Option(plain(variant.title), id=template.id))
        if listed.option_count:
            places = [listed.get_option_at_index(n).id for n in range(listed.option_count)]
            listed.highlighted = places.index(at) if at in places else 0
        else:
            self.query_one("#sample-text", Static).update(_("No template says that."))
            self.query_one("#about", Static).update("")

    def _found(self, typed: str) -> list[Template]:
        """Those that say the words in any language: first by name, then by their text."""
        near, far = [], []
        for template in self._templates.values():
            names = [template.id, template.shortcut, _(template.category.value)]
            for variant in template.variants.values():
                names += variant.title, *variant.tags
            if found(typed, *names):
                near.append(template)
            elif found(typed, *names, *(one.body for one in template.variants.values())):
                far.append(template)
        return near + far

    @on(OptionList.OptionHighlighted)
    async def _looked_at(self, event: OptionList.OptionHighlighted) -> None:
        template = self._templates[event.option.id or ""]
        code, _v = self._variant(template)
        conversation = self._alarm.conversation if self._alarm else None
        try:
            text = await self.host.gateway.sample(template, code, conversation)
        except ShopdeskError as error:
            text = str(error)
        if self._pointed_id == template.id:
            self.query_one("#sample-text", Static).update(plain(text, lines=True))
            self.query_one("#about", Static).update(self._about(template, code))

    def _about(self, template: Template, code: str) -> str:
        """What is to be known of a template besides its text."""
        languages = (f"[{one}]" if one == code else one for one in sorted(template.variants))
        said = [plain(template.id), _(template.category.value), " ".join(languages)]
        if code != self._language:
            said.append(_("not in {language}").format(language=plain(self._language)))
        if template.shortcut:
            said.append(plain(f";{template.shortcut}"))
        if template.attachments:
            n = len(template.attachments)
            said.append(_n("{n} file", "{n} files", n))
        if template.used:
            day = template.used.astimezone(self.host.settings.shop.zone)
            uses = _n("used once", "used {n} times", template.uses)
            said.append(_("{uses}, last {day}").format(uses=uses, day=f"{day:%Y-%m-%d}"))
        return " · ".join(said)

    def action_move(self, by: int) -> None:
        """The list moves while the cursor stays in the input."""
        listed = self.query_one(OptionList)
        if listed.option_count:
            wanted = (listed.highlighted or 0) + by
            listed.highlighted = max(0, min(wanted, listed.option_count - 1))

    @on(Input.Submitted)
    @on(OptionList.OptionSelected)
    async def action_edit(self) -> None:
        """Change the one under the cursor."""
        if template := self._templates.get(self._pointed_id or ""):
            await self._edit(template, self._variant(template)[0])

    async def action_new(self) -> None:
        """Write one in the shop's language."""
        language = self.host.settings.shop.language
        blank = Template("", Category.OTHER, {language: Variant(self.query_one(Input).value, "")})
        await self._edit(blank, language)

    async def _edit(self, template: Template, language: str, *, resumed: bool = False) -> None:
        variables = await self.host.attempt(self.host.gateway.variables())
        editor = TemplateEditor(template, language, variables or (), self._alarm, resumed=resumed)
        await self.app.push_screen(editor, partial(self._edited, editor))

    async def _edited(self, editor: TemplateEditor, _result: None) -> None:
        if editor.saved is not None:
            self.query_one(Input).value = ""
            await self._read(editor.saved.id)
            self.say(_("The template {id} is kept.").format(id=plain(editor.saved.id)))
        elif editor.unsaved is not None:
            self._undoable.append(Unsaved(editor.unsaved, editor.language))
            self.say(_("Not saved · f4 brings it back."))

    async def action_duplicate(self) -> None:
        """A copy, at once."""
        if (id := self._pointed_id) is None:
            return
        copied = await self.host.attempt(self.host.gateway.copy_template(id))
        if copied is not None:
            await self._read(copied.id)
            self.say(_("The copy is called {id}.").format(id=copied.id))

    async def action_delete(self) -> None:
        """Delete; `action_take_back` brings it back."""
        if (id := self._pointed_id) is None:
            return
        place = self.query_one(OptionList).highlighted or 0
        removed = await self.host.attempt(self.host.gateway.remove_template(id))
        if removed is not None:
            self._undoable.append(Deleted(removed))
            await self._read()
            self.action_move(place)
            self.say(_("{id} is deleted · f4 brings it back.").format(id=plain(id)))

    async def action_take_back(self) -> None:
        """The newest deletion, or the newest text that was not saved."""
        if not self._undoable:
            self.say(_("Nothing to take back."))
            return
        last = self._undoable.pop()
        if isinstance(last, Unsaved):
            await self._edit(last.template, last.language, resumed=True)
            return
        await self.host.attempt(self.host.gateway.restore_template(last.template))
        await self._read(last.template.id)
        self.say(_("{id} is back.").format(id=plain(last.template.id)))

    def action_back(self) -> None:
        """To the board."""
        self.dismiss()

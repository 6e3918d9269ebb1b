"""The settings: one line each, changed in place and checked with every key."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.widget import Widget
from textual.widgets import Input, Label, Static, TextArea

from shopdesk.domain.errors import ShopdeskError
from shopdesk.domain.plain import plain
from shopdesk.domain.shop.editable import EDITABLE, Editable, Kind
from shopdesk.ui import commands
from shopdesk.ui.said import settings as settings_words
from shopdesk.ui.screens.base import DeskScreen
from shopdesk.ui.settings_gateway import SettingsGateway
from shopdesk.ui.widgets.status import Status
from shopdesk.ui.wishes.settings import KeepSettings
from shopdesk.words import _

CHECK_AFTER_S = 0.15
"""Pause in the typing after which the whole is checked."""
ROWS = 3
"""Lines of a setting that has several."""


class Lines(VerticalScroll, inherit_bindings=False):
    """Scrolls to the line under the cursor; the arrows are the cursor's."""


class SettingsScreen(DeskScreen):
    """Letters typed here are text; commands have ctrl or function keys."""

    BINDINGS = [c.binding() for c in commands.SETTINGS_SCREEN]

    def __init__(self, texts: Mapping[str, str], gateway: SettingsGateway) -> None:
        super().__init__()
        self._first = dict(texts)
        self._gateway = gateway
        self._problems: Mapping[str, str] = {}

    def compose(self) -> ComposeResult:
        """Groups of lines, what is wrong with the one under the cursor, keys."""
        yield Static(_("Settings"), id="shelf-head", markup=False)
        with Lines(id="settings", can_focus=False):
            for title, editables in settings_words.groups():
                yield Static(title, classes="settings-title", markup=False)
                for editable in editables:
                    yield self._row(editable)
        yield Static(id="setting-said", markup=False)
        yield Status(id="status")
        yield self.footer()

    def _row(self, editable: Editable) -> Horizontal:
        text = self._first[editable.key]
        field: Widget
        if editable.kind is Kind.LINES:
            field = TextArea(text, id=_id(editable.key), compact=True)
            field.styles.height = ROWS
        else:
            hint = settings_words.hint(editable.key)
            field = Input(text, placeholder=hint, id=_id(editable.key), compact=True)
        label = Label(settings_words.label(editable.key), markup=False)
        return Horizontal(label, field, classes="setting")

    async def on_mount(self) -> None:
        """Ready to type."""
        self._field(EDITABLE[0].key).focus()
        await super().on_mount()
        self._show()

    @property
    def texts(self) -> dict[str, str]:
        """What the lines say now."""
        return {editable.key: self._text(editable.key) for editable in EDITABLE}

    @property
    def changed(self) -> frozenset[str]:
        """The keys of what was written otherwise."""
        now = self.texts
        return frozenset(k for k, text in self._first.items() if now[k].strip() != text.strip())

    def _field(self, key: str) -> Widget:
        return self.query_one(f"#{_id(key)}")

    def _text(self, key: str) -> str:
        field = self._field(key)
        if isinstance(field, TextArea):
            return field.text
        return field.value if isinstance(field, Input) else ""

    @property
    def _pointed(self) -> str:
        """The key of the line under the cursor; empty when there is none."""
        focused = self.focused
        return next((e.key for e in EDITABLE if focused and focused.id == _id(e.key)), "")

    @on(Input.Changed)
    @on(TextArea.Changed)
    def _typed(self) -> None:
        self._check()

    @on(Input.Submitted)
    def _entered(self) -> None:
        self.action_next()

    def on_descendant_focus(self) -> None:
        """The line under the cursor has its sentence below."""
        self._show()

    @work(group="check", exclusive=True)
    async def _check(self) -> None:
        await asyncio.sleep(CHECK_AFTER_S)
        try:
            self._problems = await self._gateway.problems(self.texts)
        except ShopdeskError as error:
            self._problems = {"": str(error)}
        self._show()

    def _show(self) -> None:
        """Mark what was changed and what is wrong; say what is wrong here, or else anywhere."""
        changed = self.changed
        for editable in EDITABLE:
            row = self._field(editable.key).parent
            if row is not None:
                row.set_class(editable.key in changed, "-changed")
                row.set_class(editable.key in self._problems, "-wrong")
        key = self._pointed
        if key not in self._problems and self._problems:
            key = next(iter(self._problems))
        said = self.query_one("#setting-said", Static)
        said.set_class(bool(self._problems), "-wrong")
        if not self._problems:
            said.update(settings_words.hint(key) if key else "")
            return
        name = f"{settings_words.label(key)}: " if key else ""
        said.update(plain(name + self._problems[key]))
        # a longer sentence takes a line from the list
        if self.focused is not None:
            self.call_after_refresh(self.focused.scroll_visible, animate=False)

    async def action_save(self) -> None:
        """Keep what was changed; a line that is not allowed is gone to instead."""
        self.workers.cancel_group(self, "check")
        texts = self.texts
        try:
            self._problems = await self._gateway.problems(texts)
        except ShopdeskError as error:
            self._problems = {"": str(error)}
        self._show()
        if self._problems:
            key = next(iter(self._problems))
            if key:
                self._field(key).focus()
            return
        if not self.changed:
            self.say(_("Nothing was changed."))
            return
        self.post_message(KeepSettings(texts, self.changed))

    def action_next(self) -> None:
        """The line below."""
        self.focus_next(".setting Input, .setting TextArea")

    def action_previous(self) -> None:
        """The line above."""
        self.focus_previous(".setting Input, .setting TextArea")

    def action_restore(self) -> None:
        """The line under the cursor as it was."""
        key = self._pointed
        field = self._field(key) if key else None
        if isinstance(field, TextArea):
            field.text = self._first[key]
        elif isinstance(field, Input):
            field.value = self._first[key]

    def action_leave_settings(self) -> None:
        """Back; the file stays as it is."""
        self.dismiss()


def _id(key: str) -> str:
    return "set-" + key.replace(".", "-")

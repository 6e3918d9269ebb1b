"""Finding a template: type a few letters, see it, take it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Awaitable, Callable, Sequence

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from shopdesk.domain.answer.template import Template, Variant
from shopdesk.domain.plain import plain
from shopdesk.words import _


class PickerScreen(ModalScreen[Template | None]):
    """The likeliest first; typing narrows."""

    BINDINGS = [
        Binding("escape", "cancel", show=False),
        Binding("down", "move(1)", show=False, priority=True),
        Binding("up", "move(-1)", show=False, priority=True),
    ]

    def __init__(
        self,
        templates: Sequence[Template],
        language: str,
        fallback: str,
        filled: Callable[[Template], Awaitable[str]],
    ) -> None:
        """`filled` gives the text that a template would make for this customer."""
        super().__init__()
        self._filled = filled
        self._templates = {t.id: t for t in templates}
        self._language = language
        self._fallback = fallback

    def compose(self) -> ComposeResult:
        """What to look for, what was found, how it reads."""
        with Vertical(id="picker"):
            yield Input(placeholder=_("type to find a template"), id="wanted", compact=True)
            with Horizontal():
                yield OptionList(id="found", compact=True, markup=False)
                with VerticalScroll(id="sample"):
                    yield Static(id="sample-text", markup=False)
            yield Static(_("enter takes it · esc goes back"), id="picker-keys", markup=False)

    def on_mount(self) -> None:
        """All of them, the likeliest under the cursor."""
        self._narrow("")

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        self._narrow(event.value)

    @on(Input.Submitted)
    def _taken(self) -> None:
        found = self.query_one(OptionList)
        if found.highlighted is not None:
            self._take(found.get_option_at_index(found.highlighted).id)

    @on(OptionList.OptionSelected)
    def _clicked(self, event: OptionList.OptionSelected) -> None:
        self._take(event.option.id)

    @on(OptionList.OptionHighlighted)
    async def _looked_at(self, event: OptionList.OptionHighlighted) -> None:
        template = self._templates[event.option.id or ""]
        code, _variant = template.variant(self._language, self._fallback)
        note = "" if code == self._language else f"({code}) "
        text = await self._filled(template)
        self.query_one("#sample-text", Static).update(note + plain(text, lines=True))

    def action_move(self, by: int) -> None:
        """The list moves while the cursor stays in the input."""
        found = self.query_one(OptionList)
        if found.option_count:
            found.highlighted = ((found.highlighted or 0) + by) % found.option_count

    def action_cancel(self) -> None:
        """Nothing chosen."""
        self.dismiss(None)

    def _narrow(self, typed: str) -> None:
        wanted = _bare(typed).split()
        ranked = []
        for place, template in enumerate(self._templates.values()):
            _code, variant = template.variant(self._language, self._fallback)
            ranks = [_rank(w, template, variant) for w in wanted]
            if all(rank is not None for rank in ranks):
                ranked.append((max((r or 0 for r in ranks), default=0), place, template, variant))
        found = self.query_one(OptionList)
        found.clear_options()
        for _rank_found, _place, template, variant in sorted(ranked, key=lambda r: r[:2]):
            found.add_option(Option(plain(variant.title), id=template.id))
        if found.option_count:
            found.highlighted = 0
        else:
            self.query_one("#sample-text", Static).update(_("No template says that."))

    def _take(self, id: str | None) -> None:
        self.dismiss(self._templates.get(id or ""))


def _bare(text: str) -> str:
    apart = unicodedata.normalize("NFD", text.lower().replace("đ", "d"))
    return "".join(c for c in apart if not unicodedata.combining(c))


def _rank(word: str, template: Template, variant: Variant) -> int | None:
    """Where the word is found: in the title first, then the tags, then the text."""
    for rank, text in enumerate(
        (f"{variant.title} {template.shortcut}", f"{template.id} {' '.join(variant.tags)}")
    ):
        if any(one.startswith(word) for one in re.split(r"[^\w]+", _bare(text))):
            return rank
    return 2 if word in _bare(variant.body) else None

"""Finding customers, orders and mails: results while the words are typed."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from zoneinfo import ZoneInfo

from rich.cells import set_cell_size
from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from shopdesk.domain.errors import ShopdeskError
from shopdesk.domain.guests.search import Excerpt, Found, Kind
from shopdesk.domain.plain import plain
from shopdesk.ui.commands.search import SEARCH_SCREEN
from shopdesk.ui.screens.base import DeskScreen
from shopdesk.ui.widgets.status import Status
from shopdesk.ui.wishes import search as search_wishes
from shopdesk.words import _, _n

_WHO = 22
"""Columns of a name."""
_SAID = 40
"""Characters of the words that are said again."""


class SearchScreen(DeskScreen):
    """Letters are for finding; arrows move in what was found."""

    BINDINGS = [
        *(c.binding() for c in SEARCH_SCREEN),
        Binding("down", "move(1)", show=False, priority=True),
        Binding("up", "move(-1)", show=False, priority=True),
        Binding("pagedown", "move(8)", show=False, priority=True),
        Binding("pageup", "move(-8)", show=False, priority=True),
    ]

    def __init__(self, find: Callable[[str], Awaitable[tuple[Found, ...]]]) -> None:
        """`find` answers a question; a newer one cancels it."""
        super().__init__()
        self._find = find
        self._found: tuple[Found, ...] = ()

    def compose(self) -> ComposeResult:
        """What to look for, what was found, keys."""
        yield Input(placeholder=_("a name, an order, words of a mail"), id="wanted", compact=True)
        yield Static(id="about", markup=False)
        yield OptionList(id="hits", compact=True, markup=False)
        yield Status(id="status")
        yield self.footer()

    async def on_mount(self) -> None:
        """Letters go to the input wherever the mouse was."""
        await super().on_mount()
        self.query_one(OptionList).can_focus = False
        self.query_one(Input).focus()

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        self.run_worker(self._ask(event.value), group="search", exclusive=True)

    async def _ask(self, typed: str) -> None:
        try:
            found = await self._find(typed)
        except ShopdeskError as error:
            self.say(str(error), alarming=True)
            return
        self._show(typed, found)

    def _show(self, typed: str, found: Sequence[Found]) -> None:
        self._found = tuple(found)
        zone, mark = self.host.settings.shop.zone, self.host.theme_variables.get("accent", "")
        hits = self.query_one(OptionList)
        hits.clear_options()
        hits.add_options([Option(_lines(one, zone, f"bold {mark}")) for one in found])
        if found:
            hits.highlighted = 0
        self.query_one("#about", Static).update(_said(typed, len(found)))

    @on(Input.Submitted)
    def _entered(self) -> None:
        self.action_open()

    @on(OptionList.OptionSelected)
    def _clicked(self) -> None:
        self.action_open()

    def action_open(self) -> None:
        """What is under the cursor."""
        at = self.query_one(OptionList).highlighted
        if at is not None and at < len(self._found):
            self.post_message(search_wishes.ShowFound(self._found[at]))

    def action_move(self, by: int) -> None:
        """The list moves while the cursor stays in the input."""
        hits = self.query_one(OptionList)
        if hits.option_count:
            last = hits.option_count - 1
            hits.highlighted = min(max((hits.highlighted or 0) + by, 0), last)

    def action_back(self) -> None:
        """To the board."""
        self.app.pop_screen()


def _said(typed: str, n: int) -> str:
    """What the lines below are the answer to: they may come a blink after the letter."""
    words = plain(typed.strip())[:_SAID]
    if not words:
        return ""
    if not n:
        return " " + _("{words}: nothing says that").format(words=words)
    found = _n("{n} found · enter opens it", "{n} found · enter opens one", n)
    return f" {words}: {found}"


def _lines(found: Found, zone: ZoneInfo, mark: str) -> Text:
    """Two lines: who, what and when; where it says so."""
    day = f"{found.at.astimezone(zone):%Y-%m-%d}" if found.at else ""
    text = Text(f" {day:<10}  ", "dim")
    text.append(set_cell_size(plain(found.who), _WHO) + "  ", "bold")
    if found.kind is not Kind.CUSTOMER:
        text.append_text(_marked(found.what, mark))
    text.append(f" · {_(found.kind.value)}", "dim")
    said = Text("   ")
    if found.ours:
        said.append(_("we: "), "dim")
    said.append_text(_marked(found.excerpt, mark))
    return Text("\n").join([text, said])


def _marked(excerpt: Excerpt, mark: str) -> Text:
    """With the hits marked; what steers a terminal is made visible piece by piece."""
    text, at = Text(), 0
    for start, end in excerpt.hits:
        text.append(plain(excerpt.text[at:start]))
        text.append(plain(excerpt.text[start:end]), mark)
        at = end
    text.append(plain(excerpt.text[at:]))
    return text

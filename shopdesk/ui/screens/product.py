"""Finding a product: type a few letters, see what is known of it, take it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from shopdesk.domain.answer.product import Product
from shopdesk.domain.errors import ShopdeskError
from shopdesk.domain.plain import plain
from shopdesk.words import _

SHOWN = 200
"""Products listed at once; typing finds the others."""


class ProductScreen(ModalScreen[Product | None]):
    """The likeliest first; typing narrows."""

    BINDINGS = [
        Binding("escape", "cancel", show=False),
        Binding("down", "move(1)", show=False, priority=True),
        Binding("up", "move(-1)", show=False, priority=True),
    ]

    def __init__(self, find: Callable[[str], Awaitable[tuple[Product, ...]]]) -> None:
        """`find` gives the products in which some words stand."""
        super().__init__()
        self._find = find
        self._found: tuple[Product, ...] = ()

    def compose(self) -> ComposeResult:
        """What to look for, what was found, what is known of it."""
        with Vertical(id="picker"):
            yield Input(placeholder=_("type to find a product"), id="wanted", compact=True)
            with Horizontal():
                yield OptionList(id="found", compact=True, markup=False)
                with VerticalScroll(id="sample"):
                    yield Static(id="sample-text", markup=False)
            yield Static(_("enter takes it · esc goes back"), id="picker-keys", markup=False)

    async def on_mount(self) -> None:
        """All of them."""
        await self._narrow("")

    @on(Input.Changed)
    async def _typed(self, event: Input.Changed) -> None:
        await self._narrow(event.value)

    async def _narrow(self, words: str) -> None:
        told = self.query_one("#sample-text", Static)
        try:
            found = await self._find(words)
        except ShopdeskError as error:
            found = ()
            told.update(plain(str(error)))
        else:
            told.update(_("No product says that. The list is products.csv.") if not found else "")
        if words != self.query_one(Input).value:
            return
        self._found = found[:SHOWN]
        listed = self.query_one(OptionList)
        listed.clear_options()
        listed.add_options([Option(plain(product.name)) for product in self._found])
        if self._found:
            listed.highlighted = 0

    @on(OptionList.OptionHighlighted)
    def _looked_at(self, event: OptionList.OptionHighlighted) -> None:
        if event.option_index < len(self._found):
            values = self._found[event.option_index].values()
            lines = [f"{name}: {value}" for name, value in values.items()]
            self.query_one("#sample-text", Static).update(plain("\n".join(lines), lines=True))

    @on(Input.Submitted)
    def _taken(self) -> None:
        chosen = self.query_one(OptionList).highlighted
        if chosen is not None and chosen < len(self._found):
            self.dismiss(self._found[chosen])

    @on(OptionList.OptionSelected)
    def _clicked(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(self._found[event.option_index])

    def action_move(self, by: int) -> None:
        """The list moves while the cursor stays in the line."""
        listed = self.query_one(OptionList)
        if listed.option_count:
            listed.highlighted = ((listed.highlighted or 0) + by) % listed.option_count

    def action_cancel(self) -> None:
        """None."""
        self.dismiss(None)

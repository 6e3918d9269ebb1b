"""Every key, from the commands themselves."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from rich.cells import cell_len
from rich.table import Table
from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Static

from shopdesk.ui.commands.places import PLACES, Place
from shopdesk.ui.remapping import keys_of, shown_keys
from shopdesk.words import _


class HelpScreen(ModalScreen[None]):
    """Any of the usual keys closes it."""

    BINDINGS = [Binding("escape,q,question_mark,f1,enter,й,comma", "close", show=False)]

    def __init__(self, here: Place, keys: Mapping[str, str]) -> None:
        """`here` comes first; `keys` are those that the owner chose."""
        super().__init__()
        self._places = (here, *(place for place in PLACES if place is not here))
        self._keys = keys

    def compose(self) -> ComposeResult:
        """The lists."""
        lists = [self._list(place) for place in self._places]
        width = max(cell_len(keys) for listed in lists for keys, _help in listed)
        with VerticalScroll(id="help"):
            yield Static(_first_of_all(), classes="help-said", markup=False)
            for place, listed in zip(self._places, lists, strict=True):
                yield Static(place.title, classes="help-title", markup=False)
                yield Static(_table(listed, width))

    def action_close(self) -> None:
        """Back."""
        self.dismiss()

    def _list(self, place: Place) -> list[tuple[str, str]]:
        answer = (("1-9", _("Answer with the suggested template of that number.")),)
        return [
            *(answer if place.digits else ()),
            *((shown_keys(keys_of(c, self._keys)), c.help) for c in place.commands),
        ]


def place_of(ids: Collection[str | None]) -> Place:
    """The place most of whose commands are these."""
    return max(PLACES, key=lambda place: sum(c.id in ids for c in place.commands))


def _first_of_all() -> str:
    return _(
        "ctrl+p finds what can be done on a screen by its name. Letters work from a Russian layout "
        "as well: the key counts, not the letter. Where an input method holds letters back "
        "(Telex), use the other keys named here. [keys] in the settings changes them."
    )


def _table(listed: list[tuple[str, str]], width: int) -> Table:
    table = Table.grid(padding=(0, 2))
    table.add_column(no_wrap=True, width=width)
    table.add_column()
    for keys, said in listed:
        table.add_row(Text(keys, "bold"), Text(said))
    return table

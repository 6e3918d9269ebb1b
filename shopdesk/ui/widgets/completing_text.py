"""A text area in which a begun word opens a list of what it can become."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich.text import Text
from textual import events, on
from textual.geometry import Offset
from textual.message import Message
from textual.widgets import OptionList, TextArea
from textual.widgets.option_list import Option

from shopdesk.domain.plain import plain

if TYPE_CHECKING:
    from shopdesk.domain.answer.completing import Choice, Completer, Offer


class CompletingText(TextArea):
    """Up and down choose, enter, tab or a click takes, escape closes the list; typing goes on."""

    class Chosen(Message):
        """A choice without a text of its own: the typed word is gone, the cursor in its place."""

        def __init__(self, choice: Choice) -> None:
            super().__init__()
            self.choice = choice

    class TooLong(Message):
        """More was pasted than the text may have; nothing was put in."""

    def __init__(
        self,
        text: str = "",
        completers: Sequence[Completer] = (),
        *,
        most: int = 1024 * 1024,
        show_line_numbers: bool = False,
        id: str | None = None,
    ) -> None:
        """`most` is how many characters a paste may make of the text."""
        super().__init__(
            text, soft_wrap=True, compact=True, show_line_numbers=show_line_numbers, id=id
        )
        self.completers = list(completers)
        """Asked in turn; the first that offers something is shown."""
        self._most = most
        self._list: Choices | None = None
        self._offer: Offer | None = None

    def on_mount(self) -> None:
        """The list lies over the whole screen."""
        self._list = Choices(self)
        self.screen.mount(self._list)

    @on(TextArea.Changed)
    def _edited(self) -> None:
        if self.has_focus:
            self._look()

    @on(TextArea.SelectionChanged)
    def _moved(self) -> None:
        if self._offer is not None:
            self._look()

    @on(events.Blur)
    def _left(self) -> None:
        self._show(None)

    async def _on_key(self, event: events.Key) -> None:
        if self._offer is None or self._list is None:
            return
        match event.key:
            case "up":
                self._list.action_cursor_up()
            case "down":
                self._list.action_cursor_down()
            case "enter" | "tab":
                self.take(self._list.highlighted or 0)
            case "escape":
                self._show(None)
            case _:
                return
        event.stop()
        event.prevent_default()

    async def _on_paste(self, event: events.Paste) -> None:
        if len(event.text) + len(self.text) > self._most:
            event.stop()
            event.prevent_default()
            self.post_message(self.TooLong())

    def take(self, number: int) -> None:
        """Put in the choice of that number."""
        if self._offer is None:
            return
        offer, choice = self._offer, self._offer.choices[number]
        row, column = self.cursor_location
        done = self.replace(choice.inserted or "", (row, offer.start), (row, column + offer.after))
        self.move_cursor(done.end_location)
        self._show(None)
        if choice.inserted is None:
            self.post_message(self.Chosen(choice))

    def _look(self) -> None:
        """Offer what the place of the cursor asks for."""
        row, column = self.cursor_location
        line = self.document.get_line(row)
        offers = (complete(line[:column], line[column:]) for complete in self.completers)
        one_place = self.selection.is_empty
        self._show(next(filter(None, offers), None) if one_place else None)

    def _show(self, offer: Offer | None) -> None:
        self._offer = offer
        if self._list is not None:
            self._list.show(offer.choices if offer else (), self.cursor_screen_offset)


class Choices(OptionList, can_focus=False):
    """The list below the cursor."""

    def __init__(self, text: CompletingText) -> None:
        super().__init__(compact=True, markup=False)
        self._text = text
        self.display = False

    def show(self, choices: Sequence[Choice], at: Offset) -> None:
        """Show some choices, the first one chosen; none hide the list."""
        self.display = bool(choices)
        self.clear_options()
        if not choices:
            return
        quiet = self.app.theme_variables.get("quiet", "")
        width = max(len(choice.shown) for choice in choices)
        for choice in choices:
            line = Text(f"{plain(choice.shown):{width}}  ")
            line.append(plain(choice.note), quiet)
            self.add_option(Option(line))
        self.highlighted = 0
        self.absolute_offset = at + Offset(0, 1)

    @on(OptionList.OptionSelected)
    def _clicked(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self._text.take(event.option_index)

    @on(OptionList.OptionHighlighted)
    def _pointed(self, event: OptionList.OptionHighlighted) -> None:
        event.stop()

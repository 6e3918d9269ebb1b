"""How the program looks: its themes, and no colour at all where the owner wants none."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich.segment import Segment
from textual.app import App
from textual.filter import LineFilter
from textual.theme import BUILTIN_THEMES

from shopdesk.ui.theme import DARK, THEMES, defaults
from shopdesk.words import _

if TYPE_CHECKING:
    from textual.color import Color

    from shopdesk.domain.shop.screen_settings import ScreenSettings


class Colourless(LineFilter):
    """Leaves bold, underlined and reversed, and no colour: not even one in grey."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """A line without colours."""
        return [
            Segment(text, style.without_color if style else None, control)
            for text, style, control in segments
        ]


class Looking(App[None]):
    """Part of every program on the screen."""

    def __init__(self) -> None:
        super().__init__()
        # https://no-color.org: an empty one is none
        self.no_color = bool(os.environ.get("NO_COLOR"))
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = DARK.name

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Our words for colours, for themes that do not define them."""
        return defaults(dark=self.current_theme.dark)

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Textual's own would leave greys."""
        usual = super().get_line_filters()
        return (*usual, Colourless()) if self.no_color else usual


def themes() -> tuple[str, ...]:
    """Ours first, then Textual's own."""
    return (*(theme.name for theme in THEMES), *sorted(BUILTIN_THEMES))


def theme_faults(screen: ScreenSettings) -> list[str]:
    """A sentence when there is no such theme."""
    if screen.theme in themes():
        return []
    known = ", ".join(f'"{name}"' for name in themes())
    sentence = _("screen.theme: there is no theme {found}; allowed is {known}.")
    return [sentence.format(found=f'"{screen.theme}"', known=known)]

"""The keys at the foot of a screen, as many as there is room for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len
from textual.widgets import Footer
from textual.widgets._footer import FooterKey

if TYPE_CHECKING:
    from textual import events
    from textual.app import ComposeResult

LAST = 2
"""So many at the end always stay: help, and the way out."""
_GAPS = 2
"""Columns beside a key's two words."""


class Keys(Footer):
    """No word is cut: what has no room is left out, and stands in the help."""

    def __init__(self) -> None:
        super().__init__(compact=True, show_command_palette=False)

    def compose(self) -> ComposeResult:
        """From the left what fits, and the last ones."""
        keys = [key for key in super().compose() if isinstance(key, FooterKey)]
        room = self.screen.size.width
        while len(keys) > LAST and sum(map(_width, keys)) > room > 0:
            del keys[-LAST - 1]
        yield from keys

    def on_resize(self, event: events.Resize) -> None:
        """More room, more keys."""
        self.call_after_refresh(self.recompose)


def _width(key: FooterKey) -> int:
    """Columns of a key on the line."""
    return cell_len(key.key_display) + cell_len(key.description) + _GAPS

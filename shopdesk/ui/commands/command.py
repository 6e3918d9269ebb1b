"""A command, written once: key, footer, palette and help come from it.

Each has a key that is no letter as well: under Vietnamese Telex a letter may wait in the input
method until the word ends, and function keys, enter and digits never do.
"""

from __future__ import annotations

from dataclasses import dataclass

from textual.binding import Binding, BindingType

from shopdesk.ui.keyboard import every_layout
from shopdesk.words import _


@dataclass(frozen=True, slots=True)
class Command:
    """One thing to do."""

    id: str
    """Stable name, for remapping."""
    keys: str
    """Textual key names, comma-separated; the first is shown."""
    action: str
    """The action of the screen or the app."""
    label: str
    """One word or two, for the footer."""
    help: str
    """A sentence, for the help and the palette."""
    shown: bool = True
    """In the footer."""
    display: str | None = None
    """How the key is shown, where its name is not enough."""

    def binding(self) -> Binding:
        """For a BINDINGS list."""
        return Binding(
            every_layout(self.keys),
            self.action,
            self.label,
            show=self.shown,
            key_display=self.display,
            tooltip=self.help,
            id=self.id,
        )


def answers() -> list[BindingType]:
    """Keys 1 to 9: answer with the template of that place."""
    first, *others = (
        Binding(
            str(n),
            f"answer({n})",
            _("answer"),
            show=n == 1,
            key_display="1-9",
            tooltip=_("Answer with the suggested template of that number."),
            id=f"answer-{n}",
        )
        for n in range(1, 10)
    )
    return [first, *others]

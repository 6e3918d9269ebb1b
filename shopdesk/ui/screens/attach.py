"""Choosing a file to go with a reply."""

from __future__ import annotations

from pathlib import Path

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import DirectoryTree, Input, Static

from shopdesk.domain.plain import plain
from shopdesk.words import _


class AttachScreen(ModalScreen[str | None]):
    """Type a path, or walk the folders; enter takes it."""

    BINDINGS = [Binding("escape", "cancel", show=False)]

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self._folder = folder

    def compose(self) -> ComposeResult:
        """A path and the folders."""
        with Vertical(id="picker"):
            yield Input(placeholder=_("path of a file, or choose below"), id="path", compact=True)
            yield DirectoryTree(self._folder, id="folders")
            yield Static(_("enter takes it · tab to the folders · esc goes back"), markup=False)

    @on(Input.Submitted)
    def _typed(self, event: Input.Submitted) -> None:
        path = Path(event.value.strip()).expanduser()
        if event.value.strip() and path.is_file():
            self.dismiss(str(path))
        elif path.is_dir():
            self.query_one(DirectoryTree).path = path
            self.query_one(DirectoryTree).focus()
        else:
            self.notify(
                _("There is no file {path}.").format(path=plain(event.value)),
                severity="warning",
                markup=False,
            )

    @on(DirectoryTree.FileSelected)
    def _selected(self, event: DirectoryTree.FileSelected) -> None:
        self.dismiss(str(event.path))

    def action_cancel(self) -> None:
        """None."""
        self.dismiss(None)

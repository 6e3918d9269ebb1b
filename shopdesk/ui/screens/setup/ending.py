"""Hearing how it rings, and writing it all down."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.binding import Binding
from textual.widgets import Static

from shopdesk.desk.setup.words import kept_words
from shopdesk.domain.shop.setup import Draft, Step
from shopdesk.ui.screens.setup.step import StepScreen, title, words
from shopdesk.words import _


class AlarmScreen(StepScreen):
    """Rings by itself."""

    BINDINGS = [
        Binding("enter", "next", show=False),
        Binding("f5", "ring", show=False),
    ]
    step = Step.ALARM

    def body(self) -> ComposeResult:
        """What was heard and seen."""
        yield title(_("A test alarm"))
        yield words(_("The terminal's bell has just rung."))
        yield words(_("Asking the desktop to show it…"), id="shown")
        yield words(
            _(
                "If you heard nothing, allow sounds in your terminal's settings, and in tmux the "
                "option bell-action. The board also shows every alarm in colour."
            ),
            quiet=True,
        )

    def keys(self) -> str:
        """It may ring again."""
        return _("enter go on · f5 ring again · esc back · ctrl+q quit, nothing is written")

    def on_mount(self) -> None:
        """At once."""
        self.action_ring()

    def action_ring(self) -> None:
        """Bell and desktop."""
        self.app.bell()
        self.run_worker(self._ring(), exclusive=True)

    async def _ring(self) -> None:
        shown = await self.wizard.off_the_loop(self.wizard.setup.ring)
        if self.is_mounted:
            self.query_one("#shown", Static).update(
                _("The desktop shows it.")
                if shown
                else _(
                    "This computer shows no desktop notifications here; the terminal's own are "
                    "used, and the bell."
                )
            )


class DoneScreen(StepScreen):
    """What will be written, and where."""

    BINDINGS = [Binding("enter", "next", show=False)]
    step = Step.DONE

    def body(self) -> ComposeResult:
        """A last look."""
        setup, draft = self.wizard.setup, self.wizard.draft
        yield title(_("Ready"))
        yield words(
            _("{shop}, {owner}: {addresses}").format(
                shop=draft.name,
                owner=draft.owner,
                addresses=", ".join(dict.fromkeys((*setup.addresses, draft.address)))
                if draft.address
                else ", ".join(setup.addresses),
            )
        )
        if draft.imap is not None:
            yield words(kept_words(setup, draft))
        yield words(
            _("The settings go into {file}; you may change them there, or come back here.").format(
                file=setup.outside.config.path
            )
        )
        yield words(
            _(
                "At the first start the unanswered mail of the last seven days is listed apart, "
                "as backlog. Alarms are for what comes from then on."
            ),
            quiet=True,
        )

    def keys(self) -> str:
        """Now it is written."""
        return _("enter write it and begin · esc back · ctrl+q quit, nothing is written")

    async def take(self, draft: Draft) -> Draft:
        """Write it all, off the loop: the keyring may ask the owner."""
        wizard = self.wizard
        await wizard.off_the_loop(lambda: wizard.setup.save(draft, wizard.secret))
        wizard.saved = True
        self.app.exit()
        return draft

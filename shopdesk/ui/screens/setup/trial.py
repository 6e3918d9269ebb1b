"""Whether both servers let us in, and what to do where one does not."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.binding import Binding
from textual.widgets import Static

from shopdesk.desk.setup.setup import Tried
from shopdesk.desk.setup.words import tried_lines
from shopdesk.domain.plain import plain
from shopdesk.domain.shop.provider_words import hint
from shopdesk.domain.shop.setup import Step
from shopdesk.ui.screens.setup.step import StepScreen, title, words
from shopdesk.words import _


class TrialScreen(StepScreen):
    """Signs in by itself; enter goes on only after that went well."""

    BINDINGS = [
        # there is no field here that enter would leave
        Binding("enter", "next", show=False),
        Binding("f5", "try", show=False),
        Binding("f8", "anyway", show=False),
    ]
    step = Step.TRIAL

    def __init__(self) -> None:
        super().__init__()
        self._tried: Tried | None = None
        self._anyway = False

    def body(self) -> ComposeResult:
        """How it went."""
        yield title(_("Trying to sign in as {address}").format(address=self.wizard.draft.address))
        yield words(_("Signing in, half a minute at most…"), id="imap-went")
        yield words("", id="smtp-went")
        yield words("", id="mend")

    def keys(self) -> str:
        """It may be tried again, or left for later."""
        return _("enter go on · f5 try again · f8 go on without · esc back to correct it")

    def on_mount(self) -> None:
        """At once."""
        self.action_try()

    def action_try(self) -> None:
        """Sign in, again if it was tried before."""
        if not self.busy:
            self.run_worker(self._try(), exclusive=True)

    async def _try(self) -> None:
        wizard = self.wizard
        draft, secret = wizard.draft, wizard.secret
        self._show("imap-went", _("Signing in, half a minute at most…"))
        self._show("smtp-went", "")
        self._show("mend", "")
        self.say("")
        self._tried = await self.attempt(
            wizard.off_the_loop(lambda: wizard.setup.try_out(draft, secret))
        )
        if not self.is_mounted:
            return
        if self._tried is None:
            self._show("imap-went", "")
            return
        imap, smtp = tried_lines(self._tried)
        self._show("imap-went", imap)
        self._show("smtp-went", smtp)
        if self._tried.well:
            self._show("mend", _("Both let us in. enter goes on."))
        elif draft.found:
            self._show("mend", hint(draft.found))

    def _show(self, id: str, text: str) -> None:
        self.query_one(f"#{id}", Static).update(plain(text))

    async def action_next(self) -> None:
        """Go on, or try again where it went wrong."""
        if self._anyway or (self._tried is not None and self._tried.well):
            await super().action_next()
        else:
            self.action_try()

    async def action_anyway(self) -> None:
        """The network may be away just now."""
        if not self.busy:
            self._anyway = True
            await self.action_next()

"""What lets us in: a password, or a permission given in the browser."""

from __future__ import annotations

import dataclasses
import threading

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.widgets import Input, Select, Static

from shopdesk.desk.setup.setup import Secret, needs_password, section_of
from shopdesk.domain.errors import ConfigError
from shopdesk.domain.plain import plain
from shopdesk.domain.shop.oauth import provider_of
from shopdesk.domain.shop.provider_words import hint
from shopdesk.domain.shop.settings import Auth, PasswordFrom
from shopdesk.domain.shop.setup import Draft, Step
from shopdesk.ports.oauth import Invitation
from shopdesk.ui.screens.setup.step import StepScreen, choice, field, title, words
from shopdesk.words import _


class SignInScreen(StepScreen):
    """One of both ways at a time."""

    BINDINGS = [
        Binding("f5", "browser(False)", show=False),
        Binding("f6", "browser(True)", show=False),
        Binding("f7", "other_way", show=False),
    ]
    step = Step.SIGN_IN

    def __init__(self) -> None:
        super().__init__()
        self._cancelled = threading.Event()

    def body(self) -> ComposeResult:
        """A password and where it is kept, or who we are at the provider."""
        draft = self.wizard.draft
        yield title(_("Signing in as {address}").format(address=draft.address))
        if draft.auth is Auth.OAUTH2:
            yield from self._by_browser(draft)
        else:
            yield from self._by_password(draft)
        if draft.found and draft.found.answered:
            yield words(hint(draft.found))
        if draft.imap and provider_of(draft.imap.host):
            yield words(_("f7: the other way to sign in"), quiet=True)

    def _by_password(self, draft: Draft) -> ComposeResult:
        kept = needs_password(draft) and draft.address in self.wizard.setup.addresses
        yield field(
            _("Password"),
            self.wizard.secret.password,
            "password",
            secret=True,
            example=_("empty: as it is kept already") if kept else "",
        )
        ring = self.wizard.setup.outside.vault.keyring()
        places = [
            (_("a file that only you may read"), PasswordFrom.FILE.value),
            (_("printed by a command"), PasswordFrom.COMMAND.value),
            (_("an environment variable"), PasswordFrom.ENVIRONMENT.value),
        ]
        if ring or draft.place is PasswordFrom.KEYRING:
            places.insert(
                0,
                (_("the system's keyring ({ring})").format(ring=ring), PasswordFrom.KEYRING.value),
            )
        yield choice(_("Kept in"), places, draft.place.value, "place")
        yield field(_("Which one"), draft.where, "where", example=_("only for the last three"))
        if not ring:
            yield words(
                _(
                    "This computer has no keyring, so the password goes into a file of mode 0600 "
                    "in the profile, unless you choose another place. A command of a password "
                    "manager is the safer one."
                ),
                quiet=True,
            )

    def _by_browser(self, draft: Draft) -> ComposeResult:
        yield field(_("Client id"), draft.client_id, "client_id")
        yield field(_("Client secret"), draft.client_secret, "client_secret", secret=True)
        yield words(
            _("You get both by registering shopdesk at the provider; the README says how."),
            quiet=True,
        )
        yield words(
            _("The permission is given. enter goes on.")
            if self.wizard.secret.tokens
            else _("f5 opens the browser · f6 shows a code to type in a browser elsewhere"),
            id="permission",
        )

    def on_mount(self) -> None:
        """Ready to type."""
        self.set_focus(self.query(Input).first())

    def on_unmount(self) -> None:
        """Nobody waits for a browser any more."""
        self._cancelled.set()

    @on(Select.Changed, "#place")
    def _other_place(self, event: Select.Changed) -> None:
        where = self.query_one("#where", Input)
        if event.value == PasswordFrom.FILE and not where.value:
            where.value = f"passwords/{self.wizard.draft.address}"
        elif event.value == PasswordFrom.KEYRING:
            where.value = ""

    def read(self, draft: Draft) -> Draft:
        """The password is kept apart from the draft."""
        if draft.auth is Auth.OAUTH2:
            return dataclasses.replace(
                draft,
                client_id=self.value("client_id"),
                client_secret=self.value("client_secret"),
            )
        # not stripped: a blank may belong to a password
        self.wizard.secret = Secret(self.query_one("#password", Input).value)
        return dataclasses.replace(
            draft, place=PasswordFrom(self.chosen("place")), where=self.value("where")
        )

    async def take(self, draft: Draft) -> Draft:
        """There must be something to sign in with."""
        known = draft.address in self.wizard.setup.addresses
        if draft.auth is Auth.OAUTH2:
            if not self.wizard.secret.tokens and not known:
                raise ConfigError(_("f5 opens the browser, where you give the permission."))
        elif needs_password(draft) and not self.wizard.secret.password and not known:
            raise ConfigError(_("Type the password, or choose where it comes from."))
        elif draft.place is not PasswordFrom.KEYRING and not draft.where:
            raise ConfigError(_("Say which file, command or variable it is."))
        return await super().take(draft)

    def action_other_way(self) -> None:
        """From the password to the browser and back; what was typed stays."""
        draft = self.read(self.wizard.draft)
        if draft.imap is None or draft.smtp is None or not provider_of(draft.imap.host):
            return
        other = Auth.PASSWORD if draft.auth is Auth.OAUTH2 else Auth.OAUTH2
        self.wizard.draft = dataclasses.replace(
            draft,
            auth=other,
            imap=dataclasses.replace(draft.imap, auth=other),
            smtp=dataclasses.replace(draft.smtp, auth=other),
        )
        self.wizard.again()

    def action_browser(self, device: bool) -> None:
        """Ask for the permission; esc stops the waiting."""
        if not self.busy and self.wizard.draft.auth is Auth.OAUTH2:
            self.run_worker(self._ask(device), exclusive=True)

    async def _ask(self, device: bool) -> None:
        wizard = self.wizard
        draft = wizard.draft = self.read(wizard.draft)
        if not draft.client_id:
            self.say(_("Type the client id first: [oauth.{name}]").format(name=section_of(draft)))
            return
        self._cancelled.clear()
        self.say("")
        self.query_one("#permission", Static).update(_("Waiting for the browser…"))
        secret = await self.attempt(
            wizard.off_the_loop(
                lambda: wizard.setup.permit(draft, self._show, self._cancelled, device=device)
            )
        )
        if secret is not None:
            wizard.secret = secret
            wizard.forward()
        elif self.is_mounted:
            self.query_one("#permission", Static).update(
                _("f5 opens the browser · f6 shows a code to type in a browser elsewhere")
            )

    def _show(self, invitation: Invitation) -> None:
        """Called in another thread."""
        self.app.call_from_thread(self._invite, invitation)

    def _invite(self, invitation: Invitation) -> None:
        if invitation.code:
            text = _("Open {page} in any browser and type: {code}").format(
                page=invitation.page, code=invitation.code
            )
        else:
            self.app.open_url(invitation.page)
            text = _("If no browser opened, open this page yourself: {page}").format(
                page=invitation.page
            )
        self.query_one("#permission", Static).update(plain(text))

    async def action_back(self) -> None:
        """Stop waiting first, if we wait."""
        if self.busy:
            self._cancelled.set()
        else:
            await super().action_back()

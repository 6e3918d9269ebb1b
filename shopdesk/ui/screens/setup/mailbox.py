"""Whose mail it is, and where it lies."""

from __future__ import annotations

import dataclasses

from textual import on
from textual.app import ComposeResult
from textual.widgets import Select

from shopdesk.desk.setup.setup import Secret
from shopdesk.desk.setup.words import source_words
from shopdesk.domain.errors import ConfigError
from shopdesk.domain.shop.provider import Source
from shopdesk.domain.shop.provider_words import hint
from shopdesk.domain.shop.settings import Server
from shopdesk.domain.shop.setup import (
    IMAP_PORTS,
    SMTP_PORTS,
    Draft,
    Step,
    read_server,
    server_text,
)
from shopdesk.ui.screens.setup.step import StepScreen, choice, field, title, words
from shopdesk.words import _, speak

LANGUAGES = (("English", "en"), ("Tiếng Việt", "vi"), ("Русский", "ru"))


class AddressScreen(StepScreen):
    """The first: which mailbox, and in which language we speak."""

    step = Step.ADDRESS

    def body(self) -> ComposeResult:
        """Address and language."""
        wizard = self.wizard
        yield title(_("Which mailbox do your customers write to?"))
        yield field(
            _("Mail address"), wizard.draft.address, "address", example="hello@shop.example"
        )
        yield choice(_("Language"), LANGUAGES, wizard.draft.language, "language")
        if wizard.setup.again:
            yield words(
                _(
                    "There are settings already, for {addresses}. Type one of these to change it, "
                    "a new one to add it, or nothing to leave the mailboxes as they are. What you "
                    "do not change stays."
                ).format(addresses=", ".join(wizard.setup.addresses) or _("no mailbox")),
                quiet=True,
            )
        yield words(
            _("Nothing is written before the last step, and no mail is touched."), quiet=True
        )

    def on_mount(self) -> None:
        """Ready to type."""
        self.set_focus(self.query_one("#address"))

    def keys(self) -> str:
        """There is nothing in front of this step."""
        return _("enter go on · tab next field · ctrl+q quit, nothing is written")

    @on(Select.Changed, "#language")
    def _other_language(self, event: Select.Changed) -> None:
        wizard = self.wizard
        if event.value != wizard.draft.language:
            wizard.draft = dataclasses.replace(wizard.draft, language=str(event.value))
            speak(wizard.draft.language)
            wizard.again()

    def read(self, draft: Draft) -> Draft:
        """The address is taken only when it was looked up."""
        return dataclasses.replace(draft, language=self.chosen("language"))

    async def take(self, draft: Draft) -> Draft:
        """Look the address up, which may take ten seconds."""
        typed, wizard = self.value("address"), self.wizard
        if not typed and wizard.setup.addresses:
            return dataclasses.replace(draft, address="", found=None, imap=None, smtp=None)
        self.say(_("Looking for its servers, ten seconds at most…"))
        taken = await wizard.off_the_loop(lambda: wizard.setup.find(draft, typed))
        if taken.address != draft.address:
            # a password is never tried at another mailbox
            wizard.secret = Secret()
        return taken


class ServersScreen(StepScreen):
    """What was found, to be corrected where it is wrong."""

    step = Step.SERVERS

    def body(self) -> ComposeResult:
        """Both servers, and what to know of them."""
        draft = self.wizard.draft
        assert draft.imap and draft.smtp  # noqa: S101 - this step comes after the address
        known = draft.found is not None and draft.found.answered
        yield title(
            _("{address}: {how}").format(address=draft.address, how=source_words(draft.found))
            if draft.found and known
            else _("The servers of {address}").format(address=draft.address)
        )
        yield field(_("IMAP server"), server_text(draft.imap), "imap")
        yield field(_("SMTP server"), server_text(draft.smtp), "smtp")
        yield field(_("User name"), draft.imap.user, "user")
        yield field(_("Own authority"), draft.ca_file, "ca", example=_("a PEM file; mostly empty"))
        if draft.found:
            yield words(hint(draft.found))

    def on_mount(self) -> None:
        """Where something is mostly to be typed."""
        self.set_focus(self.query_one("#imap"))

    def read(self, draft: Draft) -> Draft:
        """Half a server is not kept."""
        if draft.imap is None or draft.smtp is None:
            return draft
        user = self.value("user") or draft.imap.user
        imap = read_server(self.value("imap"), user=user, auth=draft.auth, ports=IMAP_PORTS)
        # one name for both, unless the provider wants two of them
        same = draft.smtp.user == draft.imap.user
        smtp_user = user if same else draft.smtp.user
        smtp = read_server(self.value("smtp"), user=smtp_user, auth=draft.auth, ports=SMTP_PORTS)
        return _with_servers(draft, imap or draft.imap, smtp or draft.smtp, self.value("ca"))

    async def take(self, draft: Draft) -> Draft:
        """A server that means nothing is said at once."""
        for id in ("imap", "smtp"):
            ports = IMAP_PORTS if id == "imap" else SMTP_PORTS
            if read_server(self.value(id), user="", auth=draft.auth, ports=ports) is None:
                raise ConfigError(_("A server looks like imap.shop.example:993/tls."))
        return await super().take(draft)


def _with_servers(draft: Draft, imap: Server, smtp: Server, ca_file: str) -> Draft:
    found = draft.found
    if found and (imap, smtp) != (draft.imap, draft.smtp):
        found = dataclasses.replace(
            found, source=Source.OWNER, imap=imap, smtp=smtp, answered=True, hearsay=False
        )
    return dataclasses.replace(draft, imap=imap, smtp=smtp, ca_file=ca_file, found=found)

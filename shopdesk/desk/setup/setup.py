"""Setting up, whoever asks the questions: screens, plain prompts or flags.

Nothing is written before `save`; what was typed before stays when a step is taken back.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from threading import Event
from typing import Any

from shopdesk.desk.setup.changes import changes, from_file
from shopdesk.domain.alarm.board import Note
from shopdesk.domain.clock.severity import Severity
from shopdesk.domain.errors import ConfigError
from shopdesk.domain.shop.oauth import KNOWN, Tokens, provider_of
from shopdesk.domain.shop.provider import Found, Source, read_address
from shopdesk.domain.shop.settings import (
    Auth,
    MailboxSettings,
    PasswordFrom,
    PasswordSource,
    Settings,
)
from shopdesk.domain.shop.setup import Draft, Step, step_of, taken
from shopdesk.ports.config import ConfigFile
from shopdesk.ports.discovery import Discovery
from shopdesk.ports.oauth import Consent, Show
from shopdesk.ports.setup import Locality, MailTrial, Trial, Vault
from shopdesk.ports.world import Notifier
from shopdesk.words import _

OTHER = "other"
"""Section of the settings for a provider of tokens that the program does not know."""


@dataclass(frozen=True, slots=True)
class Outside:
    """What setting up works with."""

    config: ConfigFile
    """The profile's settings file, which need not exist."""
    discovery: Discovery
    """Finds servers."""
    trial: MailTrial
    """Tries them."""
    vault: Vault
    """Keeps secrets."""
    consent: Callable[[str | None], Consent]
    """Asks for tokens; called with an own certificate authority's file."""
    locality: Locality
    """Knows the machine."""
    notifier: Notifier
    """Shows the test alarm."""


@dataclass(frozen=True, slots=True, repr=False)
class Secret:
    """What lets us in, until it is put away; never shown."""

    password: str = ""
    """Typed by the owner; empty: as it is kept already."""
    tokens: Tokens | None = None
    """Given by the provider."""

    def __bool__(self) -> bool:
        return bool(self.password) or self.tokens is not None

    def __repr__(self) -> str:
        return "Secret()"


@dataclass(frozen=True, slots=True)
class Tried:
    """How both servers took us."""

    imap: Trial
    """Where mail is read."""
    smtp: Trial
    """Where answers go out."""

    @property
    def well(self) -> bool:
        """Whether both let us in."""
        return self.imap.well and self.smtp.well


class Setup:
    """One run of it."""

    def __init__(self, outside: Outside) -> None:
        self.outside = outside
        self._values: Mapping[str, Any] = outside.config.values()
        self._began = self._begin()

    @property
    def began(self) -> Draft:
        """What is known before anything was asked: from the settings, else from the machine."""
        return self._began

    @property
    def again(self) -> bool:
        """Whether there are settings already."""
        return bool(self._values)

    @property
    def addresses(self) -> tuple[str, ...]:
        """The mailboxes that the settings have."""
        boxes = self._values.get("mailbox", ())
        return tuple(str(box.get("address", "")) for box in boxes if isinstance(box, dict))

    def _begin(self) -> Draft:
        guest = self.outside.locality.guest()
        keyring = self.outside.vault.keyring()
        draft = Draft(
            owner=guest.owner,
            language=guest.language,
            zone=guest.zone,
            country=guest.country,
            currency=self.outside.locality.currency(guest.country),
            place=PasswordFrom.KEYRING if keyring else PasswordFrom.FILE,
        )
        return from_file(draft, self._values)

    def find(self, draft: Draft, text: str) -> Draft:
        """The draft for an address, with its servers; raises `ConfigError`. Blocks."""
        address = str(read_address(text))
        if address in self.addresses and address != draft.address:
            return from_file(draft, self._values, address)
        found = self.look_up(text)
        if found.address == draft.address and draft.imap is not None:
            return draft
        draft = taken(draft, found)
        if draft.place is PasswordFrom.FILE:
            draft = replace(draft, where=f"passwords/{draft.address}")
        client_id, client_secret = self._client(draft)
        return replace(
            draft,
            # at a provider's own domain the name would be the provider's
            name=draft.name or ("" if found.source is Source.TABLE else _shop_name(address)),
            client_id=client_id,
            client_secret=client_secret,
        )

    def look_up(self, text: str) -> Found:
        """What is known of an address; raises `ConfigError`. Blocks for ten seconds at most."""
        return self.outside.discovery.find(read_address(text))

    def _client(self, draft: Draft) -> tuple[str, str]:
        tables: Any = self._values.get("oauth", {})
        table: Any = tables.get(section_of(draft), {}) if isinstance(tables, dict) else {}
        return str(table.get("client_id", "")), str(table.get("client_secret", ""))

    def settings(self, draft: Draft) -> Settings:
        """What the settings would be; raises `ConfigError` with every mistake."""
        return self.outside.config.tried(self.changes(draft))

    def problems(self, draft: Draft, step: Step) -> tuple[str, ...]:
        """What is wrong with what was said at a step."""
        try:
            self.settings(draft)
        except ConfigError as error:
            return tuple(p for p in error.problems if step_of(p) is step)
        return ()

    def try_out(self, draft: Draft, secret: Secret) -> Tried:
        """Sign in at both servers; raises `ConfigError`. Blocks."""
        box = self.box(draft)
        call = self._secret(box, secret)
        trial = self.outside.trial
        return Tried(trial.imap(box, call), trial.smtp(box, call))

    def box(self, draft: Draft) -> MailboxSettings:
        """The mailbox as it would be, whatever is still missing elsewhere; raises `ConfigError`."""
        alone = replace(
            draft,
            name="-",
            owner="-",
            zone="UTC",
            country="",
            currency="",
            days=self._began.days,
            spans=self._began.spans,
            targets=self._began.targets,
        )
        return self.settings(alone).mailbox(draft.address)

    def _secret(self, box: MailboxSettings, secret: Secret) -> Callable[[], str]:
        if secret.tokens is not None:
            access = secret.tokens.access
            return lambda: access
        if secret.password:
            return lambda: secret.password
        return self.outside.vault.secret(box)

    def permit(self, draft: Draft, show: Show, cancelled: Event, *, device: bool) -> Secret:
        """Have the owner allow us in; raises what `Consent` raises, and `ConfigError`. Blocks."""
        box = self.box(draft)
        if box.oauth is None:
            raise ConfigError(_("This mailbox signs in with a password."))
        consent = self.outside.consent(box.ca_file)
        if device:
            return Secret(tokens=consent.by_device(box.oauth, show, cancelled))
        return Secret(tokens=consent.by_browser(box.oauth, draft.address, show, cancelled))

    def ring(self) -> bool:
        """The test alarm on the desktop; False where only the terminal's bell can be heard."""
        return self.outside.notifier.notify(alarm())

    def save(self, draft: Draft, secret: Secret) -> Settings:
        """Write it all, the secret first; raises `ConfigError`, `RecordsError` or `SecretMissing`.

        What cannot be written to its end leaves everything as it was.
        """
        if draft.imap is None:
            return self._written(draft)
        box = self.box(draft)
        undo: Callable[[], None] | None = None
        vault = self.outside.vault
        if secret.password and box.password.kind in (PasswordFrom.KEYRING, PasswordFrom.FILE):
            undo = vault.keep(box.address, box.password, secret.password)
        try:
            settings = self._written(draft)
        except BaseException:
            if undo is not None:
                undo()
            raise
        if secret.tokens is not None and box.oauth is not None:
            vault.keep_token(box.address, box.oauth, secret.tokens.refresh)
        return settings

    def _written(self, draft: Draft) -> Settings:
        settings = self.outside.config.change(self.changes(draft))
        self._values, self._began = self.outside.config.values(), draft
        return settings

    def changes(self, draft: Draft) -> Mapping[Any, Any]:
        """What would be written."""
        return changes(draft, self._began, self._values)


def section_of(draft: Draft) -> str:
    """The section of the settings that says who we are at the provider of tokens."""
    name = provider_of(draft.imap.host) if draft.imap else ""
    return name if name in KNOWN else OTHER


def needs_password(draft: Draft) -> bool:
    """Whether one must be typed, as it is kept by us."""
    kept = draft.place in (PasswordFrom.KEYRING, PasswordFrom.FILE)
    return draft.auth is Auth.PASSWORD and kept


def source(draft: Draft) -> PasswordSource:
    """Where the password is kept."""
    return PasswordSource(draft.place, draft.where)


def alarm() -> Note:
    """The one that rings to be heard."""
    return Note(
        title=_("A test alarm"),
        body=_("This is how a customer's mail will ring."),
        severity=Severity.HOT,
    )


def _shop_name(address: str) -> str:
    name = address.rpartition("@")[2].partition(".")[0]
    return name.replace("-", " ").title()

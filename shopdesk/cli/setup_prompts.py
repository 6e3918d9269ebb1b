"""Setting up by plain questions, line by line: for terminals that cannot be painted on, and for
screen readers. An empty line takes what stands in brackets; a lone `<` goes back a step."""

from __future__ import annotations

import argparse
import getpass
import threading
from collections.abc import Callable, Sequence
from dataclasses import replace

from shopdesk.cli.setup_flags import told
from shopdesk.cli.setup_found import lines
from shopdesk.desk.setup.setup import Secret, Setup, needs_password
from shopdesk.desk.setup.words import kept_words, tried_lines
from shopdesk.domain.errors import ConfigError, ShopdeskError
from shopdesk.domain.plain import plain
from shopdesk.domain.shop.settings import Auth, PasswordFrom
from shopdesk.domain.shop.setup import (
    ALWAYS,
    DAYS,
    IMAP_PORTS,
    KEPT,
    SMTP_PORTS,
    TARGETS,
    Draft,
    Step,
    after,
    before,
    read_server,
    server_text,
)
from shopdesk.ports.oauth import Invitation
from shopdesk.words import _, speak

BACK = "<"


class Back(Exception):
    """The owner wants the step before."""


def run_prompts(setup: Setup, call: argparse.Namespace) -> int:
    """Ask it all; returns the exit code."""
    try:
        return Prompts(setup, told(setup, call), device=call.device).run()
    except EOFError:
        print()
        print(_("Nothing was written."))
        return 1


class Prompts:
    """The same steps as the screens'."""

    def __init__(self, setup: Setup, draft: Draft, *, device: bool) -> None:
        """`device`: a permission is given by typing a code elsewhere."""
        self._setup = setup
        self._draft = draft
        self._device = device
        self._secret = Secret()

    def run(self) -> int:
        """Until it is written, or the input ends."""
        print(_("Enter takes what is in [brackets]; < goes back; ctrl+c leaves all as it was."))
        step = Step.ADDRESS
        while True:
            try:
                if self._step(step):
                    return 0
                if problems := self._setup.problems(self._draft, step):
                    raise ConfigError(*problems)
                step = after(step, self._draft)
            except Back:
                step = before(step, self._draft)
            except ShopdeskError as error:
                print(plain(str(error), lines=True))

    def _step(self, step: Step) -> bool:
        """True when all is written."""
        ask: dict[Step, Callable[[], None]] = {
            Step.ADDRESS: self._address,
            Step.SERVERS: self._servers,
            Step.SIGN_IN: self._sign_in,
            Step.TRIAL: self._trial,
            Step.SHOP: self._shop,
            Step.HOURS: self._hours,
            Step.TARGETS: self._targets,
            Step.ALARM: self._alarm,
        }
        if step is not Step.DONE:
            ask[step]()
            return False
        file = self._setup.outside.config.path
        if self._yes(_("Write it to {file}?").format(file=file)):
            self._setup.save(self._draft, self._secret)
            if self._draft.imap is not None:
                print(kept_words(self._setup, self._draft))
            print(_("Written. Open the board with: shopdesk"))
            return True
        raise Back

    def _address(self) -> None:
        known = ", ".join(self._setup.addresses)
        if known:
            print(_("Mailboxes so far: {addresses}").format(addresses=known))
        typed = self._ask(_("Mail address"), self._draft.address)
        if not typed and known:
            self._draft = replace(self._draft, address="", found=None, imap=None, smtp=None)
            return
        print(_("Looking for its servers, ten seconds at most…"))
        before = self._draft.address
        self._draft = self._setup.find(self._draft, typed)
        if self._draft.address != before:
            self._secret = Secret()

    def _servers(self) -> None:
        draft = self._draft
        if draft.imap is None or draft.smtp is None:
            return
        for line in lines(draft.found) if draft.found else ():
            print(plain(line))
        typed = self._ask(_("IMAP server"), server_text(draft.imap))
        imap = read_server(typed, user=draft.imap.user, auth=draft.auth, ports=IMAP_PORTS)
        typed = self._ask(_("SMTP server"), server_text(draft.smtp))
        smtp = read_server(typed, user=draft.smtp.user, auth=draft.auth, ports=SMTP_PORTS)
        if imap is None or smtp is None:
            raise ConfigError(_("A server looks like imap.shop.example:993/tls."))
        user = self._ask(_("User name"), imap.user)
        if smtp.user == imap.user:
            smtp = replace(smtp, user=user)
        self._draft = replace(draft, imap=replace(imap, user=user), smtp=smtp)

    def _sign_in(self) -> None:
        if self._draft.auth is Auth.OAUTH2:
            self._permission()
            return
        ring = self._setup.outside.vault.keyring()
        places = {place.value: place for place in PasswordFrom}
        if not ring:
            print(_("This computer has no keyring: the password goes into a file of mode 0600."))
        place = places[self._choice(_("Password kept in"), list(places), self._draft.place.value)]
        where = self._draft.where
        if place is PasswordFrom.KEYRING:
            where = ""
        else:
            where = self._ask(_("Which file, command or variable"), where)
        self._draft = replace(self._draft, place=place, where=where)
        if needs_password(self._draft):
            typed = getpass.getpass(_("Password: "))
            if typed == BACK:
                raise Back
            self._secret = Secret(typed) if typed else self._secret

    def _permission(self) -> None:
        client_id = self._ask(_("Client id"), self._draft.client_id)
        secret = self._ask(_("Client secret"), self._draft.client_secret)
        self._draft = replace(self._draft, client_id=client_id, client_secret=secret)
        self._secret = self._setup.permit(
            self._draft, _invite, threading.Event(), device=self._device
        )

    def _trial(self) -> None:
        print(_("Signing in, half a minute at most…"))
        tried = self._setup.try_out(self._draft, self._secret)
        for line in tried_lines(tried):
            print(plain(line))
        if not tried.well and not self._yes(_("Go on without?"), default=False):
            raise Back

    def _shop(self) -> None:
        draft = self._draft
        language = self._choice(_("Language"), ("en", "vi", "ru"), draft.language)
        speak(language)
        self._draft = replace(
            draft,
            language=language,
            name=self._ask(_("Shop"), draft.name),
            owner=self._ask(_("Your name"), draft.owner),
            zone=self._ask(_("Time zone"), draft.zone),
            country=self._ask(_("Country, two letters"), draft.country).upper(),
            currency=self._ask(_("Currency, three letters"), draft.currency).upper(),
        )

    def _hours(self) -> None:
        draft = self._draft
        days = [ALWAYS, *DAYS] + ([KEPT] if draft.days == KEPT else [])
        chosen = self._choice(_("Open"), days, draft.days)
        spans = draft.spans
        if chosen in DAYS:
            spans = tuple(self._ask(_("Hours"), " ".join(spans)).split())
        self._draft = replace(draft, days=chosen, spans=spans)

    def _targets(self) -> None:
        asked = {
            "urgent": _("Answer buying and complaints in"),
            "usual": _("Answer orders and delivery in"),
            "calm": _("Answer praise and the rest in"),
        }
        before = self._draft.targets
        self._draft = replace(
            self._draft,
            targets={key: self._ask(asked[key], before.get(key, "")) for key in TARGETS},
        )

    def _alarm(self) -> None:
        print("\a", end="", flush=True)
        shown = self._setup.ring()
        print(_("The bell rang. ") + (_("The desktop shows it.") if shown else ""))

    def _ask(self, words: str, default: str) -> str:
        shown = f"{words} [{plain(default)}]: " if default else f"{words}: "
        typed = input(shown).strip()
        if typed == BACK:
            raise Back
        return typed or default

    def _choice(self, words: str, options: Sequence[str], default: str) -> str:
        while True:
            typed = self._ask(f"{words} ({', '.join(options)})", default)
            if typed in options:
                return typed

    def _yes(self, words: str, *, default: bool = True) -> bool:
        # a letter of any of our languages: yes, có, да
        typed = self._ask(words, _("yes") if default else _("no"))
        return typed == _("yes") or typed[:1].lower() in ("y", "c", "д")


def _invite(invitation: Invitation) -> None:
    print(_("Open this page in a browser: {page}").format(page=invitation.page))
    if invitation.code:
        print(_("and type this code there: {code}").format(code=plain(invitation.code)))

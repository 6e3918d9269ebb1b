"""Setting up by flags: nothing is asked, everything is checked."""

from __future__ import annotations

import argparse
import json as jsonlib
import sys
import threading
from dataclasses import replace
from pathlib import Path

from shopdesk.desk.setup.setup import Secret, Setup, Tried, needs_password
from shopdesk.desk.setup.words import kept_words, tried_lines
from shopdesk.domain.errors import ConfigError
from shopdesk.domain.plain import plain
from shopdesk.domain.shop.provider import Found
from shopdesk.domain.shop.settings import Auth, PasswordFrom, Server
from shopdesk.domain.shop.setup import (
    ALWAYS,
    DAYS,
    IMAP_PORTS,
    SMTP_PORTS,
    TARGETS,
    Draft,
    read_server,
)
from shopdesk.ports.oauth import Invitation
from shopdesk.words import _

_PLACES = {
    "password_command": PasswordFrom.COMMAND,
    "password_env": PasswordFrom.ENVIRONMENT,
    "password_file": PasswordFrom.FILE,
}
_SAID = ("name", "owner", "language", "zone", "country", "currency", "client_id", "client_secret")
_LONGEST_PASSWORD = 10_000


def told(setup: Setup, call: argparse.Namespace) -> Draft:
    """What the flags say, over what is known already; raises `ConfigError`."""
    draft = setup.began
    if call.address:
        draft = setup.find(draft, call.address)
        draft = _servers(draft, call)
    said = {key: value for key in _SAID if (value := getattr(call, key)) is not None}
    draft = replace(draft, **said)
    for flag, place in _PLACES.items():
        if value := getattr(call, flag):
            draft = replace(draft, place=place, where=_from_here(place, value))
    if call.ca_file:
        draft = replace(draft, ca_file=str(Path(call.ca_file).absolute()))
    return _when(draft, call)


def _from_here(place: PasswordFrom, value: str) -> str:
    # the settings read a path from their own folder
    return str(Path(value).expanduser().absolute()) if place is PasswordFrom.FILE else value


def _servers(draft: Draft, call: argparse.Namespace) -> Draft:
    auth = Auth(call.auth) if call.auth else draft.auth
    imap, smtp = draft.imap, draft.smtp
    if imap is None or smtp is None:
        return draft
    if call.imap:
        imap = _server(
            "--imap",
            call.imap,
            read_server(call.imap, user=draft.address, auth=auth, ports=IMAP_PORTS),
        )
    if call.smtp:
        smtp = _server(
            "--smtp",
            call.smtp,
            read_server(call.smtp, user=draft.address, auth=auth, ports=SMTP_PORTS),
        )
    if call.user:
        imap, smtp = replace(imap, user=call.user), replace(smtp, user=call.user)
    return replace(draft, imap=replace(imap, auth=auth), smtp=replace(smtp, auth=auth), auth=auth)


def _server(flag: str, text: str, server: Server | None) -> Server:
    if server is None:
        raise ConfigError(
            _('{flag} "{text}": a server looks like imap.shop.example:993/tls.').format(
                flag=flag, text=plain(text)
            )
        )
    return server


def _when(draft: Draft, call: argparse.Namespace) -> Draft:
    if call.hours:
        days, *spans = call.hours.split()
        if days not in (*DAYS, ALWAYS):
            raise ConfigError(
                _("--hours begins with one of: {words}.").format(words=", ".join((*DAYS, ALWAYS)))
            )
        draft = replace(draft, days=days, spans=tuple(spans) or draft.spans)
    if call.targets:
        spans = [span.strip() for span in call.targets.split(",")]
        if len(spans) != len(TARGETS):
            raise ConfigError(_('--targets has three spans, such as "5 min,15 min,60 min".'))
        draft = replace(draft, targets=dict(zip(TARGETS, spans, strict=True)))
    return draft


def run_flags(setup: Setup, call: argparse.Namespace) -> int:
    """Sign in with what was said, then write it; returns the exit code."""
    draft = told(setup, call)
    if draft.imap is None and not setup.addresses:
        raise ConfigError(_("Name the mailbox: shopdesk setup --yes --address ADDRESS …"))
    tried = None
    if draft.imap is None:
        setup.save(draft, Secret())
    else:
        _refuse_doubts(draft.found, call)
        draft, secret = _secret(setup, draft, call)
        if not call.no_test:
            tried = setup.try_out(draft, secret)
            if not tried.well:
                _say(setup, draft, tried, json=call.json)
                return 1
        setup.save(draft, secret)
    _say(setup, draft, tried, json=call.json)
    return 0


def _refuse_doubts(found: Found | None, call: argparse.Namespace) -> None:
    if found is None or (call.imap and call.smtp):
        return
    if not found.answered:
        raise ConfigError(
            _("No server was found for {address}. Name both: --imap HOST --smtp HOST").format(
                address=found.address
            )
        )
    if found.doubtful:
        raise ConfigError(
            _(
                "{hosts}: the network names this for {address} without any proof. If it is right, "
                "say so: --imap {imap} --smtp {smtp}"
            ).format(
                hosts=", ".join(found.doubtful),
                address=found.address,
                imap=found.imap.host,
                smtp=found.smtp.host,
            )
        )


def _secret(setup: Setup, draft: Draft, call: argparse.Namespace) -> tuple[Draft, Secret]:
    if draft.auth is Auth.OAUTH2:
        if draft.address in setup.addresses and not (call.auth or call.device):
            return draft, Secret()
        return draft, setup.permit(draft, _invite, threading.Event(), device=call.device)
    if call.password_stdin:
        password = sys.stdin.readline(_LONGEST_PASSWORD).rstrip("\r\n")
        if not password:
            raise ConfigError(_("--password-stdin: the first line of standard input is empty."))
        if not needs_password(draft):
            draft = replace(draft, place=PasswordFrom.KEYRING, where="")
        return draft, Secret(password)
    if draft.address in setup.addresses or any(getattr(call, flag) for flag in _PLACES):
        return draft, Secret()
    raise ConfigError(
        _(
            "Say where the password for {address} is: --password-stdin, --password-command, "
            "--password-env or --password-file."
        ).format(address=draft.address)
    )


def _invite(invitation: Invitation) -> None:
    print(_("Open this page in a browser: {page}").format(page=invitation.page), file=sys.stderr)
    if invitation.code:
        words = _("and type this code there: {code}").format(code=plain(invitation.code))
        print(words, file=sys.stderr, flush=True)


def _say(setup: Setup, draft: Draft, tried: Tried | None, *, json: bool) -> None:
    well = tried is None or tried.well
    if json:
        said = {
            "address": draft.address,
            "saved": well,
            "config": str(setup.outside.config.path),
            "imap": None if tried is None else {"ok": tried.imap.well, "said": tried.imap.trouble},
            "smtp": None if tried is None else {"ok": tried.smtp.well, "said": tried.smtp.trouble},
        }
        print(jsonlib.dumps(said, ensure_ascii=False))
        return
    if tried is not None:
        for line in tried_lines(tried):
            print(plain(line))
    if well:
        print(_("Written to {file}.").format(file=setup.outside.config.path))
        if draft.imap is not None:
            print(kept_words(setup, draft))
    else:
        print(_("Nothing was written."))

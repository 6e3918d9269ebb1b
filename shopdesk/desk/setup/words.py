"""What is said while setting up, on the screen and on the command line alike."""

from __future__ import annotations

from shopdesk.desk.setup.setup import Setup, Tried
from shopdesk.domain.shop.provider import Found, Source
from shopdesk.domain.shop.settings import Auth, PasswordFrom
from shopdesk.domain.shop.setup import Draft
from shopdesk.words import _


def source_words(found: Found) -> str:
    """Where the servers are known from."""
    words = {
        Source.TABLE: _("{name}, which shopdesk knows"),
        Source.MX: _("{name}, which takes in this domain's mail"),
        Source.AUTOCONFIG: _("as the domain says itself"),
        Source.ISPDB: _("from Thunderbird's list"),
        Source.SRV: _("as the domain's DNS says"),
        Source.GUESS: _("guessed"),
        Source.OWNER: _("as you said"),
    }
    return words[found.source].format(name=found.name or "?")


def tried_lines(tried: Tried) -> tuple[str, str]:
    """How both servers took us."""
    ok = _("IMAP: signed in, {n} mails in the inbox.").format(n=tried.imap.mails)
    return (
        ok if tried.imap.well else _("IMAP: {why}").format(why=tried.imap.trouble),
        _("SMTP: signed in.")
        if tried.smtp.well
        else _("SMTP: {why}").format(why=tried.smtp.trouble),
    )


def kept_words(setup: Setup, draft: Draft) -> str:
    """Where the password is, said plainly."""
    if draft.auth is Auth.OAUTH2:
        return _("Signed in through the browser; no password is kept.")
    words = {
        PasswordFrom.KEYRING: _("The password is in the system's keyring ({ring})."),
        PasswordFrom.FILE: _("The password is in the file {where}, which only you may read."),
        PasswordFrom.COMMAND: _("The password comes from a command."),
        PasswordFrom.ENVIRONMENT: _("The password comes from the variable {where}."),
    }
    where = draft.where
    if draft.place is PasswordFrom.FILE:
        where = str(setup.outside.config.path.parent / where)
    return words[draft.place].format(ring=setup.outside.vault.keyring(), where=where)

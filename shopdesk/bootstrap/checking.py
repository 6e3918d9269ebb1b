"""What `shopdesk check` looks at besides the mails."""

from __future__ import annotations

import shutil

from shopdesk.bootstrap import Profile
from shopdesk.domain.errors import SecretMissing, ServerError
from shopdesk.domain.shop import health
from shopdesk.domain.shop.health import Item
from shopdesk.domain.shop.settings import Auth, MailboxSettings, PasswordFrom, Settings
from shopdesk.words import _

RECORDS_LOOK_S = 20.0
"""Checking a very large file to its end would take minutes."""


def items_of(box: MailboxSettings, *, connected: bool) -> tuple[Item, ...]:
    """A mailbox's servers; of IMAP only where it let us in."""
    from shopdesk.adapters.clock import SystemClock
    from shopdesk.adapters.imap.looking import look
    from shopdesk.adapters.secrets.password import secret_of
    from shopdesk.adapters.trial import SignInTrial

    secret = secret_of(box)
    smtp = SignInTrial().smtp(box, secret)
    words = smtp.trouble or _("signed in at {host}").format(host=box.smtp.host)
    items = [Item("smtp", smtp.well, words)]
    if connected:
        try:
            seen = look(box, secret)
        except (ServerError, SecretMissing) as error:
            return (*items, Item("capabilities", False, str(error)))
        items.append(health.capabilities(seen.offered))
        items.append(health.clock(seen.newest, SystemClock().now()))
    return tuple(items)


def items_here(profile: Profile, settings: Settings) -> tuple[Item, ...]:
    """This computer, and the profile's files."""
    from shopdesk.adapters.records import SqliteRecords
    from shopdesk.adapters.ringing.desktop import desktop_possible
    from shopdesk.adapters.secrets.keeping import keyring_name

    needed = any(
        box.password.kind is PasswordFrom.KEYRING and box.imap.auth is Auth.PASSWORD
        for box in settings.mailboxes
    )
    problems: tuple[str, ...] = ()
    if profile.records.exists():
        kept = SqliteRecords(profile.records)
        try:
            problems = kept.problems(RECORDS_LOOK_S)
        finally:
            kept.close()
    folder = next(f for f in (profile.folder, *profile.folder.parents) if f.exists())
    return (
        health.keyring(keyring_name(), needed=needed),
        health.notifications(possible=desktop_possible()),
        health.room(shutil.disk_usage(folder).free),
        health.records(problems),
    )

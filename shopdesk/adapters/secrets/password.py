"""Passwords, from where the settings say that they are. None is ever kept, logged or shown."""

from __future__ import annotations

import os
import shlex
import stat
from collections.abc import Callable
from functools import partial
from pathlib import Path

from shopdesk.adapters import child
from shopdesk.adapters.profile.folder import OTHERS
from shopdesk.adapters.secrets.keeping import SERVICE
from shopdesk.domain.errors import SecretMissing
from shopdesk.domain.shop.settings import MailboxSettings, PasswordFrom
from shopdesk.words import _

_COMMAND_TIMEOUT_S = 30.0
_LONGEST = 10_000


def secret_of(mailbox: MailboxSettings) -> Callable[[], str]:
    """What to call for the mailbox's password, or for its token; see `password_for`."""
    if mailbox.oauth is None:
        return partial(password_for, mailbox)
    from shopdesk.adapters.oauth.source import TokenSource

    return TokenSource(mailbox.address, mailbox.oauth, ca_file=mailbox.ca_file)


def password_for(mailbox: MailboxSettings) -> str:
    """The mailbox's password.

    May block: for 30 seconds with a command, and with a keyring until the owner has unlocked it.
    Raises `SecretMissing`.
    """
    source = mailbox.password
    if source.kind is PasswordFrom.COMMAND:
        return _from_command(mailbox.address, source.value)
    if source.kind is PasswordFrom.ENVIRONMENT:
        return _from_environment(mailbox.address, source.value)
    if source.kind is PasswordFrom.FILE:
        return _from_file(mailbox.address, Path(source.value))
    return _from_keyring(mailbox.address)


def _from_environment(address: str, name: str) -> str:
    if password := os.environ.get(name):
        return password
    raise SecretMissing(
        _(
            "There is no password for {address}: the environment variable {name} is not set. Set "
            "it before shopdesk starts."
        ).format(address=address, name=name)
    )


def _from_file(address: str, path: Path) -> str:
    try:
        with path.open("rb") as file:
            mode = stat.S_IMODE(os.fstat(file.fileno()).st_mode)
            if mode & OTHERS and not child.WINDOWS:
                raise SecretMissing(
                    _(
                        "The password file {path} for {address} may be read by others (mode "
                        "{mode}), so it was not used. Close it with: chmod 600 {path}"
                    ).format(path=path, address=address, mode=f"{mode:o}")
                )
            password = file.readline(_LONGEST).rstrip(b"\r\n").decode("utf-8")
    except OSError as error:
        raise SecretMissing(
            _("The password file {path} for {address} cannot be read: {why}.").format(
                path=path, address=address, why=error.strerror
            )
        ) from error
    except UnicodeDecodeError:
        # not chained: the error holds the bytes
        password = ""
    if password:
        return password
    raise SecretMissing(
        _(
            "The first line of the password file {path} for {address} is empty or not UTF-8. "
            "Write the password there."
        ).format(path=path, address=address)
    )


def _from_command(address: str, line: str) -> str:
    try:
        return first_line(line)
    except CommandFailed as error:
        raise _command_failed(address, error.why) from error


class CommandFailed(Exception):
    """A command gave no secret; `why` is a clause without anything secret in it."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


def first_line(line: str) -> str:
    """The first line that a command prints; raises `CommandFailed`. May take 30 seconds."""
    try:
        argv = shlex.split(line, posix=not child.WINDOWS)
    except ValueError as error:
        raise CommandFailed(_("its quotes do not match")) from error
    if not argv:
        raise CommandFailed(_("it is empty"))
    try:
        finished = child.run(argv, timeout_s=_COMMAND_TIMEOUT_S)
    except TimeoutError:
        raise CommandFailed(_("it did not end within 30 seconds")) from None
    except (OSError, ValueError) as error:
        raise CommandFailed(_("it cannot be started")) from error
    if finished.code != 0:
        raise CommandFailed(_("it ended with exit code {code}").format(code=finished.code))
    try:
        secret = finished.out.split(b"\n", 1)[0].rstrip(b"\r").decode("utf-8")
    except UnicodeDecodeError:
        # not chained: the error holds the bytes
        raise CommandFailed(_("what it printed is not UTF-8")) from None
    if not secret:
        raise CommandFailed(_("its first line is empty"))
    return secret


def _command_failed(address: str, why: str) -> SecretMissing:
    # the command line stays out: some owners write the password into it
    return SecretMissing(
        _(
            "There is no password for {address} from its `password_command`: {why}. Try the "
            "command in a shell; the first line that it prints must be the password."
        ).format(address=address, why=why)
    )


def _from_keyring(address: str) -> str:
    import keyring
    from keyring.errors import KeyringError, NoKeyringError

    try:
        password = keyring.get_password(SERVICE, address)
    except NoKeyringError as error:
        raise SecretMissing(
            _(
                "This computer has no keyring that could hold the password for {address}. Name a "
                "`password_command`, a `password_env` or a `password_file` in the settings instead."
            ).format(address=address)
        ) from error
    except (KeyringError, OSError) as error:
        raise SecretMissing(
            _(
                "The keyring did not give the password for {address}. Unlock it and try again, or "
                "name a `password_command` or a `password_env` in the settings."
            ).format(address=address)
        ) from error
    if password:
        return password
    raise SecretMissing(
        _(
            "The keyring holds no password for {address}. Put it there with: keyring set "
            "{service} {address}"
        ).format(address=address, service=SERVICE)
    )

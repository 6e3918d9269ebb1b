"""Passwords, from where the settings say that they are. None is ever kept, logged or shown."""

from __future__ import annotations

import os
import shlex

from shopdesk.adapters import child
from shopdesk.domain.errors import SecretMissing
from shopdesk.domain.settings import MailboxSettings, PasswordFrom
from shopdesk.words import _

SERVICE = "shopdesk"
"""The service's name in the system keyring; the user is the mailbox's address."""
_COMMAND_TIMEOUT_S = 30.0


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


def _from_command(address: str, line: str) -> str:
    try:
        argv = shlex.split(line, posix=not child.WINDOWS)
    except ValueError as error:
        raise _command_failed(address, _("its quotes do not match")) from error
    if not argv:
        raise _command_failed(address, _("it is empty"))
    try:
        finished = child.run(argv, timeout_s=_COMMAND_TIMEOUT_S)
    except TimeoutError:
        raise _command_failed(address, _("it did not end within 30 seconds")) from None
    except (OSError, ValueError) as error:
        raise _command_failed(address, _("it cannot be started")) from error
    if finished.code != 0:
        raise _command_failed(
            address, _("it ended with exit code {code}").format(code=finished.code)
        )
    try:
        password = finished.out.split(b"\n", 1)[0].rstrip(b"\r").decode("utf-8")
    except UnicodeDecodeError:
        # not chained: the error holds the bytes
        raise _command_failed(address, _("what it printed is not UTF-8")) from None
    if not password:
        raise _command_failed(address, _("its first line is empty"))
    return password


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
                "`password_command` or a `password_env` in the settings instead."
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

"""Putting secrets away: into the system's keyring, or into a file for the owner's eyes only."""

from __future__ import annotations

import contextlib
from pathlib import Path

from shopdesk.adapters.profile.folder import private_folder, refused
from shopdesk.adapters.profile.whole_file import replace_file
from shopdesk.domain.errors import SecretMissing
from shopdesk.words import _

SERVICE = "shopdesk"
"""The service's name in the system keyring; the user is the mailbox's address."""


def keyring_name() -> str:
    """The keyring that would be used, as its makers call it; empty where there is none."""
    import keyring
    from keyring.backends import fail, null

    ring = keyring.get_keyring()
    return "" if isinstance(ring, fail.Keyring | null.Keyring) else str(ring.name)


def in_keyring(entry: str, secret: str) -> bool:
    """Put it there; False where there is no keyring, or it is shut. May wait for the owner."""
    import keyring
    from keyring.errors import KeyringError

    if not keyring_name():
        return False
    # what a desktop's service raises when it is not there differs from one to the next
    with contextlib.suppress(KeyringError, OSError, RuntimeError):
        keyring.set_password(SERVICE, entry, secret)
        return keyring.get_password(SERVICE, entry) == secret
    return False


def out_of_keyring(entry: str) -> str:
    """What lies there; empty when nothing does, or there is no keyring.

    Raises `SecretMissing` for a keyring that is shut.
    """
    import keyring
    from keyring.errors import KeyringError, NoKeyringError

    try:
        return keyring.get_password(SERVICE, entry) or ""
    except NoKeyringError:
        return ""
    except (KeyringError, OSError) as error:
        raise SecretMissing(_("The keyring is locked. Unlock it and try again.")) from error


def forget(entry: str) -> None:
    """Take it out of the keyring again, if it is there."""
    import keyring
    from keyring.errors import KeyringError

    with contextlib.suppress(KeyringError, OSError, RuntimeError):
        keyring.delete_password(SERVICE, entry)


def in_file(path: Path, secret: str) -> None:
    """Write it as the only line of a file of mode 0600; raises `RecordsError`."""
    try:
        private_folder(path.parent)
        replace_file(path, f"{secret}\n".encode())
    except OSError as error:
        raise refused(error, path) from error

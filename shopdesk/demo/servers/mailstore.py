"""Mailboxes in memory, shared by the embedded IMAP and SMTP servers and whoever watches them.

MailStoreError
├── UnknownAccount   no such user
├── FolderMissing    no such folder
├── FolderExists     the name is taken
└── FolderProtected  INBOX can be neither deleted nor renamed
"""

from __future__ import annotations

import hmac
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from itertools import count
from threading import Condition, RLock

from shopdesk.demo.servers.mailfolder import Folder, StoredMessage

INBOX = "INBOX"
DELIMITER = "/"
_FIRST_FOLDERS: tuple[tuple[str, str | None], ...] = (
    (INBOX, None),
    ("Sent", "\\Sent"),
    ("Junk", "\\Junk"),
    ("Trash", "\\Trash"),
    ("Drafts", "\\Drafts"),
    ("Archive", "\\Archive"),
)


class MailStoreError(Exception):
    """The store refused."""


class UnknownAccount(MailStoreError):
    """There is no account of this name."""


class FolderMissing(MailStoreError):
    """There is no folder of this name."""


class FolderExists(MailStoreError):
    """A folder of this name is already there."""


class FolderProtected(MailStoreError):
    """INBOX can be neither deleted nor renamed."""


@dataclass(slots=True)
class _Account:
    password: str
    folders: dict[str, Folder] = field(default_factory=dict)
    subscribed: set[str] = field(default_factory=set)


class MailStore:
    """Accounts, their folders and messages; every method may be called from any thread."""

    def __init__(self, *, first_uidvalidity: int = 1) -> None:
        self._lock = RLock()
        self._changed = Condition(self._lock)
        self._accounts: dict[str, _Account] = {}
        self._watchers: list[Callable[[Folder], None]] = []
        self._uidvalidity = count(first_uidvalidity)

    def add_account(self, user: str, password: str) -> None:
        """Open an account with the usual folders; an account that is there keeps its mail and
        gets the new password."""
        with self._lock:
            if user in self._accounts:
                self._accounts[user].password = password
                return
            account = self._accounts[user] = _Account(password)
            for name, special_use in _FIRST_FOLDERS:
                account.folders[name] = self._new_folder(name, special_use)
                account.subscribed.add(name)

    def has_account(self, user: str) -> bool:
        """Tell whether there is an account of this name."""
        with self._lock:
            return user in self._accounts

    def authenticate(self, user: str, password: str) -> bool:
        """Tell whether this is the account's password."""
        with self._lock:
            account = self._accounts.get(user)
        expected = "" if account is None else account.password
        same = hmac.compare_digest(_for_comparison(expected), _for_comparison(password))
        return same and account is not None

    def deliver(
        self,
        user: str,
        raw: bytes,
        *,
        folder: str = INBOX,
        internaldate: datetime,
        flags: Iterable[str] = (),
    ) -> StoredMessage:
        """File a message and tell every watcher, IDLE connections among them, at once.

        Raises:
            UnknownAccount, FolderMissing: There is nowhere to put it.
            ValueError: `internaldate` is naive.
        """
        return self.folder(user, folder).add(raw, internaldate, flags)

    def messages(self, user: str, folder: str = INBOX) -> tuple[StoredMessage, ...]:
        """Return the messages of a folder, oldest UID first."""
        return tuple(self.folder(user, folder).state().messages.values())

    def expunge(self, user: str, folder: str, uids: Iterable[int]) -> list[StoredMessage]:
        """Remove messages for good and return those that were there."""
        return self.folder(user, folder).expunge(uids)

    def folders(self, user: str) -> tuple[Folder, ...]:
        """Return the folders of an account, INBOX first and the others by name."""
        with self._lock:
            folders = self._account(user).folders
            return tuple(folders[name] for name in sorted(folders, key=_inbox_first))

    def folder(self, user: str, name: str) -> Folder:
        """Return one folder.

        Raises:
            UnknownAccount, FolderMissing: It is not there.
        """
        with self._lock:
            found = self._account(user).folders.get(canonical_name(name))
            if found is None:
                raise FolderMissing(name)
            return found

    def create(self, user: str, name: str) -> Folder:
        """Make an empty folder, and those above it that are missing.

        Raises:
            FolderExists: The name is taken.
        """
        name = canonical_name(name)
        with self._lock:
            folders = self._account(user).folders
            if name in folders:
                raise FolderExists(name)
            levels = name.split(DELIMITER)
            for depth in range(1, len(levels) + 1):
                path = canonical_name(DELIMITER.join(levels[:depth]))
                if path not in folders:
                    folders[path] = self._new_folder(path, None)
            return folders[name]

    def delete(self, user: str, name: str) -> None:
        """Remove a folder with its messages; sessions that have it selected are ended."""
        name = canonical_name(name)
        with self._lock:
            folder = self.folder(user, name)
            if name == INBOX:
                raise FolderProtected(name)
            del self._account(user).folders[name]
            folder.gone = True
        self._notify(folder)

    def rename(self, user: str, old: str, new: str) -> None:
        """Rename a folder and all that is below it."""
        old, new = canonical_name(old), canonical_name(new)
        with self._lock:
            self.folder(user, old)
            folders = self._account(user).folders
            if old == INBOX:
                raise FolderProtected(old)
            below = old + DELIMITER
            moves = {n: new + n[len(old) :] for n in folders if n == old or n.startswith(below)}
            for name in moves.values():
                if name in folders:
                    raise FolderExists(name)
            for before, after in moves.items():
                folder = folders.pop(before)
                folder.name = after
                folders[after] = folder

    def set_subscribed(self, user: str, name: str, subscribed: bool) -> None:
        """Put a name on the account's subscription list, or take it off."""
        with self._lock:
            names = self._account(user).subscribed
            (names.add if subscribed else names.discard)(canonical_name(name))

    def subscribed(self, user: str) -> frozenset[str]:
        """Return the names on the account's subscription list."""
        with self._lock:
            return frozenset(self._account(user).subscribed)

    def reset_uidvalidity(self, user: str, folder: str = INBOX) -> int:
        """Give a folder a new UIDVALIDITY and its messages new UIDs from 1, as a server does
        after a restore from backup; sessions that have it selected are ended.

        Returns:
            The new UIDVALIDITY.
        """
        with self._lock:
            old = self.folder(user, folder)
            fresh = self._new_folder(old.name, old.special_use)
            for message in old.state().messages.values():
                fresh.add(message.raw, message.internaldate, message.flags)
            self._account(user).folders[old.name] = fresh
            old.gone = True
        self._notify(old)
        return fresh.uidvalidity

    def subscribe(self, watcher: Callable[[Folder], None]) -> Callable[[], None]:
        """Call `watcher` with the folder after every change, in the thread that made it.

        Returns:
            What to call to end the subscription.
        """
        with self._lock:
            self._watchers.append(watcher)

        def unsubscribe() -> None:
            with self._lock:
                if watcher in self._watchers:
                    self._watchers.remove(watcher)

        return unsubscribe

    def wait_for(self, condition: Callable[[], bool], timeout: float) -> bool:
        """Block until `condition` holds, asking again after every change.

        Args:
            condition: Asked with the store locked.
            timeout: Seconds.

        Returns:
            Whether it holds.
        """
        with self._changed:
            return self._changed.wait_for(condition, timeout)

    def _account(self, user: str) -> _Account:
        account = self._accounts.get(user)
        if account is None:
            raise UnknownAccount(user)
        return account

    def _new_folder(self, name: str, special_use: str | None) -> Folder:
        return Folder(name, next(self._uidvalidity), special_use, self._lock, self._notify)

    def _notify(self, folder: Folder) -> None:
        with self._changed:
            self._changed.notify_all()
            watchers = tuple(self._watchers)
        for watcher in watchers:
            watcher(folder)


def canonical_name(name: str) -> str:
    """Spell INBOX in capitals: it is the one folder name without regard to case (RFC 3501, 5.1)."""
    return INBOX if name.upper() == INBOX else name


def _inbox_first(name: str) -> tuple[bool, str]:
    return name != INBOX, name


def _for_comparison(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")

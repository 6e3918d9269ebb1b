"""A signed-in connection, and the folder that it is in."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from time import monotonic
from typing import Any

from shopdesk.adapters.imap.arguments import refuse_line_breaks
from shopdesk.adapters.imap.connecting import connect, sign_in
from shopdesk.adapters.imap.errors import address, explained
from shopdesk.adapters.imap.fetching import rows
from shopdesk.adapters.imap.folders import FolderList
from shopdesk.adapters.imap.wire import Connection
from shopdesk.domain.errors import ServerRefused, Unreachable
from shopdesk.domain.shop.settings import MailboxSettings
from shopdesk.ports.mail import FolderState
from shopdesk.words import _

_EXAMINED_AGAIN_S = 300


@dataclass(slots=True)
class Opened:
    """A folder that is open for reading."""

    name: str
    """Decoded name."""
    state: FolderState
    """As it was when last looked at."""
    until: float
    """Monotonic time after which it is opened again, lest its view be of a folder that is gone."""
    fresh: bool = False
    """Looked at just now."""


class Session:
    """Opens and drops the connection; a connection that failed once is never used again."""

    def __init__(
        self, settings: MailboxSettings, password: Callable[[], str], timeout_s: float
    ) -> None:
        self._settings = settings
        self._password = password
        self._timeout_s = timeout_s
        self._connection: Connection | None = None
        self._folders: FolderList | None = None
        self._opened: Opened | None = None

    @property
    def server(self) -> str:
        """The server, for a sentence."""
        return address(self._settings.imap)

    def open(self, patience_s: float | None = None) -> None:
        """Connect anew and sign in, each step within `patience_s`. Raises `ServerError`."""
        self._drop()
        server = self._settings.imap
        limit_s = min(patience_s or self._timeout_s, self._timeout_s)
        with explained(server, limit_s):
            connection = connect(server, self._settings.ca_file, limit_s)
            try:
                sign_in(connection, server, self._password, limit_s)
            except BaseException:
                connection.drop()
                raise
        self._connection = connection
        self._folders = FolderList(connection, self._settings)
        if patience_s is not None:
            # a line that carries so much carries the rest
            with self.folders() as account:
                account.sent()
            with contextlib.suppress(ServerRefused):
                self.examine(self._settings.folders[0])
            connection.wire.wait(self._timeout_s)

    def close(self) -> None:
        """Say goodbye; never raises."""
        connection, self._connection = self._connection, None
        self.leave_folder()
        if connection is not None:
            connection.leave()

    @contextmanager
    def speaking(self) -> Iterator[Connection]:
        """The connection for one exchange. Its errors come out as `ServerError`.

        Anything but a clean refusal leaves an unknown number of bytes under way: the connection
        is dropped, and the next call raises `Unreachable` until `open`.
        """
        if self._connection is None:
            raise Unreachable(
                _("The connection to {server} was lost before. It has to be made anew.").format(
                    server=self.server
                )
            )
        try:
            with explained(self._settings.imap, self._timeout_s):
                yield self._connection
        except ServerRefused:
            raise
        except BaseException:
            self._drop()
            raise

    @contextmanager
    def _opening(self, folder: str) -> Iterator[Connection]:
        """As `speaking`; a refusal says which folder it was, and what to do."""
        try:
            with self.speaking() as connection:
                yield connection
        except ServerRefused as error:
            raise ServerRefused(
                _(
                    "The folder {folder} cannot be opened. {why} If it is gone, correct "
                    "`folders` in the settings."
                ).format(folder=folder, why=error),
                passing=error.passing,
            ) from error

    @contextmanager
    def folders(self) -> Iterator[FolderList]:
        """The account's folders, for one exchange as in `speaking`."""
        with self.speaking():
            assert self._folders is not None  # noqa: S101 - made together with the connection
            yield self._folders

    def state(self, name: str) -> FolderState:
        """How the folder stands now.

        Opening a folder of 100,000 mails takes some servers half a second. So the first folder
        of the settings stays open and is asked what is new; others are asked for by STATUS.
        """
        refuse_line_breaks(name)
        if self._is_open(name) or name == self._settings.folders[0]:
            return self.afresh(name, again=True).state
        with self._opening(name) as connection:
            told = connection.folder_status(name, ("UIDVALIDITY", "UIDNEXT", "MESSAGES"))
            known = [told.get(key) for key in (b"UIDVALIDITY", b"UIDNEXT", b"MESSAGES")]
        if all(isinstance(number, int) for number in known):
            return FolderState(*known)
        return self.examine(name).state

    def examine(self, name: str) -> Opened:
        """Open the folder read-only, again if it is open."""
        refuse_line_breaks(name)
        self.leave_folder()
        with self._opening(name) as connection:
            answer = connection.select_folder(name, readonly=True)
            state = self._state(connection, answer)
        self._opened = Opened(name, state, monotonic() + _EXAMINED_AGAIN_S)
        return self._opened

    def inside(self, name: str) -> Opened:
        """Be in the folder; what is seen may be as old as the last exchange."""
        opened = self._opened
        if opened is None or opened.name != name:
            opened = self.examine(name)
        opened.fresh = False
        return opened

    def afresh(self, name: str, *, again: bool = False) -> Opened:
        """Be in the folder, and see it as it is now.

        With `again` even if it was looked at just now, and the next one need not.
        """
        opened = self._opened
        if opened is None or opened.name != name or monotonic() > opened.until:
            opened = self.examine(name)
        elif again or not opened.fresh:
            opened = self._renewed(opened)
        opened.fresh = again
        return opened

    def _renewed(self, opened: Opened) -> Opened:
        with self.speaking() as connection:
            exists, expunged = connection.news()
            if exists is None and not expunged:
                return opened
            if not expunged:
                uidnext = opened.state.uidnext
                above = rows(connection.uid_command("FETCH", f"{uidnext}:*", "(UID)"))
                uidnext = max([uidnext, *(uid + 1 for uid in above)])
                state = FolderState(opened.state.uidvalidity, uidnext, exists or 0)
                self._opened = Opened(opened.name, state, opened.until)
                return self._opened
        # how many are left depends on the order of the news, which the library does not keep
        return self.examine(opened.name)

    def _is_open(self, name: str) -> bool:
        return self._opened is not None and self._opened.name == name

    def leave_folder(self) -> None:
        """Forget which folder is open."""
        self._opened = None

    def _state(self, connection: Connection, answer: dict[bytes, Any]) -> FolderState:
        validity, exists = answer.get(b"UIDVALIDITY"), answer.get(b"EXISTS")
        if validity is None or exists is None:
            raise ServerRefused(
                _(
                    "{server} does not number the mails of a folder for good (no UIDVALIDITY), "
                    "so it cannot be watched. Ask the mail provider."
                ).format(server=self.server)
            )
        uidnext = answer.get(b"UIDNEXT")
        if uidnext is None:
            # old servers leave it out; the last mail's number is as good
            last = rows(connection.uid_command("FETCH", "*", "(UID)")) if exists else {}
            uidnext = max(last, default=0) + 1
        return FolderState(validity, uidnext, exists)

    def _drop(self) -> None:
        connection, self._connection = self._connection, None
        self.leave_folder()
        if connection is not None:
            connection.drop()

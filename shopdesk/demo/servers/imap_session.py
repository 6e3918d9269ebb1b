"""The state of one IMAP session, and what every command handler needs from it."""

from __future__ import annotations

import asyncio
import ssl
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum

from shopdesk.demo.servers.faults import ImapFaults
from shopdesk.demo.servers.imap_connection import (
    LITERAL_LIMIT,
    LITERAL_LIMIT_BEFORE_LOGIN,
    ImapConnection,
)
from shopdesk.demo.servers.imap_parse import BadSyntax
from shopdesk.demo.servers.imap_view import MailboxView
from shopdesk.demo.servers.mailfolder import Folder
from shopdesk.demo.servers.mailstore import MailStore

_ALWAYS = ("IMAP4rev1", "LITERAL+", "SASL-IR", "ID", "ENABLE")
_LOGGED_IN = (
    "IDLE",
    "NAMESPACE",
    "UIDPLUS",
    "MOVE",
    "UNSELECT",
    "CHILDREN",
    "SPECIAL-USE",
    "CONDSTORE",
)
_TRANSCRIPT_LENGTH = 10_000


class State(Enum):
    """Where a session stands (RFC 3501, 3)."""

    NOT_AUTHENTICATED = "not authenticated"
    AUTHENTICATED = "authenticated"
    SELECTED = "selected"


class Refused(Exception):
    """The command was understood and is answered with NO."""

    def __init__(self, text: str, *, code: str = "") -> None:
        super().__init__(f"[{code}] {text}" if code else text)


@dataclass(slots=True)
class ImapContext:
    """What all sessions of a server share."""

    store: MailStore
    """The mail."""
    clock: Callable[[], datetime]
    """INTERNALDATE of what is appended without a date; aware."""
    starttls: ssl.SSLContext | None = None
    """Certificate for STARTTLS; without TLS nobody can log in then."""
    faults: ImapFaults = field(default_factory=ImapFaults)
    """What to do wrong."""
    transcript: deque[str] = field(default_factory=lambda: deque(maxlen=_TRANSCRIPT_LENGTH))
    """The latest commands of all sessions, credentials left out."""


class ImapSession:
    """One client, from greeting to logout."""

    def __init__(self, connection: ImapConnection, context: ImapContext) -> None:
        self.connection = connection
        self.context = context
        self.user: str | None = None
        self.view: MailboxView | None = None
        self.condstore = False
        """The client asked for change numbers."""
        self.identified = False
        """The client sent ID."""
        self.ended = False
        """The client logged out."""
        self.changed = asyncio.Event()
        """Set by every change of a folder of the store; whoever waits clears it first."""
        self._unsubscribe: Callable[[], None] = lambda: None

    @property
    def store(self) -> MailStore:
        """The mail."""
        return self.context.store

    @property
    def faults(self) -> ImapFaults:
        """What to do wrong, as of now."""
        return self.context.faults

    @property
    def state(self) -> State:
        """Where the session stands."""
        if self.user is None:
            return State.NOT_AUTHENTICATED
        return State.AUTHENTICATED if self.view is None else State.SELECTED

    @property
    def literal_limit(self) -> int:
        """Octets that the literals of the next command may have."""
        return LITERAL_LIMIT_BEFORE_LOGIN if self.user is None else LITERAL_LIMIT

    @property
    def may_log_in(self) -> bool:
        """Whether a password may travel here: where STARTTLS is offered, only behind it."""
        return self.connection.encrypted or self.context.starttls is None

    def capabilities(self) -> list[str]:
        """Return what is offered now."""
        names = list(_ALWAYS)
        if self.user is not None:
            names += _LOGGED_IN
        elif self.may_log_in:
            names.append("AUTH=PLAIN")
        else:
            names += ("STARTTLS", "LOGINDISABLED")
        return [name for name in names if name not in self.faults.hidden_capabilities]

    def offers(self, capability: str) -> bool:
        """Tell whether a capability is not hidden."""
        return capability not in self.faults.hidden_capabilities

    def require(self, capability: str) -> None:
        """Refuse what belongs to a hidden capability, as a server that never heard of it.

        Raises:
            BadSyntax: It is hidden.
        """
        if not self.offers(capability):
            raise BadSyntax("unknown command or argument")

    def log_in(self, user: str, password: str) -> str:
        """Check a password and return the text of the OK.

        Raises:
            Refused: Wrong password, or no encryption where there must be.
        """
        if not self.may_log_in:
            raise Refused("Encryption first: STARTTLS", code="PRIVACYREQUIRED")
        if not self.store.authenticate(user, password):
            raise Refused("Wrong user or password", code="AUTHENTICATIONFAILED")
        self.user = user
        loop = asyncio.get_running_loop()

        def wake(_folder: Folder) -> None:
            # the change may come from another thread, after this loop has ended
            with suppress(RuntimeError):
                loop.call_soon_threadsafe(self.changed.set)

        self._unsubscribe = self.store.subscribe(wake)
        return f"[CAPABILITY {' '.join(self.capabilities())}] Logged in"

    def account(self) -> str:
        """Return who is logged in.

        Raises:
            Refused: Nobody.
        """
        if self.user is None:
            raise Refused("Log in first")
        return self.user

    def selected(self) -> MailboxView:
        """Return the selected folder's view.

        Raises:
            Refused: None is selected.
        """
        if self.view is None:
            raise Refused("No mailbox selected")
        return self.view

    def writable(self) -> MailboxView:
        """Return the selected folder's view for changing it.

        Raises:
            Refused: None is selected, or it was opened with EXAMINE.
        """
        view = self.selected()
        if view.read_only:
            raise Refused("Mailbox is open read-only", code="READ-ONLY")
        return view

    def write_updates(self, *, expunges: bool) -> None:
        """Write what the client has yet to be told about its selected folder.

        Raises:
            FolderGone: There is no such folder any more.
        """
        if self.view is not None:
            for line in self.view.updates(expunges=expunges, with_modseq=self.condstore):
                self.connection.write(line)

    def end(self) -> None:
        """Let go of the store."""
        self._unsubscribe()

"""One folder of the in-memory mail store: messages by UID, every change numbered."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from threading import RLock

SEEN, ANSWERED, FLAGGED, DELETED, DRAFT = (
    "\\Seen",
    "\\Answered",
    "\\Flagged",
    "\\Deleted",
    "\\Draft",
)
SYSTEM_FLAGS = (ANSWERED, FLAGGED, DELETED, SEEN, DRAFT)
_SYSTEM_FLAG_BY_LOWER = {flag.lower(): flag for flag in SYSTEM_FLAGS}
_BARE_LF = re.compile(rb"(?<!\r)\n")


@dataclass(frozen=True, slots=True)
class StoredMessage:
    """One message as it lies in a folder; a change of flags makes a new object."""

    uid: int
    """Unique in its folder for as long as the folder's UIDVALIDITY lasts."""
    internaldate: datetime
    """When the server took the message; aware, whole seconds."""
    flags: frozenset[str]
    """System flags in their canonical spelling, keywords as first written."""
    raw: bytes
    """The message with CRLF line ends."""
    modseq: int
    """The folder's change number when this message last changed (RFC 7162)."""


@dataclass(frozen=True, slots=True)
class FolderState:
    """A consistent picture of a folder."""

    uidvalidity: int
    """Epoch of the UIDs."""
    uidnext: int
    """The UID that the next message will get."""
    modseq: int
    """Number of the latest change, expunges included."""
    messages: Mapping[int, StoredMessage]
    """By UID, ascending."""
    keywords: tuple[str, ...]
    """Every keyword that was ever set here, in the order of first use."""


class Folder:
    """Messages of one folder; every method may be called from any thread."""

    def __init__(
        self,
        name: str,
        uidvalidity: int,
        special_use: str | None,
        lock: RLock,
        on_change: Callable[[Folder], None],
    ) -> None:
        self.name = name
        self.uidvalidity = uidvalidity
        self.special_use = special_use
        self.gone = False
        """True once the folder was deleted or got another UIDVALIDITY: whoever has it
        selected holds a dead folder."""
        self.lock = lock
        """Held, it makes several calls one for every other thread."""
        self._on_change = on_change
        self._uidnext = 1
        self._modseq = 1
        self._messages: dict[int, StoredMessage] = {}
        self._keywords: dict[str, str] = {}

    def state(self) -> FolderState:
        """Return what is in the folder now."""
        with self.lock:
            return FolderState(
                self.uidvalidity,
                self._uidnext,
                self._modseq,
                dict(self._messages),
                tuple(self._keywords.values()),
            )

    def modseq(self) -> int:
        """Return the number of the latest change."""
        with self.lock:
            return self._modseq

    def get(self, uid: int) -> StoredMessage | None:
        """Return one message, or None once it is expunged."""
        with self.lock:
            return self._messages.get(uid)

    def add(self, raw: bytes, internaldate: datetime, flags: Iterable[str] = ()) -> StoredMessage:
        """File a message under the next UID.

        Raises:
            ValueError: `internaldate` is naive.
        """
        if internaldate.tzinfo is None:
            raise ValueError("internaldate must be aware")
        body = _BARE_LF.sub(b"\r\n", raw)
        when = internaldate.replace(microsecond=0)
        with self.lock:
            self._modseq += 1
            message = StoredMessage(self._uidnext, when, self._canonical(flags), body, self._modseq)
            self._messages[message.uid] = message
            self._uidnext += 1
        self._on_change(self)
        return message

    def change_flags(
        self,
        uid: int,
        *,
        add: Iterable[str] = (),
        remove: Iterable[str] = (),
        replace_all: bool = False,
        unchanged_since: int | None = None,
    ) -> StoredMessage | None:
        """Change the flags of one message and return it; None when it is expunged.

        Args:
            uid: The message.
            add: Flags to set.
            remove: Flags to clear.
            replace_all: Clear every flag first.
            unchanged_since: Leave the message as it is when it changed after this number; the
                caller sees that in the modseq returned.
        """
        with self.lock:
            message = self._messages.get(uid)
            if message is None:
                return None
            if unchanged_since is not None and message.modseq > unchanged_since:
                return message
            kept = frozenset[str]() if replace_all else message.flags
            flags = (kept | self._canonical(add)) - self._canonical(remove)
            if flags == message.flags:
                return message
            self._modseq += 1
            message = replace(message, flags=flags, modseq=self._modseq)
            self._messages[uid] = message
        self._on_change(self)
        return message

    def expunge(self, uids: Iterable[int]) -> list[StoredMessage]:
        """Remove messages for good and return those that were there."""
        with self.lock:
            removed = [self._messages.pop(uid) for uid in uids if uid in self._messages]
            if removed:
                self._modseq += 1
        if removed:
            self._on_change(self)
        return removed

    def _canonical(self, flags: Iterable[str]) -> frozenset[str]:
        """Spell flags one way: they are compared without regard to case (RFC 9051, 2.3.2)."""
        return frozenset(self._spelling(flag) for flag in flags)

    def _spelling(self, flag: str) -> str:
        lower = flag.lower()
        if flag.startswith("\\"):
            return _SYSTEM_FLAG_BY_LOWER.get(lower, flag)
        return self._keywords.setdefault(lower, flag)

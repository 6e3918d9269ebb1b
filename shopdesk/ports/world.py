"""The clock and the owner's attention."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from shopdesk.domain.alarm.board import Note


class Clock(Protocol):
    """The only source of the time."""

    def now(self) -> datetime:
        """The instant, aware, UTC."""
        ...


class Notifier(Protocol):
    """Tells the owner outside the program's own screen."""

    def notify(self, note: Note) -> bool:
        """Try for a few seconds at most; False when this machine cannot. Never raises."""
        ...


class Phone(Protocol):
    """One address at which the owner's phone is told. Used from one thread."""

    @property
    def name(self) -> str:
        """How to speak of it; never the address, which may hold a secret."""
        ...

    def push(self, note: Note) -> None:
        """Tell it, within half a minute; raises `PhoneError`."""
        ...


class PhoneBook(Protocol):
    """The owner's phones."""

    def phones(self) -> Sequence[Phone]:
        """Those in the settings; may take half a minute. Raises `PhoneError`, `SecretMissing`."""
        ...


class Files(Protocol):
    """The owner's files, to go with a reply."""

    def read(self, path: str) -> bytes:
        """The content; raises `FileTrouble` with a sentence when it cannot be had."""
        ...


class Disk(Protocol):
    """The disk under the profile."""

    def free(self) -> int | None:
        """Bytes that we may still write; None where the system does not say."""
        ...


class Lease(Protocol):
    """Who may fetch and ring for a profile: one process at a time, a board before `watch`."""

    def take(self) -> bool:
        """Try to get it; True when it is ours. A holder that died has let go of it."""
        ...

    def holds(self) -> bool:
        """Whether it is still ours; whoever lost it must stop fetching and ringing."""
        ...

    def writes(self) -> bool:
        """Whether the owner may change things here: not on a second board."""
        ...

    def wanted(self) -> bool:
        """Whether somebody with a better claim waits for it."""
        ...

    def release(self) -> None:
        """Let it go; harmless when it is not ours."""
        ...

"""The clock and the owner's attention."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from shopdesk.domain.board import Note


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


class Files(Protocol):
    """The owner's files, to go with a reply."""

    def read(self, path: str) -> bytes:
        """The content; raises `FileTrouble` with a sentence when it cannot be had."""
        ...


class Lease(Protocol):
    """Who may fetch and ring for a profile: one process at a time, a board before `watch`."""

    def take(self) -> bool:
        """Try to get it; True when it is ours. A holder that died has let go of it."""
        ...

    def wanted(self) -> bool:
        """Whether somebody with a better claim waits for it."""
        ...

    def release(self) -> None:
        """Let it go; harmless when it is not ours."""
        ...

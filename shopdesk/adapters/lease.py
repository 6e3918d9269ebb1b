"""The lease by file locks: the system lets go of them when a process dies, however it dies."""

from __future__ import annotations

from pathlib import Path

from filelock import FileLock, Timeout


class _Lock:
    def __init__(self, path: Path) -> None:
        self._lock = FileLock(path, timeout=0, mode=0o600, thread_local=False)

    def take(self) -> bool:
        if self._lock.is_locked:
            return True
        try:
            self._lock.acquire()
        except Timeout:
            return False
        return True

    def release(self) -> None:
        self._lock.release()


class BoardLease:
    """A board holds its own lock all its life, which tells `watch` to step aside."""

    def __init__(self, folder: Path) -> None:
        self._board = _Lock(folder / "board.lock")
        self._fetch = _Lock(folder / "fetch.lock")

    def take(self) -> bool:
        """A second board gets it when the first has closed."""
        return self._board.take() and self._fetch.take()

    def wanted(self) -> bool:
        """Nobody comes before a board."""
        return False

    def release(self) -> None:
        """Let both go."""
        self._fetch.release()
        self._board.release()


class WatchLease:
    """`watch` works while no board is open."""

    def __init__(self, folder: Path) -> None:
        self._board = _Lock(folder / "board.lock")
        self._fetch = _Lock(folder / "fetch.lock")

    def take(self) -> bool:
        """Only when no board is there and no other `watch` holds it."""
        return not self.wanted() and self._fetch.take()

    def wanted(self) -> bool:
        """Whether a board is there: its lock cannot be had."""
        if not self._board.take():
            return True
        self._board.release()
        return False

    def release(self) -> None:
        """Let it go."""
        self._fetch.release()

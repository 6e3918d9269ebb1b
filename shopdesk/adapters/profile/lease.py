"""The lease by file locks: the system lets go of them when a process dies, however it dies."""

from __future__ import annotations

from pathlib import Path

from filelock import FileLock, Timeout

BOARD, FETCH = "board.lock", "fetch.lock"


class _Lock:
    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = FileLock(path, timeout=0, mode=0o600, thread_local=False)
        self._file: tuple[int, int] | None = None

    def take(self) -> bool:
        if self._lock.is_locked:
            if self.holds():
                return True
            self.release()
        try:
            self._lock.acquire()
        except Timeout:
            return False
        self._file = self._there()
        return True

    def holds(self) -> bool:
        """Whether it is locked and still the file that others would try to lock."""
        return self._lock.is_locked and self._file is not None and self._file == self._there()

    def release(self) -> None:
        self._lock.release()

    def _there(self) -> tuple[int, int] | None:
        try:
            found = self._path.stat()
        except OSError:
            return None
        return found.st_dev, found.st_ino


class BoardLease:
    """A board holds its own lock all its life, which tells `watch` to step aside."""

    def __init__(self, folder: Path) -> None:
        self._board = _Lock(folder / BOARD)
        self._fetch = _Lock(folder / FETCH)

    def take(self) -> bool:
        """A second board gets it when the first has closed."""
        return self._board.take() and self._fetch.take()

    def holds(self) -> bool:
        """Whether it is ours, and nobody took the files away under it."""
        return self._board.holds() and self._fetch.holds()

    def writes(self) -> bool:
        """Only the first board does, while `watch` hands the rest over too."""
        return self._board.holds()

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
        self._board = _Lock(folder / BOARD)
        self._fetch = _Lock(folder / FETCH)

    def take(self) -> bool:
        """Only when no board is there and no other `watch` holds it."""
        return not self.wanted() and self._fetch.take()

    def holds(self) -> bool:
        """Whether it is ours, and nobody took the file away under it."""
        return self._fetch.holds()

    def writes(self) -> bool:
        """Everybody but a second board does."""
        return True

    def wanted(self) -> bool:
        """Whether a board is there: its lock cannot be had."""
        if not self._board.take():
            return True
        self._board.release()
        return False

    def release(self) -> None:
        """Let it go."""
        self._fetch.release()

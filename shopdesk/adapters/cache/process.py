"""The `Shelver` port in a process of its own, so that many mails hold up neither screen nor desk.

Reading a hundred thousand mails is a minute of computing; in our own process every key would have
to wait for its turn between them.
"""

from __future__ import annotations

import contextlib
import json
import subprocess
import sys
from collections import deque
from pathlib import Path
from typing import IO, Any

from shopdesk.adapters.cache import pipe
from shopdesk.adapters.child import WINDOWS
from shopdesk.domain.errors import RecordsError
from shopdesk.ports.cache import Stretch, Unread
from shopdesk.words import _

_AHEAD = 1
"""Stretches that are sent while an earlier one is worked on."""
_END_S = 10.0
_NO_WINDOW: int = getattr(subprocess, "CREATE_NO_WINDOW", 0)
_PROGRAM = (
    "import json, sys; sys.path[:] = json.loads(sys.argv[1]); "
    "from shopdesk.adapters.cache.worker import main; main(*sys.argv[2:])"
)


class ShelfProcess:
    """Starts the process with the first work, and ends it when it is closed."""

    def __init__(self, cache: Path, records: Path) -> None:
        """The profile's files."""
        self._files = (str(cache), str(records))
        self._child: subprocess.Popen[bytes] | None = None
        self._sent: deque[Stretch] = deque()

    def shelve(self, stretch: Stretch) -> tuple[Unread, ...]:
        """Send it; what could not be read comes with the answers to earlier ones."""
        unread: tuple[Unread, ...] = ()
        while len(self._sent) > _AHEAD:
            unread += self._answer()
        into, _from = self._pipes()
        try:
            pipe.send_stretch(into, stretch)
        except OSError as error:
            raise self._ended() from error
        self._sent.append(stretch)
        return unread

    def settle(self) -> tuple[Unread, ...]:
        """Wait for every answer."""
        unread: tuple[Unread, ...] = ()
        while self._sent:
            unread += self._answer()
        return unread

    def index_records(self) -> bool:
        """Have it done and wait; before the first stretch."""
        into, answers = self._pipes()
        try:
            pipe.send(into, {"records": True})
        except OSError as error:
            raise self._ended() from error
        return bool(self._checked(pipe.receive(answers))["more"])

    def close(self) -> None:
        """Let it end with what it has begun."""
        child, self._child = self._child, None
        self._sent.clear()
        if child is None:
            return
        with child:
            assert child.stdin is not None  # noqa: S101 - asked for
            with contextlib.suppress(OSError):
                child.stdin.close()
            try:
                child.wait(_END_S)
            except subprocess.TimeoutExpired:
                child.kill()

    def _answer(self) -> tuple[Unread, ...]:
        _into, answers = self._pipes()
        said = self._checked(pipe.receive(answers))
        return pipe.unread_of(said, self._sent.popleft())

    def _checked(self, said: dict[str, Any] | None) -> dict[str, Any]:
        if said is None:
            raise self._ended()
        if "error" in said:
            raise RecordsError(str(said["error"]))
        return said

    @staticmethod
    def _ended() -> RecordsError:
        return RecordsError(
            _("What reads older mail ended by itself. It goes on when shopdesk is started again.")
        )

    def _pipes(self) -> tuple[IO[bytes], IO[bytes]]:
        if self._child is None:
            self._child = self._started()
        into, answers = self._child.stdin, self._child.stdout
        assert into is not None and answers is not None  # noqa: S101 - asked for
        return into, answers

    def _started(self) -> subprocess.Popen[bytes]:
        """A session of its own: a ctrl+c that is meant for us must not end it in the middle."""
        try:
            return subprocess.Popen(
                [sys.executable, "-c", _PROGRAM, json.dumps(sys.path), *self._files],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                start_new_session=not WINDOWS,
                creationflags=_NO_WINDOW,
            )
        except OSError as error:
            raise RecordsError(
                _("Older mail cannot be read: no further program can be started ({why}).").format(
                    why=error
                )
            ) from error

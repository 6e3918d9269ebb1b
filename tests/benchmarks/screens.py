"""When something is on a program's screen: a terminal whose clock counts each byte's arrival."""

from __future__ import annotations

import fcntl
import os
import pty
import queue
import signal
import struct
import subprocess
import termios
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

import pyte

COLUMNS, LINES = 150, 45
PATIENCE_S = 600.0


class Screen:
    """A program in a terminal of its own.

    What it writes is noted with its time as it arrives and drawn afterwards, so that the drawing,
    which takes longer, is not charged to it.
    """

    def __init__(self, command: Sequence[str], folder: Path, env: Mapping[str, str]) -> None:
        self._screen = pyte.Screen(COLUMNS, LINES)
        self._stream = pyte.ByteStream(self._screen)
        self._arrived: queue.SimpleQueue[tuple[float, bytes]] = queue.SimpleQueue()
        self._ours, theirs = pty.openpty()
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", LINES, COLUMNS, 0, 0))
        self.began = time.monotonic()
        self.child = subprocess.Popen(
            command,
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            cwd=folder,
            env=dict(env) | {"HOME": str(folder)},
            start_new_session=True,
            # the terminal is to be its own: some programs open /dev/tty
            preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0),
        )
        os.close(theirs)
        threading.Thread(target=self._listen, daemon=True).start()

    @property
    def text(self) -> str:
        """The screen, line by line."""
        return "\n".join(self._screen.display)

    def press(self, keys: str) -> float:
        """Type; returns when."""
        at = time.monotonic()
        os.write(self._ours, keys.encode())
        return at

    def seen(self, *words: str, patience_s: float = PATIENCE_S) -> float:
        """When any of the words was there, by the monotonic clock."""
        return self._when(lambda: any(word in self.text for word in words), patience_s)

    def gone(self, words: str) -> float:
        """When the words were there no more."""
        return self._when(lambda: words not in self.text, PATIENCE_S)

    def _when(self, so: Callable[[], bool], patience_s: float) -> float:
        """When the bytes had arrived that make it so; fails with the screen."""
        until = time.monotonic() + patience_s
        at = time.monotonic()
        while not so():
            try:
                at, data = self._arrived.get(timeout=max(until - time.monotonic(), 0.001))
            except queue.Empty:
                raise AssertionError(f"not within {patience_s} s:\n{self.text}") from None
            if not data:
                raise AssertionError(f"it ended:\n{self.text}")
            self._stream.feed(data)
        return at

    def shows(self, words: str, patience_s: float = PATIENCE_S) -> float:
        """Seconds from the start until the words were there."""
        return self.seen(words, patience_s=patience_s) - self.began

    def close(self) -> None:
        """End it, whatever it does."""
        with suppress(ProcessLookupError):
            os.killpg(self.child.pid, signal.SIGTERM)
        try:
            self.child.wait(20)
        except subprocess.TimeoutExpired:
            os.killpg(self.child.pid, signal.SIGKILL)
            self.child.wait()
        os.close(self._ours)

    def _listen(self) -> None:
        while True:
            try:
                data = os.read(self._ours, 65_536)
            except OSError:
                data = b""
            self._arrived.put((time.monotonic(), data))
            if not data:
                return


@contextmanager
def screen(command: Sequence[str], folder: Path, env: Mapping[str, str]) -> Iterator[Screen]:
    """Run it, and end it."""
    made = Screen(command, folder, env)
    try:
        yield made
    finally:
        made.close()

"""A program under a pseudo-terminal, and the screen that it paints."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

import pexpect
import pyte

PATIENCE_S = 30.0
KEYS = {
    "enter": "\r",
    "escape": "\x1b",
    "down": "\x1b[B",
    "up": "\x1b[A",
    "ctrl+s": "\x13",
    "ctrl+q": "\x11",
    "f1": "\x1bOP",
}


class Terminal:
    """Keys in, a screen of characters out; every byte that the program wrote is kept."""

    def __init__(self, child: pexpect.spawn, columns: int, lines: int) -> None:
        self._child = child
        self._screen = pyte.Screen(columns, lines)
        self._stream = pyte.ByteStream(self._screen)
        self.written = b""

    @property
    def text(self) -> str:
        """The screen, line by line."""
        return "\n".join(self._screen.display)

    @property
    def pid(self) -> int:
        """The program's process."""
        return int(self._child.pid)

    @property
    def fd(self) -> int:
        """The terminal itself, for whoever measures what a reader would hold up."""
        return int(self._child.child_fd)

    def press(self, *keys: str) -> None:
        """Type keys: names of KEYS, or the characters themselves."""
        for key in keys:
            self._child.send(KEYS.get(key, key))

    def resize(self, columns: int, lines: int) -> None:
        """The owner pulls at the window's corner."""
        self._child.setwinsize(lines, columns)
        self._screen.resize(lines, columns)

    def read(self, seconds: float = 0.1) -> bool:
        """Take in what was written; False when the program has ended."""
        try:
            data = self._child.read_nonblocking(65536, timeout=seconds)
        except pexpect.TIMEOUT:
            return True
        except pexpect.EOF:
            return False
        self.written += data
        self._stream.feed(data)
        return True

    def wait_for(self, *words: str, seconds: float = PATIENCE_S) -> str:
        """Until all the words are on the screen; returns the screen."""
        return self.until(lambda: all(w in self.text for w in words), f"{words}", seconds=seconds)

    def wait_without(self, *words: str, seconds: float = PATIENCE_S) -> str:
        """Until none of the words is on the screen."""
        return self.until(
            lambda: not any(w in self.text for w in words), f"no {words}", seconds=seconds
        )

    def until(self, so: Callable[[], bool], what: str, *, seconds: float = PATIENCE_S) -> str:
        """Until something is so; fails with the screen."""
        end = time.monotonic() + seconds
        while not so():
            alive = self.read()
            if so():
                break
            if not alive or time.monotonic() > end:
                raise AssertionError(
                    f"waited for {what}, alive: {alive}, the screen is\n{self.text}"
                )
        return self.text

    def ended(self, seconds: float = PATIENCE_S) -> int:
        """Wait for the end of the program; its exit code."""
        end = time.monotonic() + seconds
        while self.read():
            if time.monotonic() > end:
                raise AssertionError(f"still running, the screen is\n{self.text}")
        self._child.close()
        return int(self._child.exitstatus if self._child.exitstatus is not None else -1)


@contextmanager
def terminal(
    command: Sequence[str],
    folder: Path,
    *,
    columns: int = 80,
    lines: int = 24,
    env: Mapping[str, str] | None = None,
) -> Iterator[Terminal]:
    """Run a command in a terminal whose home and temporary folder are `folder`."""
    temporary = folder / "tmp"
    temporary.mkdir(exist_ok=True)
    # a runner that tells its workers COLUMNS and LINES would have the program believe them
    own = ("SHOPDESK", "TMUX", "XDG", "COLUMNS", "LINES")
    kept = {k: v for k, v in os.environ.items() if not k.startswith(own)}
    child = pexpect.spawn(
        command[0],
        list(command[1:]),
        dimensions=(lines, columns),
        timeout=PATIENCE_S,
        env=kept
        | {
            "TERM": "xterm-256color",
            "COLORTERM": "truecolor",
            "LANG": "C.UTF-8",
            "HOME": str(folder),
            "TMPDIR": str(temporary),
        }
        | dict(env or {}),
    )
    try:
        yield Terminal(child, columns, lines)
    finally:
        child.close(force=True)

"""Another program, run once within bounds: no shell, no terminal, no time beyond its limit."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass

WINDOWS = os.name == "nt"
_NO_WINDOW: int = getattr(subprocess, "CREATE_NO_WINDOW", 0)


@dataclass(frozen=True, slots=True)
class Finished:
    """What a program left behind."""

    code: int
    """Its exit code; negative for a signal."""
    out: bytes
    """Its standard output."""
    complaints: bytes
    """Its standard error."""


def run(argv: Sequence[str], *, timeout_s: float, said: bytes = b"") -> Finished:
    """Run `argv` with `said` as its standard input.

    It gets a session of its own: it can neither paint on our terminal nor read from it, and its
    children are ended with it. Raises `OSError` when it cannot be started, and `TimeoutError`
    after `timeout_s` seconds, when all of it has been ended.
    """
    child = subprocess.Popen(
        argv,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=not WINDOWS,
        creationflags=_NO_WINDOW,
    )
    with child:
        try:
            out, complaints = child.communicate(said, timeout_s)
        except subprocess.TimeoutExpired:
            # not chained: it holds the arguments and the output, which may be secret
            raise TimeoutError(f"{argv[0]}: no end after {timeout_s:g} s") from None
        finally:
            # not reaped yet, so that its number still is its own
            if child.returncode is None:
                _end(child)
    return Finished(child.returncode, out, complaints)


def _end(child: subprocess.Popen[bytes]) -> None:
    if WINDOWS:
        child.kill()
        return
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(child.pid, signal.SIGKILL)

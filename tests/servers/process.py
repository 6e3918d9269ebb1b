"""Server programs as child processes that cannot outlive the test run."""

import contextlib
import os
import signal
import subprocess
import weakref
from collections.abc import Sequence
from pathlib import Path

# Reads from a pipe whose other end only the test run holds. A line means that the server was
# stopped in order; end of file means that the run is gone, by whatever signal.
_GUARD = """
read -r done && exit
kill -TERM "$1"
n=0
while kill -0 "$1" 2>/dev/null && [ "$n" -lt 50 ]; do n=$((n + 1)); sleep 0.1; done
kill -KILL "-$1"
rm -rf -- "$2"
"""

_PATIENCE_S = 30.0


class Daemon:
    """One server program, leader of a process group of its own."""

    def __init__(self, argv: Sequence[str], home: Path) -> None:
        """Start `argv`; `home` is its folder, which goes too if the run is killed."""
        self._output = home / "output"
        with self._output.open("ab") as out:
            self._server = subprocess.Popen(
                argv,
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=out,
                start_new_session=True,
            )
        self._guard = subprocess.Popen(
            ["/bin/sh", "-c", _GUARD, "guard", str(self._server.pid), str(home)],
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        self.stop = weakref.finalize(self, _stop, self._server, self._guard)
        """End the server and everything it started; also called at exit, and harmless twice."""

    @property
    def pid(self) -> int:
        """The process id, which is the group's id too."""
        return self._server.pid

    @property
    def running(self) -> bool:
        """False once the program has ended by itself or was stopped."""
        return self._server.poll() is None

    def output(self) -> str:
        """Return what the program printed, its log apart."""
        return self._output.read_text()


def _stop(server: "subprocess.Popen[bytes]", guard: "subprocess.Popen[bytes]") -> None:
    server.terminate()
    try:
        server.wait(_PATIENCE_S)
    except subprocess.TimeoutExpired:
        server.kill()
        server.wait()
    finally:
        # children that ignored their master's end
        with contextlib.suppress(ProcessLookupError):
            os.killpg(server.pid, signal.SIGKILL)
        guard.communicate(b"\n")

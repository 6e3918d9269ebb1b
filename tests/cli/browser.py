"""A real browser without a window, spoken to over a pipe; its connections are written down."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from tests.servers.requirement import require

NAMES = ("chromium-headless-shell", "chrome-headless-shell", "chromium", "google-chrome")
FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-default-apps",
    "--disable-domain-reliability",
    "--remote-debugging-pipe",
    "--proxy-bypass-list=<-loopback>",
)
PATIENCE_S = 60.0


class Browser:
    """One page of it."""

    def __init__(self, to: int, back: int, asked: list[str]) -> None:
        self._to, self._back = to, back
        self._pending = b""
        self._number = 0
        self._session = ""
        self.asked = asked
        """The first line of every request that reached the proxy."""
        target = self.call("Target.createTarget", url="about:blank")["targetId"]
        attached = self.call("Target.attachToTarget", targetId=target, flatten=True)
        self._session = attached["sessionId"]
        self.call("Page.enable")

    def open(self, page: Path) -> None:
        """Until it is there with all that belongs to it."""
        self.call("Page.navigate", url=page.as_uri())
        self._until("Page.loadEventFired")

    def dark(self, dark: bool) -> None:
        """What the reader's system prefers."""
        value = "dark" if dark else "light"
        features = [{"name": "prefers-color-scheme", "value": value}]
        self.call("Emulation.setEmulatedMedia", features=features)

    def value(self, script: str) -> Any:
        """What a script yields on the page, which itself may run none."""
        found = self.call("Runtime.evaluate", expression=script, returnByValue=True)
        assert "exceptionDetails" not in found, found
        return found["result"].get("value")

    def call(self, method: str, **params: object) -> dict[str, Any]:
        """One command and its answer."""
        self._number += 1
        message: dict[str, object] = {"id": self._number, "method": method, "params": params}
        if self._session:
            message["sessionId"] = self._session
        os.write(self._to, json.dumps(message).encode() + b"\0")
        while True:
            answer = self._next()
            if answer.get("id") == self._number:
                assert "error" not in answer, answer
                result: dict[str, Any] = answer["result"]
                return result

    def _until(self, event: str) -> None:
        while self._next().get("method") != event:
            pass

    def _next(self) -> dict[str, Any]:
        while b"\0" not in self._pending:
            chunk = os.read(self._back, 65536)
            assert chunk, "the browser has ended"
            self._pending += chunk
        one, _end, self._pending = self._pending.partition(b"\0")
        found: dict[str, Any] = json.loads(one)
        return found


@contextmanager
def browser() -> Iterator[Browser]:
    """Skips the test where there is none; in CI there has to be one."""
    program = next(filter(None, map(shutil.which, NAMES)), None)
    if program is None:
        require("needs a headless browser: apt-get install chromium-headless-shell")
        return
    to_read, to = os.pipe()
    back, back_write = os.pipe()

    def place() -> None:
        # the browser reads from 3 and writes to 4; neither may be overwritten on the way there
        first, second = os.dup(to_read), os.dup(back_write)
        os.dup2(first, 3)
        os.dup2(second, 4)

    with _proxy() as (port, asked), tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as home:
        flags = (*FLAGS, f"--proxy-server=http://127.0.0.1:{port}", f"--user-data-dir={home}")
        with subprocess.Popen(
            [program, *flags],
            preexec_fn=place,
            close_fds=False,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        ) as process:
            os.close(to_read)
            os.close(back_write)
            guard = threading.Timer(PATIENCE_S, process.kill)
            guard.start()
            try:
                yield Browser(to, back, asked)
            finally:
                guard.cancel()
                process.kill()
                os.close(to)
                os.close(back)


@contextmanager
def _proxy() -> Iterator[tuple[int, list[str]]]:
    """Everything that the browser wants from the network comes here, and gets nothing."""
    asked: list[str] = []
    listener = socket.create_server(("127.0.0.1", 0))

    def serve() -> None:
        with suppress(OSError):
            while True:
                connection, _address = listener.accept()
                with connection:
                    connection.settimeout(5)
                    with suppress(OSError):
                        asked.append(connection.recv(4096).split(b"\r\n")[0].decode("latin-1"))

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    try:
        yield listener.getsockname()[1], asked
    finally:
        with suppress(OSError):
            listener.shutdown(socket.SHUT_RDWR)
        listener.close()
        thread.join(5)

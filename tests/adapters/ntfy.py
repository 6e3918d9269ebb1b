"""A receiver that speaks as much of ntfy as Apprise asks for, over real HTTP on loopback."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass
class Receiver:
    """What came, and how the next ones are answered."""

    port: int = 0
    status: int = 200
    got: list[dict[str, Any]] = field(default_factory=list)
    authorization: list[str] = field(default_factory=list)
    hold: threading.Event = field(default_factory=threading.Event)
    """Set: answered at once."""

    @property
    def url(self) -> str:
        """Where a phone listens, for the settings."""
        return f"ntfy://127.0.0.1:{self.port}/lans-phone"

    @property
    def titles(self) -> list[str]:
        """Of what was accepted, in order."""
        return [str(note["title"]) for note in self.got]


@contextmanager
def ntfy() -> Iterator[Receiver]:
    """A receiver at work."""
    receiver = Receiver()
    receiver.hold.set()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            receiver.hold.wait()
            receiver.authorization.append(self.headers.get("Authorization", ""))
            if receiver.status == 200:
                receiver.got.append(json.loads(body))
            self.send_response(receiver.status)
            self.end_headers()
            self.wfile.write(b"{}")

        def log_message(self, format: str, *args: object) -> None:
            del format, args

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    receiver.port = server.server_port
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), name="ntfy", daemon=True)
    thread.start()
    try:
        yield receiver
    finally:
        receiver.hold.set()
        server.shutdown()
        server.server_close()
        thread.join()

"""A door of this machine's own that is open for one answer from the browser (RFC 8252 7.3)."""

from __future__ import annotations

import contextlib
import hmac
import html
import threading
import time
from http.server import BaseHTTPRequestHandler, HTTPServer
from types import TracebackType
from urllib.parse import parse_qs, urlsplit

from shopdesk.domain.errors import ConfigError
from shopdesk.words import _

_LOOK_EVERY_S = 0.2
_SLOWEST_S = 10.0
_LONGEST_PATH = 16_384


class Listener:
    """Hears on 127.0.0.1 only, and believes only what names our state."""

    def __init__(self, redirect: str, state: str) -> None:
        """`redirect` names host and path, and a port if it must be this one."""
        self._redirect = urlsplit(redirect)
        self._state = state
        self._came: str | None = None
        self._lock = threading.Lock()
        self._server: HTTPServer | None = None
        self._thread: threading.Thread | None = None

    def __enter__(self) -> Listener:
        listener = self

        class Handler(BaseHTTPRequestHandler):
            timeout = _SLOWEST_S

            def do_GET(self) -> None:
                ours = len(self.path) <= _LONGEST_PATH and listener._take(self.path)
                self.send_response(200 if ours else 404)
                self.send_header("Content-Type", "text/html; charset=utf-8")
                self.send_header("Connection", "close")
                self.end_headers()
                if ours:
                    self.wfile.write(_page().encode("utf-8"))

            def log_message(self, format: str, *args: object) -> None:
                """Nothing: the path holds the code."""

        try:
            self._server = HTTPServer(("127.0.0.1", self._redirect.port or 0), Handler)
        except OSError as error:
            raise ConfigError(
                _(
                    "Port {port} of this computer is in use, and the settings name it as "
                    "`redirect`. Name another one there and at the provider."
                ).format(port=self._redirect.port)
            ) from error
        self._thread = threading.Thread(
            target=self._server.serve_forever, args=(_LOOK_EVERY_S,), daemon=True
        )
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._server is not None and self._thread is not None:
            self._server.shutdown()
            self._server.server_close()
            self._thread.join(_SLOWEST_S)

    @property
    def address(self) -> str:
        """What the browser is sent to."""
        port = self._server.server_port if self._server else 0
        return f"http://{self._redirect.hostname}:{port}{self._redirect.path or '/'}"

    def answer(self, patience_s: float, cancelled: threading.Event) -> str | None:
        """The address that the browser came to; None when it did not come."""
        until = time.monotonic() + patience_s
        while time.monotonic() < until:
            with self._lock:
                if self._came is not None:
                    return self._came
            if cancelled.wait(_LOOK_EVERY_S):
                return None
        return None

    def _take(self, path: str) -> bool:
        parts = urlsplit(path)
        asked: dict[str, list[str]] = {}
        with contextlib.suppress(ValueError):
            asked = parse_qs(parts.query, max_num_fields=30)
        state = asked.get("state", [""])[0]
        if parts.path != (self._redirect.path or "/") or not ({"code", "error"} & set(asked)):
            return False
        # anybody on this machine can knock here: only who knows the state is heard
        if not hmac.compare_digest(state.encode(), self._state.encode()):
            return False
        with self._lock:
            if self._came is None:
                self._came = self.address.partition("?")[0] + "?" + parts.query
        return True


def _page() -> str:
    words = html.escape(_("Done. Close this window and go back to shopdesk."))
    return f"<!doctype html><meta charset=utf-8><title>shopdesk</title><p>{words}</p>"

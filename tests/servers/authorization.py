"""A provider that hands out tokens (OAuth 2.0), on this machine, with its pages by HTTPS."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import secrets
import ssl
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlencode, urlsplit

from shopdesk.domain.shop.oauth import Endpoints
from tests.servers.certs import Certificate
from tests.servers.ports import LOOPBACK


@dataclass
class Authorization:
    """What it gives, to whom, and what it was asked."""

    secret: bytes = field(default_factory=lambda: secrets.token_bytes(32))
    """Signs the tokens."""
    user: str = "lan@shop.test"
    """Who sits at the browser."""
    lasts_s: int = 3600
    """How long a token lets in."""
    denies: str = ""
    """The error that the page answers with instead of a code."""
    gives_refresh: bool = True
    """Whether a refresh token comes along."""
    rotates: bool = False
    """Whether a refresh token is good for one use."""
    failing: tuple[int, bytes] | None = None
    """What the token endpoint answers with instead."""
    waits: list[str] = field(default_factory=list)
    """Errors that a device gets first, one for each time that it asks."""
    asked: list[dict[str, str]] = field(default_factory=list)
    """Forms that came to the token endpoint."""
    refresh: set[str] = field(default_factory=set)
    """Refresh tokens that are good."""
    codes: dict[str, dict[str, str]] = field(default_factory=dict)
    """Codes that are good, and what the page was asked for them."""
    port: int = 0
    """Where it is."""

    @property
    def endpoints(self) -> Endpoints:
        """Where a client asks."""
        base = f"https://localhost:{self.port}"
        return Endpoints(f"{base}/page", f"{base}/token", f"{base}/device", "mail")

    def access_token(self, *, user: str = "", lasts_s: int | None = None) -> str:
        """A signed token (RFC 7519) as Dovecot reads it."""
        now = int(time.time())
        claims = {
            "iss": "shop.test",
            "sub": user or self.user,
            "email": user or self.user,
            "iat": now - 60,
            "exp": now + (self.lasts_s if lasts_s is None else lasts_s),
        }
        parts = [_packed(json.dumps(part).encode()) for part in (_HEAD, claims)]
        signed = hmac.digest(self.secret, ".".join(parts).encode(), "sha256")
        return ".".join([*parts, _packed(signed)])

    def page(self, asked: dict[str, str]) -> str:
        """Where the browser is sent on."""
        assert asked["code_challenge_method"] == "S256"
        assert asked["response_type"] == "code"
        if self.denies:
            told = {"error": self.denies}
        else:
            code = secrets.token_urlsafe(8)
            self.codes[code] = asked
            told = {"code": code}
        return f"{asked['redirect_uri']}?{urlencode({**told, 'state': asked['state']})}"

    def token(self, form: dict[str, str]) -> tuple[int, dict[str, object]]:
        """What the token endpoint says to a form."""
        self.asked.append(form)
        if form.get("client_id") != "shopdesk-test":
            return 401, {"error": "invalid_client"}
        match form["grant_type"]:
            case "authorization_code":
                asked = self.codes.pop(form["code"], None)
                hashed = hashlib.sha256(form.get("code_verifier", "").encode()).digest()
                if not asked or asked["code_challenge"] != _packed(hashed):
                    return 400, {"error": "invalid_grant"}
                if asked["redirect_uri"] != form["redirect_uri"]:
                    return 400, {"error": "invalid_grant"}
            case "refresh_token":
                if form["refresh_token"] not in self.refresh:
                    return 400, {"error": "invalid_grant"}
                if not self.rotates:
                    return 200, {"access_token": self.access_token(), "expires_in": self.lasts_s}
                self.refresh.discard(form["refresh_token"])
            case _:
                if self.waits:
                    return 400, {"error": self.waits.pop(0)}
        return 200, self._given()

    def _given(self) -> dict[str, object]:
        told: dict[str, object] = {
            "access_token": self.access_token(),
            "token_type": "Bearer",
            "expires_in": self.lasts_s,
        }
        if self.gives_refresh:
            told["refresh_token"] = secrets.token_urlsafe(16)
            self.refresh.add(str(told["refresh_token"]))
        return told


def _packed(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


@contextmanager
def authorization(certificate: Certificate) -> Iterator[Authorization]:
    """The provider, up."""
    provider = Authorization()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            parts = urlsplit(self.path)
            assert parts.path == "/page"
            self.send_response(302)
            self.send_header("Location", provider.page(_single(parts.query)))
            self.end_headers()

        def do_POST(self) -> None:
            form = _single(self.rfile.read(int(self.headers["Content-Length"])).decode())
            if self.path == "/device":
                self._say(200, json.dumps(_DEVICE).encode())
            elif provider.failing:
                self._say(*provider.failing)
            else:
                status, told = provider.token(form)
                self._say(status, json.dumps(told).encode())

        def _say(self, status: int, body: bytes) -> None:
            self.send_response(status)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            """Nothing."""

    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(certificate.chain, certificate.key)
    server = ThreadingHTTPServer((LOOPBACK, 0), Handler)
    server.daemon_threads = True
    server.socket = context.wrap_socket(
        server.socket, server_side=True, do_handshake_on_connect=False
    )
    provider.port = server.server_port
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield provider
    finally:
        server.shutdown()
        server.server_close()
        thread.join(10)


_HEAD = {"typ": "JWT", "alg": "HS256"}
_DEVICE = {
    "device_code": "device-1",
    "user_code": "ABCD-EFGH",
    "verification_uri": "https://localhost/device",
    "interval": 0.05,
}


def _single(query: str) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs(query).items()}

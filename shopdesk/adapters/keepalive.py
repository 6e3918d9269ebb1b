"""TCP as we want it: a connection that died in silence is found out within a minute."""

from __future__ import annotations

import contextlib
import socket

_SECONDS = {
    # Linux and Windows; macOS calls the first one TCP_KEEPALIVE
    "TCP_KEEPIDLE": 20,
    "TCP_KEEPALIVE": 20,
    "TCP_KEEPINTVL": 10,
    "TCP_KEEPCNT": 3,
}
_UNHEARD_MS = 50_000


def keep_alive(sock: socket.socket) -> None:
    """Probe the other side after twenty seconds of silence, where the platform can.

    What was sent and never acknowledged ends the connection after fifty seconds (Linux; elsewhere
    it takes minutes). And hold no small piece back: a command comes in several, and each would
    wait for the other side's delayed acknowledgement (40 ms).
    """
    with contextlib.suppress(OSError):
        sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
    for option, value in (*_SECONDS.items(), ("TCP_USER_TIMEOUT", _UNHEARD_MS)):
        if hasattr(socket, option):
            with contextlib.suppress(OSError):
                sock.setsockopt(socket.IPPROTO_TCP, getattr(socket, option), value)

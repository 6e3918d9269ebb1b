"""TCP as we want it: a connection that died in silence is found out while nothing is said."""

from __future__ import annotations

import contextlib
import socket

_SECONDS = {
    # Linux and Windows; macOS calls the first one TCP_KEEPALIVE
    "TCP_KEEPIDLE": 60,
    "TCP_KEEPALIVE": 60,
    "TCP_KEEPINTVL": 20,
    "TCP_KEEPCNT": 4,
}


def keep_alive(sock: socket.socket) -> None:
    """Probe the other side after a minute of silence, where the platform can.

    And hold no small piece back: a command comes in several, and each would wait for the other
    side's delayed acknowledgement (40 ms).
    """
    with contextlib.suppress(OSError):
        sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
    for option, value in _SECONDS.items():
        if hasattr(socket, option):
            with contextlib.suppress(OSError):
                sock.setsockopt(socket.IPPROTO_TCP, getattr(socket, option), value)

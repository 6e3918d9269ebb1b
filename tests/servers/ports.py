"""TCP ports of 127.0.0.1 that nobody uses yet."""

import secrets
import socket

LOOPBACK = "127.0.0.1"

# Below what Linux, macOS and Windows hand out for outgoing connections, so that a server may be
# stopped and started again on its port without a client having taken it meanwhile.
_CANDIDATES = range(15_000, 32_000)


def free_ports(count: int) -> list[int]:
    """Return `count` different ports that could be bound a moment ago."""
    found: set[int] = set()
    while len(found) < count:
        port = secrets.choice(_CANDIDATES)
        with socket.socket() as probe:
            try:
                probe.bind((LOOPBACK, port))
            except OSError:
                continue
        found.add(port)
    return list(found)


def closed(port: int) -> bool:
    """Say whether nothing listens on `port` any more."""
    with socket.socket() as probe:
        probe.settimeout(10)
        try:
            probe.connect((LOOPBACK, port))
        except ConnectionRefusedError:
            return True
        except OSError:
            return False
    return False

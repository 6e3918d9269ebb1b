"""What flufl.bounce knows: the notices of many servers that follow no standard."""

from __future__ import annotations

import email
from email.errors import MessageError

from shopdesk.adapters.bounces.report import ADDRESS

_BROKEN = (
    AssertionError,
    AttributeError,
    LookupError,
    MessageError,
    RecursionError,
    TypeError,
    ValueError,
)
"""What the library, or the standard library's parser below it, raises on malformed mail."""


def recipients(raw: bytes) -> tuple[str, ...]:
    """The addresses that it finds; none where it recognises nothing."""
    # Only mails that came back are worth its import.
    from flufl.bounce import all_failures

    try:
        passing, lasting = all_failures(email.message_from_bytes(raw))
    except _BROKEN:
        return ()
    found = sorted(address.decode("ascii", "replace") for address in passing | lasting)
    return tuple(address for address in found if ADDRESS.fullmatch(address))

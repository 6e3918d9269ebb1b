"""The ENVELOPE of a message (RFC 3501, 7.4.2), encoded words left as they are."""

from __future__ import annotations

from email.utils import getaddresses

from shopdesk.demo.servers.imap_wire import nstring, string
from shopdesk.demo.servers.rfc5322 import RawMessage

_ADDRESS_FIELDS = (b"from", b"sender", b"reply-to", b"to", b"cc", b"bcc")
_LONGEST_ADDRESS_FIELD = 20_000
"""Octets of an address field that are looked at."""


def envelope(message: RawMessage) -> bytes:
    """Write date, subject, the six address lists, In-Reply-To and Message-ID."""
    lists = {name: _addresses(message.first(name)) for name in _ADDRESS_FIELDS}
    for name in (b"sender", b"reply-to"):
        if lists[name] == b"NIL":
            lists[name] = lists[b"from"]
    values = [nstring(message.first(b"date")), nstring(message.first(b"subject"))]
    values += [lists[name] for name in _ADDRESS_FIELDS]
    values += [nstring(message.first(b"in-reply-to")), nstring(message.first(b"message-id"))]
    return b"(" + b" ".join(values) + b")"


def _addresses(value: bytes | None) -> bytes:
    if value is None:
        return b"NIL"
    text = value[:_LONGEST_ADDRESS_FIELD].decode("utf-8", "surrogateescape")
    try:
        pairs = getaddresses([text])
    except RecursionError:
        # nested comments; the parser has no limit of its own
        return b"NIL"
    written = [_address(name, address) for name, address in pairs if address]
    return b"(" + b"".join(written) + b")" if written else b"NIL"


def _address(name: str, address: str) -> bytes:
    local, _, domain = address.rpartition("@")
    shown = nstring(_octets(name)) if name else b"NIL"
    return b"(%b NIL %b %b)" % (shown, string(_octets(local or domain)), string(_octets(domain)))


def _octets(text: str) -> bytes:
    return text.encode("utf-8", "surrogateescape")

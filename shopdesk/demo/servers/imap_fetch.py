"""FETCH: which data items a client asks for, and their rendering (RFC 3501, 6.4.5 and 7.4.2)."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from shopdesk.demo.servers import imap_wire
from shopdesk.demo.servers.imap_envelope import envelope
from shopdesk.demo.servers.imap_parse import Arguments, BadSyntax
from shopdesk.demo.servers.imap_view import flag_list
from shopdesk.demo.servers.mailfolder import StoredMessage
from shopdesk.demo.servers.rfc5322 import RawMessage

_ITEM = re.compile(rb"[A-Za-z0-9]+(?:\.(?:PEEK|SIZE|HEADER|TEXT))?", re.IGNORECASE)
_SECTION = re.compile(rb"HEADER\.FIELDS\.NOT|HEADER\.FIELDS|HEADER|TEXT|(?=\])", re.IGNORECASE)
_PARTIAL = re.compile(rb"<(\d{1,10})\.([1-9]\d{0,9})>")

_MACROS = {
    "FAST": ("FLAGS", "INTERNALDATE", "RFC822.SIZE"),
    "ALL": ("FLAGS", "INTERNALDATE", "RFC822.SIZE", "ENVELOPE"),
}
_PLAIN: dict[str, Callable[[StoredMessage, RawMessage], bytes]] = {
    "UID": lambda message, view: b"%d" % message.uid,
    "FLAGS": lambda message, view: flag_list(message.flags),
    "INTERNALDATE": lambda message, view: imap_wire.format_internaldate(message.internaldate),
    "RFC822.SIZE": lambda message, view: b"%d" % len(message.raw),
    "MODSEQ": lambda message, view: b"(%d)" % message.modseq,
    "ENVELOPE": lambda message, view: envelope(view),
    "RFC822": lambda message, view: imap_wire.literal(view.raw),
    "RFC822.HEADER": lambda message, view: imap_wire.literal(view.header),
    "RFC822.TEXT": lambda message, view: imap_wire.literal(view.body),
}
_READS_BODY = ("RFC822", "RFC822.TEXT")


@dataclass(frozen=True, slots=True)
class Item:
    """One data item of a FETCH."""

    label: bytes
    """How the response names it."""
    render: Callable[[StoredMessage, RawMessage], bytes]
    """Its value for a message."""
    sets_seen: bool = False
    """Reading it marks the message as read."""


def parse_items(args: Arguments) -> list[Item]:
    """Take the data items of a FETCH: a macro, one item or several in parentheses.

    Raises:
        BadSyntax: Not offered here: MIME structure and numbered parts.
    """
    if args.looking_at(b"("):
        items = args.parenthesised(lambda: _item(args))
        if not items:
            raise BadSyntax("no data items")
        return items
    name = args.take(_ITEM, "a data item")[0].decode("ascii").upper()
    if name in _MACROS:
        return [plain_item(part) for part in _MACROS[name]]
    return [_named_item(name, args)]


def plain_item(name: str) -> Item:
    """Return a data item that needs no section."""
    if name not in _PLAIN:
        raise BadSyntax("unknown data item")
    return Item(name.encode("ascii"), _PLAIN[name], sets_seen=name in _READS_BODY)


def render(
    number: int, message: StoredMessage, items: list[Item], view: RawMessage | None = None
) -> bytes:
    """Return the untagged FETCH response for one message."""
    view = view or RawMessage(message.raw)
    values = b" ".join(item.label + b" " + item.render(message, view) for item in items)
    return b"* %d FETCH (%b)" % (number, values)


def _item(args: Arguments) -> Item:
    return _named_item(args.take(_ITEM, "a data item")[0].decode("ascii").upper(), args)


def _named_item(name: str, args: Arguments) -> Item:
    if name not in ("BODY", "BODY.PEEK"):
        return plain_item(name)
    args.expect(b"[")
    section = args.take(_SECTION, "a section that is offered")[0].upper()
    label, cut = section, _sections(section)
    if section.startswith(b"HEADER.FIELDS"):
        args.space()
        names = args.parenthesised(args.astring)
        label += b" (" + b" ".join(imap_wire.astring(n.upper()) for n in names) + b")"
        cut = _header_fields(names, inverted=section.endswith(b".NOT"))
    args.expect(b"]")
    return _body_item(b"BODY[" + label + b"]", cut, args, sets_seen=name == "BODY")


def _body_item(
    label: bytes, cut: Callable[[RawMessage], bytes], args: Arguments, *, sets_seen: bool
) -> Item:
    if not args.looking_at(b"<"):
        return Item(label, lambda message, view: imap_wire.literal(cut(view)), sets_seen)
    partial = args.take(_PARTIAL, "a range of octets")
    start, size = int(partial[1]), int(partial[2])
    return Item(
        label + b"<%d>" % start,
        lambda message, view: imap_wire.literal(cut(view)[start : start + size]),
        sets_seen,
    )


def _sections(section: bytes) -> Callable[[RawMessage], bytes]:
    if section == b"HEADER":
        return lambda view: view.header
    if section == b"TEXT":
        return lambda view: view.body
    return lambda view: view.raw


def _header_fields(names: list[bytes], *, inverted: bool) -> Callable[[RawMessage], bytes]:
    wanted = frozenset(name.lower() for name in names)
    return lambda view: view.header_subset(wanted, inverted=inverted)

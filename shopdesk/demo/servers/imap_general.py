"""Commands that need no mailbox: capabilities, login, STARTTLS, ID, IDLE, logout."""

from __future__ import annotations

import asyncio
import re
from base64 import b64decode

from shopdesk.demo.servers.imap_connection import ImapConnection
from shopdesk.demo.servers.imap_parse import Arguments, BadSyntax
from shopdesk.demo.servers.imap_session import ImapSession, Refused
from shopdesk.demo.servers.imap_wire import string

_BASE64 = re.compile(rb"[A-Za-z0-9+/]*={0,2}")
_MOST_ID_FIELDS = 60


async def capability(session: ImapSession, args: Arguments) -> str:
    """CAPABILITY."""
    args.end()
    session.connection.write(b"* CAPABILITY " + " ".join(session.capabilities()).encode("ascii"))
    return "Capabilities listed"


async def noop(_session: ImapSession, args: Arguments) -> str:
    """NOOP and CHECK: what they are good for is told after every command."""
    args.end()
    return "Done"


async def logout(session: ImapSession, args: Arguments) -> str:
    """LOGOUT."""
    args.end()
    session.connection.write(b"* BYE Logging out")
    session.view = None
    session.ended = True
    return "Logged out"


async def identify(session: ImapSession, args: Arguments) -> str:
    """ID (RFC 2971)."""
    args.space()
    if not args.accept(b"NIL"):
        fields = args.parenthesised(lambda: args.accept(b"NIL") or args.string())
        if len(fields) > _MOST_ID_FIELDS or len(fields) % 2:
            raise BadSyntax("ID takes up to 30 pairs")
    args.end()
    session.identified = True
    session.connection.write(b"* ID (" + string(b"name") + b" " + string(b"shopdesk demo") + b")")
    return "Pleased to meet you"


async def enable(session: ImapSession, args: Arguments) -> str:
    """ENABLE (RFC 5161)."""
    wanted: list[str] = []
    while not args.at_end():
        args.space()
        wanted.append(args.keyword())
    if not wanted:
        raise BadSyntax("ENABLE takes capabilities")
    enabled = b""
    if "CONDSTORE" in wanted and session.offers("CONDSTORE"):
        session.condstore = True
        enabled = b" CONDSTORE"
    session.connection.write(b"* ENABLED" + enabled)
    return "Enabled"


async def start_tls(session: ImapSession, args: Arguments) -> str:
    """STARTTLS; the handshake follows the answer, see `imap_dispatch`."""
    args.end()
    session.require("STARTTLS")
    if session.context.starttls is None or session.connection.encrypted:
        raise BadSyntax("TLS is not offered here")
    return "Begin TLS now"


async def login(session: ImapSession, args: Arguments) -> str:
    """LOGIN."""
    args.space()
    user = args.astring()
    args.space()
    password = args.astring()
    args.end()
    return session.log_in(_text(user), _text(password))


async def authenticate(session: ImapSession, args: Arguments) -> str:
    """AUTHENTICATE PLAIN, with an initial response (RFC 4959) or without."""
    args.space()
    if args.keyword() != "PLAIN":
        raise Refused("Mechanism is not offered", code="CANNOT")
    if args.at_end():
        encoded = await _continuation(session.connection)
    else:
        session.require("SASL-IR")
        args.space()
        encoded = args.take(_BASE64, "base64")[0]
        args.end()
    if encoded == b"*":
        raise BadSyntax("authentication cancelled")
    parts = _decoded(encoded).split(b"\0")
    if len(parts) != 3:
        raise BadSyntax("not a PLAIN response")
    acting_for, user, password = (_text(part) for part in parts)
    if acting_for not in ("", user):
        raise Refused("Nobody may act for another here", code="AUTHORIZATIONFAILED")
    return session.log_in(user, password)


async def idle(session: ImapSession, args: Arguments) -> str:
    """IDLE (RFC 2177): tell every change at once until the client says DONE.

    Raises:
        Disconnected: The client went, or said something without end.
    """
    args.end()
    connection, changed = session.connection, session.changed
    connection.write(b"+ idling")
    await connection.flush()
    done = asyncio.ensure_future(connection.read_line())
    done.add_done_callback(lambda _: changed.set())
    try:
        while not done.done():
            changed.clear()
            if not session.faults.mute_idle:
                session.write_updates(expunges=True)
                await connection.flush(split=session.faults.split_pushes)
            await changed.wait()
        line = done.result()
    finally:
        if not done.cancel() and not done.cancelled():
            # the line broke while something was pushed: one report of that is enough
            done.exception()
    if line.strip().upper() != b"DONE":
        raise BadSyntax("expected DONE")
    return "Idle ended"


async def _continuation(connection: ImapConnection) -> bytes:
    connection.write(b"+ ")
    await connection.flush()
    return (await connection.read_line()).strip()


def _decoded(encoded: bytes) -> bytes:
    try:
        return b64decode(encoded, validate=True)
    except ValueError as error:
        raise BadSyntax("not base64") from error


def _text(raw: bytes) -> str:
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as error:
        raise BadSyntax("not UTF-8") from error

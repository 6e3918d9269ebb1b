"""From nothing to a signed-in `Talk`: for the doorbell what `connecting` is for commands."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Callable

from shopdesk import __version__
from shopdesk.adapters.imap.arguments import quoted
from shopdesk.adapters.imap.channel import bare, dial, stream
from shopdesk.adapters.imap.errors import (
    Ended,
    Garbled,
    Refusal,
    broken,
    said,
    sign_in_refused,
)
from shopdesk.adapters.imap.signin import (
    CLIENT_ID,
    Way,
    check_password,
    check_server,
    injected,
    no_starttls,
    plain_response,
    preauth,
    token_methods,
    way_in,
)
from shopdesk.adapters.imap.talk import Talk, ended
from shopdesk.adapters.sasl import bearer
from shopdesk.adapters.tls import context
from shopdesk.domain.errors import ServerError
from shopdesk.domain.shop.settings import Auth, Security, Server


async def enter(
    server: Server, ca_file: str | None, password: Callable[[], str], timeout_s: float
) -> tuple[Talk, frozenset[str]]:
    """A signed-in connection and what the server offers on it.

    Raises foreign errors and `ServerError`; each step may take `timeout_s` seconds.
    """
    check_server(server)
    tls = None
    if server.security is not Security.NONE:
        tls = await asyncio.to_thread(context, ca_file)
    async with asyncio.timeout(timeout_s):
        sock = await dial(server.host, server.port)
    async with asyncio.timeout(timeout_s):
        if server.security is Security.STARTTLS:
            await _start_tls(sock, server)
        talk = Talk(await stream(sock, tls, server.host))
    try:
        return talk, await _enter(talk, server, password, timeout_s)
    except BaseException:
        talk.close()
        raise


async def _start_tls(sock: socket.socket, server: Server) -> None:
    """Bring the server to where it waits for the handshake; closes the socket on failure."""
    talk = Talk(bare(sock))
    try:
        if await _greeted(talk):
            raise preauth(server)
        if "STARTTLS" not in await _capabilities(talk):
            raise no_starttls(server)
        await talk.command("STARTTLS")
        if not talk.quiet:
            raise injected(server)
    except BaseException:
        talk.close()
        raise


async def _enter(
    talk: Talk, server: Server, password: Callable[[], str], timeout_s: float
) -> frozenset[str]:
    async with asyncio.timeout(timeout_s):
        # after STARTTLS the server does not greet again
        known = server.security is not Security.STARTTLS and await _greeted(talk)
        offered = await _capabilities(talk)
    if not known:
        secret = await asyncio.to_thread(password)
        # Raised here and not where it happens: the frames down there know the password.
        problem = await _attempt(talk, server, offered, secret, timeout_s)
        del secret
        if problem is not None:
            raise problem
    async with asyncio.timeout(timeout_s):
        offered = await _capabilities(talk)
        if "ID" in offered:
            await _introduce(talk)
    return offered


async def _greeted(talk: Talk) -> bool:
    """Whether the greeting says that we are signed in already."""
    line = await talk.line()
    ended(line, b"*!")
    status = line.upper().split()[:2]
    if status not in ([b"*", b"OK"], [b"*", b"PREAUTH"]):
        raise Garbled(said(line))
    return status[1] == b"PREAUTH"


async def _capabilities(talk: Talk) -> frozenset[str]:
    words: list[str] = []
    for line in await talk.command("CAPABILITY"):
        words_of_line = line.decode("ascii", "replace").upper().split()
        if words_of_line[1:2] == ["CAPABILITY"]:
            words += words_of_line[2:]
    return frozenset(words)


async def _attempt(
    talk: Talk, server: Server, offered: frozenset[str], password: str, timeout_s: float
) -> ServerError | None:
    token = plain_response(server.user, password)
    try:
        check_password(server, password)
        async with asyncio.timeout(timeout_s):
            if server.auth is Auth.OAUTH2:
                said = bearer(token_methods(offered), server, password)
                await talk.command(f"AUTHENTICATE {said.method}", *said.lines())
            elif way_in(offered, server, password) is Way.LOGIN:
                await talk.command(f"LOGIN {quoted(server.user)} {quoted(password)}")
            else:
                await talk.command("AUTHENTICATE PLAIN", token)
    except ServerError as error:
        return error.with_traceback(None)
    except Refusal as error:
        return sign_in_refused(server, str(error), (password, quoted(password)[1:-1], token))
    except (OSError, Ended, Garbled) as error:
        return broken(error, server, timeout_s)
    return None


async def _introduce(talk: Talk) -> None:
    try:
        await talk.command(f'ID ("name" {quoted(CLIENT_ID)} "version" {quoted(__version__)})')
    except Refusal:
        # a courtesy: a server that dislikes it says so when it matters
        return

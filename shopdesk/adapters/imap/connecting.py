"""From nothing to a signed-in connection for commands."""

from __future__ import annotations

import imaplib
from collections.abc import Callable

from shopdesk import __version__
from shopdesk.adapters.imap.arguments import quoted
from shopdesk.adapters.imap.errors import Ended, broken, explained, sign_in_refused
from shopdesk.adapters.imap.signin import (
    CLIENT_ID,
    Way,
    check_password,
    check_server,
    no_starttls,
    plain_response,
    preauth,
    token_methods,
    way_in,
)
from shopdesk.adapters.imap.wire import Connection
from shopdesk.adapters.sasl import bearer
from shopdesk.adapters.tls import context
from shopdesk.domain.errors import ServerError
from shopdesk.domain.shop.settings import Auth, Security, Server


def connect(server: Server, ca_file: str | None, timeout_s: float) -> Connection:
    """A protected connection that is not signed in yet; raises foreign errors and `ServerError`."""
    check_server(server)
    tls = None if server.security is Security.NONE else context(ca_file)
    try:
        connection = Connection(server, tls, timeout_s)
    except imaplib.IMAP4.abort:
        raise
    except imaplib.IMAP4.error as error:
        # the greeting was a BYE: too many connections, or going down
        raise Ended(_words(error)) from error
    try:
        if server.security is Security.STARTTLS:
            if connection.signed_in:
                raise preauth(server)
            if not connection.offers("STARTTLS"):
                raise no_starttls(server)
            connection.starttls(tls)
    except BaseException:
        connection.drop()
        raise
    return connection


def greets(server: Server, ca_file: str | None, timeout_s: float) -> bool:
    """Whether the server is there and says hello. Never raises."""
    try:
        with explained(server, timeout_s):
            connect(server, ca_file, timeout_s).leave()
    except ServerError:
        return False
    return True


def sign_in(
    connection: Connection, server: Server, password: Callable[[], str], timeout_s: float
) -> None:
    """Sign in, and introduce ourselves where the server likes that. Raises `ServerError`."""
    if not connection.signed_in:
        # Raised here and not where it happens: the frames down there know the password.
        problem = _attempt(connection, server, password(), timeout_s)
        if problem is not None:
            raise problem
    if connection.offers("ID"):
        _introduce(connection)


def _attempt(
    connection: Connection, server: Server, password: str, timeout_s: float
) -> ServerError | None:
    try:
        check_password(server, password)
        if server.auth is Auth.OAUTH2:
            said = bearer(token_methods(connection.offered()), server, password)
            answers = iter((said.first, said.second))
            connection.wire.authenticate(said.method, lambda challenge: next(answers, None))
        elif way_in(connection.offered(), server, password) is Way.LOGIN:
            connection.wire.login(quoted(server.user), password)
        else:
            plain = iter((f"\0{server.user}\0{password}".encode(),))
            connection.wire.authenticate("PLAIN", lambda challenge: next(plain, None))
    except ServerError as error:
        return error.with_traceback(None)
    except (OSError, imaplib.IMAP4.abort, ValueError) as error:
        return broken(error, server, timeout_s)
    except imaplib.IMAP4.error as error:
        secrets = (password, quoted(password)[1:-1], plain_response(server.user, password))
        return sign_in_refused(server, _words(error), secrets)
    return None


def _words(error: Exception) -> str:
    words = error.args[0] if error.args else ""
    return words.decode("utf-8", "replace") if isinstance(words, bytes) else str(words)


def _introduce(connection: Connection) -> None:
    try:
        connection.id_({"name": CLIENT_ID, "version": __version__})
    except imaplib.IMAP4.abort:
        raise
    except imaplib.IMAP4.error:
        # a courtesy: a server that dislikes it says so when it matters
        return

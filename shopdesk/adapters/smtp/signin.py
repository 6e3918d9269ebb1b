"""Signing in at an SMTP server."""

from __future__ import annotations

import base64

from aiosmtplib import SMTP, SMTPAuthenticationError, SMTPStatus

from shopdesk.adapters.sasl import bearer, token_refused
from shopdesk.adapters.smtp import errors as smtp_errors
from shopdesk.domain.errors import ServerError, SignInRefused
from shopdesk.domain.shop.settings import Auth, Security, Server
from shopdesk.words import _

# `plain` first: under TLS it is as safe as any, and it works with hashed passwords on the server
_METHODS = ("plain", "login", "cram-md5")
_UNKNOWN_METHOD = 504


async def sign_in(client: SMTP, server: Server, password: str) -> None:
    """Sign in where the server asks for it, and everywhere beyond this machine.

    Raises `ServerError`, without the password in it, and what aiosmtplib raises for a connection
    that breaks.
    """
    _check(server, password)
    # the first one was forgotten with STARTTLS, and none was sent with TLS
    await client.ehlo()
    if server.auth is Auth.OAUTH2:
        await _show_token(client, server, password)
        return
    offered = [method for method in _METHODS if method in client.server_auth_methods]
    if not offered:
        if server.security is Security.NONE:
            return
        raise SignInRefused(
            _(
                "{server} offers no way to sign in with a password. Ask the mail provider for "
                "another server or port."
            ).format(server=f"{server.host}:{server.port}")
        )
    methods = {
        "plain": client.auth_plain,
        "login": client.auth_login,
        "cram-md5": client.auth_crammd5,
    }
    for method in offered:
        try:
            await methods[method](server.user, password)
        except SMTPAuthenticationError as error:
            # Any other no is about the password: trying it again in another form gets the owner
            # locked out the sooner.
            if error.code == _UNKNOWN_METHOD and method != offered[-1]:
                continue
            # not chained: the server's words may repeat what we sent
            raise _refused(error, server, password) from None
        return


async def _show_token(client: SMTP, server: Server, token: str) -> None:
    said = bearer({method.upper() for method in client.server_auth_methods}, server, token)
    first, second = said.lines()
    answer = await client.execute_command(b"AUTH", said.method.encode(), first.encode())
    if answer.code == SMTPStatus.auth_continue:
        answer = await client.execute_command(second.encode())
    if answer.code == SMTPStatus.auth_successful:
        return
    problem = smtp_errors.sign_in_refused(answer.code, "", server)
    raise token_refused(server) if isinstance(problem, SignInRefused) else problem


def _check(server: Server, password: str) -> None:
    if not password or any(c in password for c in "\r\n\0"):
        raise SignInRefused(
            _(
                "The password for {user} at {server} is empty or has a line break in it and was "
                "not sent. Correct it where it is kept."
            ).format(user=server.user, server=f"{server.host}:{server.port}")
        )


def _refused(error: SMTPAuthenticationError, server: Server, password: str) -> ServerError:
    sent = (
        password,
        base64.b64encode(password.encode()).decode("ascii"),
        base64.b64encode(f"\0{server.user}\0{password}".encode()).decode("ascii"),
    )
    words = error.message
    return smtp_errors.sign_in_refused(
        error.code, "" if any(secret in words for secret in sent) else words, server
    )
